import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { MAGIC, START_BYTES, sealing, unsealing } from "@/lib/data/backup-cipher";
import { type Contents, counted, type Description } from "@/lib/data/contents";
import { Unfit } from "@/lib/data/tables";
import type { Cell } from "@/lib/domain/files";

// A backup is JSON lines, compressed by gzip, sealed where there is a key: a description, batches of rows as
// ["Table", [[…], …]], and an end with the digest of all lines before it. Both databases write and read the same.

const FORMAT = "corridor-tracker backup";
const VERSION = 1;

async function* linesOf(contents: Contents, onProgress?: (done: number, all: number) => void) {
  const digest = createHash("sha256");
  const line = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`;
    digest.update(text);
    return text;
  };
  yield line({ format: FORMAT, version: VERSION, ...contents.description });
  for await (const { table, rows } of counted(contents, onProgress)) yield line([table.name, rows]);
  yield `${JSON.stringify({ end: digest.digest("hex") })}\n`;
}

/**
 * Writes a backup; when this resolves it is on disk. The file must not be there yet; only its owner may read it.
 * @param key BACKUP_KEY; without one the file is not sealed
 */
export async function writeBackup(
  file: string,
  contents: Contents,
  key: string | undefined,
  onProgress?: (done: number, all: number) => void,
): Promise<void> {
  const seal = key === undefined ? undefined : await sealing(key);
  const out = createWriteStream(file, { flags: "wx", mode: 0o600, flush: true });
  if (seal) out.write(seal.header);
  const lines = Readable.from(linesOf(contents, onProgress));
  const steps: Transform[] = seal ? [createGzip({ level: 4 }), seal.cipher] : [createGzip({ level: 4 })];
  await pipeline([lines, ...steps, out]);
}

/** The JSON lines of a backup as text. */
async function* readLines(file: string, key: string | undefined): AsyncGenerator<string, void, undefined> {
  const handle = await open(file);
  const start = Buffer.alloc(START_BYTES);
  await handle.read(start, 0, START_BYTES, 0).finally(() => handle.close());
  const sealed = start.subarray(0, MAGIC.length).equals(MAGIC);
  if (!sealed && !(start[0] === 0x1f && start[1] === 0x8b)) throw new Unfit(`${file} is no backup.`);
  if (sealed && key === undefined) throw new Unfit("The backup is sealed: give its BACKUP_KEY.");
  const steps: Transform[] = sealed ? [await unsealing(key ?? "", start), createGunzip()] : [createGunzip()];
  const bytes = createReadStream(file, sealed ? { start: START_BYTES } : {});
  const last = steps.at(-1) as Transform;
  let failure: unknown;
  const piping = pipeline([bytes, ...steps]).catch((error: unknown) => {
    failure = error;
  });
  const decoder = new TextDecoder();
  let held: string[] = [];
  try {
    for await (const chunk of last as AsyncIterable<Buffer>) {
      const [first = "", ...rest] = decoder.decode(chunk, { stream: true }).split("\n");
      held.push(first);
      for (const next of rest) {
        yield held.join("");
        held = [next];
      }
    }
  } catch (error) {
    await piping;
    throw failure instanceof Unfit
      ? failure
      : new Unfit(`The backup was changed or cut off: ${(error as Error).message}.`);
  } finally {
    bytes.destroy();
  }
  await piping;
  if (held.join("") !== "") throw new Unfit("The backup was cut off.");
}

function parsed<T>(line: string): T {
  try {
    return JSON.parse(line) as T;
  } catch (error) {
    throw new Unfit("The backup was changed: a line of it can't be read.", { cause: error });
  }
}

/**
 * Opens a backup. Its rows are read from the file each time they are asked for.
 * @throws Unfit where it is none, is sealed with another key, or (while its rows are read) was changed or cut off
 */
export async function readBackup(file: string, key: string | undefined): Promise<Contents> {
  for await (const line of readLines(file, key)) {
    const { format, version, ...description } = parsed<{ format: string; version: number } & Description>(line);
    if (format !== FORMAT) break;
    if (version !== VERSION) throw new Unfit(`The backup has the format ${version}; this program reads ${VERSION}.`);
    return { description, batches: () => batchesOf(file, key, description) };
  }
  throw new Unfit(`${file} is no backup.`);
}

async function* batchesOf(file: string, key: string | undefined, { tables }: Description) {
  const digest = createHash("sha256");
  let ended = false;
  for await (const line of readLines(file, key)) {
    if (ended) throw new Unfit("The backup goes on after its end.");
    if (line.startsWith("[")) {
      const [name, rows] = parsed<[string, Cell[][]]>(line);
      const table = tables.find((known) => known.name === name);
      if (!table) throw new Unfit(`The backup has rows of a table that it does not describe: ${name}.`);
      yield { table, rows };
    } else if (line.startsWith('{"end"')) {
      ended = true;
      const { end } = parsed<{ end: string }>(line);
      if (end !== digest.digest("hex")) throw new Unfit("The backup was changed: its lines do not fit their digest.");
      continue;
    }
    digest.update(`${line}\n`);
  }
  if (!ended) throw new Unfit("The backup was cut off.");
}
