import { Readable } from "node:stream";
import { ZipFile } from "yazl";

/** A file to be packed; `bytes` is called when its turn has come. */
export type Packed = { name: string; bytes(): AsyncIterable<Uint8Array> };

/** The first day that the format knows, for what is of no instant. */
const EPOCH = new Date(Date.UTC(1980, 0, 1));

/**
 * Packs files one after another, as they are read: the same files give the same bytes.
 * @param at the instant that all of them bear; null for none
 */
export async function* zipped(files: readonly Packed[], at: Date | null): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on("error", (error: Error) => out.destroy(error));
  // whoever reads on is told; nobody else has to be
  out.on("error", () => {});
  const options = { mtime: inLocalFields(at ?? EPOCH), mode: 0o100644, forceDosTimestamp: true };
  let open: Readable | undefined;
  for (const { name, bytes } of files)
    zip.addReadStreamLazy(name, options, (give) => {
      open = Readable.from(bytes(), { objectMode: false });
      give(null, open);
    });
  zip.end();
  try {
    for await (const part of out) yield part as Uint8Array;
  } finally {
    // a reader who goes away leaves no query open, and begins no other
    out.destroy();
    open?.destroy();
  }
}

/** The format writes local time without its zone; the files of a record are of the same bytes in every zone. */
const inLocalFields = (at: Date): Date =>
  new Date(
    at.getUTCFullYear(),
    at.getUTCMonth(),
    at.getUTCDate(),
    at.getUTCHours(),
    at.getUTCMinutes(),
    at.getUTCSeconds(),
  );
