import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sealing, unsealing } from "@/lib/data/backup-cipher";
import { readBackup, writeBackup } from "@/lib/data/backup-file";
import type { Contents } from "@/lib/data/contents";
import { Unfit } from "@/lib/data/tables";
import type { Cell } from "@/lib/domain/files";

const PASSPHRASE = "plainly made up for a test";
const RAW_KEY = Buffer.alloc(32, 7).toString("base64");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "backup-file-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const HEAD = { seq: 1, hash: "ab".repeat(32) };
const columns = [
  { name: "key", kind: "text" },
  { name: "lat", kind: "number" },
  { name: "held", kind: "boolean" },
] as const;

/** Made-up rows that compress badly, so that the file has several chunks. */
function contentsOf(count: number): Contents {
  let state = 1;
  const noise = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state.toString(36);
  };
  const rows: Cell[][] = Array.from({ length: count }, (_, i) => [
    `row ${i}: «Ґанок»\n"${Array.from({ length: 20 }, noise).join("")}"`,
    i / 3,
    i % 2 === 0 ? null : i % 3 === 0,
  ]);
  const table = { name: "Place", columns: [...columns], key: ["key"], rows: count };
  const heads = { public: HEAD, audit: HEAD };
  return {
    description: {
      at: "2001-02-03T04:05:06.000Z",
      dialect: "sqlite",
      migration: "20010101_made_up",
      heads,
      tables: [table],
    },
    async *batches() {
      for (let i = 0; i < rows.length; i += 100) yield { table, rows: rows.slice(i, i + 100) };
    },
  };
}

async function rowsOf(contents: Contents): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  for await (const batch of contents.batches()) rows.push(...batch.rows);
  return rows;
}

/** Reads a backup of these bytes to its end. */
async function readWhole(bytes: Buffer, key?: string): Promise<Cell[][]> {
  const file = path.join(folder, "changed");
  writeFileSync(file, bytes);
  return rowsOf(await readBackup(file, key));
}

const refused = (reading: Promise<unknown>) => expect(reading).rejects.toBeInstanceOf(Unfit);

describe.each([
  ["without a key", undefined],
  ["with a key", RAW_KEY],
])("a backup %s", (_name, key) => {
  it("gives back what was written, for its owner alone", async () => {
    const file = path.join(folder, "one");
    const contents = contentsOf(3_000);
    await writeBackup(file, contents, key);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(file).size).toBeGreaterThan(3 * 64 * 1024);
    const read = await readBackup(file, key);
    expect(read.description).toEqual(contents.description);
    const rows = await rowsOf(contents);
    expect(await rowsOf(read)).toEqual(rows);
    // a second time, from the file again
    expect(await rowsOf(read)).toEqual(rows);
  });

  it("never replaces a file", async () => {
    const file = path.join(folder, "one");
    writeFileSync(file, "something else");
    await expect(writeBackup(file, contentsOf(1), key)).rejects.toThrow("EEXIST");
    expect(readFileSync(file, "utf8")).toBe("something else");
  });

  it("is refused when it was cut off anywhere, at the end of a chunk, too", async () => {
    const file = path.join(folder, "one");
    await writeBackup(file, contentsOf(1_500), key);
    const bytes = readFileSync(file);
    const chunk = 64 * 1024 + 16;
    for (const length of [0, 1, 9, 26, 40, 26 + chunk, 26 + 2 * chunk, bytes.length - 20, bytes.length - 1])
      await refused(readWhole(bytes.subarray(0, length), key));
  });

  it("is refused when a byte of it was changed", async () => {
    const file = path.join(folder, "one");
    await writeBackup(file, contentsOf(1_500), key);
    const bytes = readFileSync(file);
    for (let i = 1; i < 12; i++) {
      const changed = Buffer.from(bytes);
      changed[Math.floor((bytes.length * i) / 12)]! ^= 0x10;
      await refused(readWhole(changed, key));
    }
  });
});

describe("a sealed backup", () => {
  it("opens with its own key alone, and shows nothing of what is in it", async () => {
    const file = path.join(folder, "one");
    await writeBackup(file, contentsOf(10), PASSPHRASE);
    expect(readFileSync(file).includes("Place")).toBe(false);
    for (const key of [undefined, `${PASSPHRASE}!`, RAW_KEY]) await refused(readBackup(file, key));
    expect(await rowsOf(await readBackup(file, PASSPHRASE))).toHaveLength(10);
    const other = path.join(folder, "other");
    await writeBackup(other, contentsOf(10), RAW_KEY);
    for (const key of [undefined, PASSPHRASE, Buffer.alloc(32, 8).toString("base64")])
      await refused(readBackup(other, key));
  });

  it("is sealed differently each time", async () => {
    const files = ["one", "two"].map((name) => path.join(folder, name));
    for (const file of files) await writeBackup(file, contentsOf(10), RAW_KEY);
    const [one, two] = files.map((file) => readFileSync(file).subarray(30));
    expect(one).not.toEqual(two);
  });

  it("cannot be put together from parts of others", async () => {
    const file = path.join(folder, "one");
    await writeBackup(file, contentsOf(3_000), RAW_KEY);
    const bytes = readFileSync(file);
    const chunk = 64 * 1024 + 16;
    const part = (i: number) => bytes.subarray(26 + i * chunk, 26 + (i + 1) * chunk);
    const swapped = Buffer.concat([bytes.subarray(0, 26), part(1), part(0), bytes.subarray(26 + 2 * chunk)]);
    await refused(readWhole(swapped, RAW_KEY));
    const without = Buffer.concat([bytes.subarray(0, 26), part(0), bytes.subarray(26 + 2 * chunk)]);
    await refused(readWhole(without, RAW_KEY));
  });
});

describe("the seal alone", () => {
  const CHUNK = 64 * 1024;
  const seal = async (bytes: Buffer) => {
    const { header, cipher } = await sealing(RAW_KEY);
    return { header, sealed: await buffer(Readable.from([bytes]).pipe(cipher)) };
  };
  const unseal = async (header: Buffer, sealed: Buffer) => {
    const opening = await unsealing(RAW_KEY, header);
    Readable.from([sealed]).pipe(opening);
    return buffer(opening);
  };

  it("gives back any number of bytes", async () => {
    for (const length of [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7]) {
      const bytes = Buffer.alloc(length, "made up");
      const { header, sealed } = await seal(bytes);
      expect((await unseal(header, sealed)).equals(bytes)).toBe(true);
    }
  });

  it("notices that whole chunks were cut off, left out, moved or put behind", async () => {
    const { header, sealed } = await seal(Buffer.alloc(3 * CHUNK, "made up"));
    const part = (from: number, to: number) => sealed.subarray(from * (CHUNK + 16), to * (CHUNK + 16));
    for (const changed of [part(0, 2), part(0, 1), part(1, 3), Buffer.alloc(0)]) await refused(unseal(header, changed));
    await refused(unseal(header, Buffer.concat([part(0, 1), part(2, 3)])));
    await refused(unseal(header, Buffer.concat([part(1, 2), part(0, 1), part(2, 3)])));
    await refused(unseal(header, Buffer.concat([sealed, part(2, 3)])));
  });
});

describe("a backup that is not sealed", () => {
  it("is lines of JSON that other programs can read", async () => {
    const file = path.join(folder, "one");
    await writeBackup(file, contentsOf(250), undefined);
    const lines = gunzipSync(readFileSync(file)).toString().trimEnd().split("\n");
    expect(lines).toHaveLength(5);
    for (const line of lines.slice(1, 4)) expect(JSON.parse(line)).toEqual(["Place", expect.any(Array)]);
    expect(JSON.parse(lines[0]!)).toMatchObject({ format: "corridor-tracker backup", version: 1 });
    expect(JSON.parse(lines[4]!)).toEqual({ end: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it("is no other file", async () => {
    await refused(readWhole(Buffer.from("something else altogether, long enough to be looked at")));
  });
});
