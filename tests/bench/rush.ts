import net from "node:net";

export const READERS = 1_000;

/** What came of many readers who asked at once: how many got the page before the edit, how many ones after it there were. */
export type Rush = { before: number; after: number; renderings: number; first: number; last: number };

const opened = (port: number) =>
  new Promise<net.Socket>((resolve, reject) => {
    const socket = net.connect({ host: "127.0.0.1", port }, () => resolve(socket));
    socket.once("error", reject);
  });

/** Sends one request over an open connection; the whole answer, and when it ended. */
const ask = (socket: net.Socket, host: string, path: string) =>
  new Promise<{ text: string; at: number }>((resolve, reject) => {
    const parts: Buffer[] = [];
    socket.on("data", (part) => parts.push(part));
    socket.on("end", () => resolve({ text: Buffer.concat(parts).toString(), at: performance.now() }));
    socket.once("error", reject);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n`);
  });

/**
 * READERS connections that are open already ask for one page at once; times in ms.
 * @param edited a moment before the edit
 * @throws where an answer is no page
 */
export async function rush(origin: string, path: string, edited: Date): Promise<Rush> {
  const { host, port } = new URL(origin);
  const sockets = await Promise.all(Array.from({ length: READERS }, () => opened(Number(port))));
  const began = performance.now();
  const answers = await Promise.all(sockets.map((socket) => ask(socket, host, path)));
  const made = answers.map(({ text }) => {
    const [, instant] = /<html[^>]*\sdata-made="([^"]+)"/.exec(text) ?? [];
    if (!text.startsWith("HTTP/1.1 200") || !instant) throw new Error(`no page: ${text.slice(0, 200)}`);
    return instant;
  });
  const times = answers.map(({ at }) => at - began);
  const after = made.filter((instant) => new Date(instant) >= edited);
  return {
    before: made.length - after.length,
    after: after.length,
    renderings: new Set(after).size,
    first: Math.min(...times),
    last: Math.max(...times),
  };
}
