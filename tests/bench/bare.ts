import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";

/** An answer as it comes over the wire; `headers` without those that Node adds to every answer by itself. */
export const raw = (url: string, encoding: string) =>
  new Promise<{ headers: string[]; body: Buffer }>((resolve, reject) => {
    http
      .get(url, { headers: { "accept-encoding": encoding } }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () => {
          if (answer.statusCode !== 200) return reject(new Error(url));
          const names = Object.keys(answer.headers).filter((name) => !/^(?:date|connection|keep-alive)$/.test(name));
          resolve({
            headers: names.flatMap((name) => [name, String(answer.headers[name])]),
            body: Buffer.concat(parts),
          });
        });
      })
      .on("error", reject);
  });

/** Those headers of an answer without which no browser could read the body. */
export const needed = (headers: string[]) =>
  headers.filter((_, i) => headers[i - (i % 2)]?.startsWith("content-") && !headers[i - (i % 2)]?.endsWith("policy"));

/** A process with a server that is Node's own and says one thing only. */
export async function startBare(headers: string[], body: Buffer): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-bare-"));
  const file = path.join(folder, "body");
  writeFileSync(file, body);
  const program = path.join(import.meta.dirname, "bare-server.mjs");
  const child = spawn(process.execPath, [program, file, JSON.stringify(headers)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "close");
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: `http://127.0.0.1:${Number(port)}/`, stop };
}
