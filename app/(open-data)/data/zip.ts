import { Readable } from "node:stream";
import { ZipFile } from "yazl";

/** A file to be packed; `bytes` is called when its turn has come. */
export type Packed = { name: string; bytes(): AsyncIterable<Uint8Array> };

/** Packs files one after another, as they are read: the same files give the same bytes, in every zone. */
export async function* zipped(files: readonly Packed[]): AsyncGenerator<Uint8Array, void, undefined> {
  const zip = new ZipFile();
  const out = zip.outputStream as Readable;
  zip.on("error", (error: Error) => out.destroy(error));
  // whoever reads on is told; nobody else has to be
  out.on("error", () => {});
  // the format writes local time, of which a zone may leave an hour out: all bear noon of the first day that it knows
  const options = { mtime: new Date(1980, 0, 1, 12), mode: 0o100644, forceDosTimestamp: true };
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
