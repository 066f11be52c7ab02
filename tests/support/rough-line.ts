import { once } from "node:events";
import type { AddressInfo } from "node:net";
import net from "node:net";

/**
 * Whoever says COMMIT has their connection reset before the server hears of it, or before they hear the answer; or the line
 * swallows it and all that comes after, and neither end is told.
 */
export type Cut = "before" | "after" | "swallowed";

/** A line to a PostgreSQL server on which things go wrong as they do between machines. Starts clear. */
export interface RoughLine {
  /** Of the database behind it, by this line. */
  url: string;
  /** How long everything takes each way, in ms. */
  delay: number;
  /** Nothing arrives any more, in either direction, and nobody is told. What was sent meanwhile stays lost. */
  hole: boolean;
  /** What the next who commits goes through. */
  cut: Cut | undefined;
  /** How many connections were reset so. */
  cuts: number;
  close(): Promise<void>;
}

const COMMIT = Buffer.from("COMMIT");

/** Puts such a line before the server of the database at `url`. */
export async function startRoughLine(url: string): Promise<RoughLine> {
  const target = new URL(url);
  const open = new Set<net.Socket>();
  const line: RoughLine = { url: "", delay: 0, hole: false, cut: undefined, cuts: 0, close };
  const server = net.createServer({ noDelay: true }, (near) => {
    const far = net.connect({ host: target.hostname, port: Number(target.port || 5432), noDelay: true });
    // once something is lost on it, a connection carries nothing more: what is missing never comes
    let lost = false;
    let deaf = false;
    const reset = () => {
      line.cuts++;
      near.resetAndDestroy();
      far.resetAndDestroy();
    };
    const carry = (from: net.Socket, to: net.Socket, heard: (bytes: Buffer) => boolean) => {
      open.add(from);
      from.on("data", (bytes: Buffer) => {
        lost ||= line.hole;
        if (lost || !heard(bytes)) return;
        if (line.delay > 0) setTimeout(() => to.write(bytes), line.delay);
        else to.write(bytes);
      });
      from.on("error", () => {});
      from.on("close", () => {
        open.delete(from);
        if (!lost && !line.hole) to.destroy();
      });
    };
    carry(near, far, (bytes) => {
      if (!line.cut || !bytes.includes(COMMIT)) return true;
      const where = line.cut;
      line.cut = undefined;
      if (where === "before") reset();
      if (where === "swallowed") lost = true;
      if (where === "after") deaf = true;
      return where === "after";
    });
    carry(far, near, () => {
      if (deaf) reset();
      return !deaf;
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  async function close(): Promise<void> {
    for (const socket of open) socket.destroy();
    server.close();
    await once(server, "close");
  }
  const here = new URL(url);
  here.hostname = "127.0.0.1";
  here.port = String((server.address() as AddressInfo).port);
  line.url = here.href;
  return line;
}
