import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { log } from "@/lib/front/log";
import { Shelf } from "@/lib/front/shelf";
import { listening } from "@/tests/support/listening";

const TEXT = "corridor_day,status\r\n".repeat(20_000);
const FILE = "/data/corridor-days.csv";

let folder = "";
let version = "one";
let asked: string[] = [];
let answering: (request: IncomingMessage, response: ServerResponse) => void;
const servers: http.Server[] = [];
const shelves: Shelf[] = [];

const whole = (_: IncomingMessage, response: ServerResponse) => void response.end(TEXT);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "shelf-"));
  version = "one";
  asked = [];
  answering = whole;
});
afterEach(() => {
  for (const shelf of shelves.splice(0)) shelf.close();
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

/** A front with nothing but a shelf, before a renderer that names the version of its answer. */
async function started(into = folder) {
  const renderer = http.createServer((request, response) => {
    asked.push(String(request.headers["if-none-match"] ?? "anything"));
    const tag = `W/"${version}"`;
    response.setHeader("etag", tag);
    response.setHeader("content-type", request.url?.endsWith(".zip") ? "application/zip" : "text/csv; charset=utf-8");
    if (request.headers["if-none-match"] === tag) response.writeHead(304).end();
    else answering(request, response);
  });
  const port = await listening(renderer);
  let now = 0;
  const shelf = new Shelf(
    () => port,
    into,
    () => now,
  );
  const front = http.createServer((request, response) => {
    shelf.send(request, response, request.url ?? "").then((sent) => sent || response.writeHead(503).end("passed on"));
  });
  servers.push(renderer, front);
  shelves.push(shelf);
  const url = `http://127.0.0.1:${await listening(front)}${FILE}`;
  return {
    url,
    shelf,
    later: (ms: number) => {
      now += ms;
    },
  };
}

/** The answer as it comes over the line. */
async function raw(url: string, headers: Record<string, string> = {}) {
  const request = http.get(url, { headers, agent: false });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part);
  return { status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts) };
}

/** An answer of which the first part has come. */
async function begun(url: string) {
  const [answer] = (await once(http.get(url, { agent: false }), "response")) as [IncomingMessage];
  const [part] = (await once(answer, "data")) as [Buffer];
  return { answer, text: part.toString() };
}

describe("the shelf of files", () => {
  it("asks for a file once, however many want it, and leaves nothing with a name on disk", async () => {
    const { url } = await started();
    const answers = await Promise.all(Array.from({ length: 50 }, () => raw(url)));
    for (const { status, bytes } of answers) {
      expect(status).toBe(200);
      expect(bytes.toString()).toBe(TEXT);
    }
    const { headers } = await raw(url);
    expect(headers["content-length"]).toBe(String(TEXT.length));
    expect(headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(asked).toEqual(["anything"]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("sends it as gzip and brotli to whoever takes that, made once each", async () => {
    const { url } = await started();
    for (const [encoding, back] of [
      ["gzip", gunzipSync],
      ["br", brotliDecompressSync],
    ] as const)
      for (let time = 0; time < 2; time++) {
        const { headers, bytes } = await raw(url, { "accept-encoding": encoding });
        expect(headers["content-encoding"]).toBe(encoding);
        expect(bytes.length).toBeLessThan(TEXT.length / 10);
        expect(back(bytes).toString()).toBe(TEXT);
      }
    expect(asked).toEqual(["anything"]);
  });

  it("sends what is packed already as it is", async () => {
    const { url } = await started();
    const { headers, bytes } = await raw(url.replace("corridor-days.csv", "all.zip"), {
      "accept-encoding": "gzip, br",
    });
    expect(headers["content-encoding"]).toBeUndefined();
    expect(bytes.toString()).toBe(TEXT);
  });

  it("asks again after a change, and after a while, whether it is still right", async () => {
    const { url, shelf, later } = await started();
    await raw(url);
    later(4_999);
    await raw(url);
    expect(asked).toHaveLength(1);
    later(1);
    await raw(url);
    expect(asked).toEqual(["anything", 'W/"one"']);
    shelf.changed();
    await raw(url);
    version = "two";
    answering = (_, response) => void response.end("changed");
    shelf.changed();
    expect((await raw(url)).bytes.toString()).toBe("changed");
    expect(asked).toEqual(["anything", 'W/"one"', 'W/"one"', 'W/"one"']);
  });

  it("answers 304 to whoever has that version, and HEAD without a body", async () => {
    const { url } = await started();
    const { headers } = await raw(url);
    const again = await raw(url, { "if-none-match": String(headers.etag) });
    expect(again.status).toBe(304);
    expect(again.bytes).toHaveLength(0);
    const head = await fetch(url, { method: "HEAD" });
    expect(head.headers.get("etag")).toBe('W/"one"');
    expect(await head.text()).toBe("");
  });

  it("sends what is there while the rest is being written, to readers who come late, too", async () => {
    let goOn: () => void = () => {};
    answering = (_, response) => {
      response.write("first\n");
      goOn = () => void response.end("last\n");
    };
    const { url } = await started();
    const first = await begun(url);
    const second = await begun(url);
    expect([first.text, second.text]).toEqual(["first\n", "first\n"]);
    // both read on before there is more: what flows past nobody is lost
    const rests = [first, second].map(async ({ answer }) => {
      let rest = "";
      for await (const part of answer) rest += part;
      return rest;
    });
    goOn();
    expect(await Promise.all(rests)).toEqual(["last\n", "last\n"]);
  });

  it("goes on writing when its first reader goes away", async () => {
    let goOn: () => void = () => {};
    answering = (_, response) => {
      response.write("first\n");
      goOn = () => void response.end("last\n");
    };
    const { url } = await started();
    const request = http.get(url, { agent: false });
    const [answer] = (await once(request, "response")) as [IncomingMessage];
    await once(answer, "data");
    request.on("error", () => {});
    request.destroy();
    const second = raw(url);
    goOn();
    expect((await second).bytes.toString()).toBe("first\nlast\n");
    expect(asked).toHaveLength(1);
  });

  it("breaks off where the file broke off, and tries again for the next reader", async () => {
    const said = vi.spyOn(log, "error").mockImplementation(() => {});
    let breakOff: () => void = () => {};
    answering = (request, response) => {
      response.write("first\n");
      breakOff = () => request.socket.destroy();
    };
    const { url } = await started();
    const { answer } = await begun(url);
    const rest = answer.toArray();
    breakOff();
    await expect(rest).rejects.toThrow();
    answering = whole;
    expect((await raw(url)).bytes.toString()).toBe(TEXT);
    expect(said).toHaveBeenCalled();
    said.mockRestore();
  });

  it("has nothing to send where the renderer refuses or the disk cannot be written", async () => {
    const said = vi.spyOn(log, "error").mockImplementation(() => {});
    const { url } = await started();
    answering = (_, response) => void response.writeHead(400).end("a wrong variant");
    expect((await raw(url)).bytes.toString()).toBe("passed on");

    answering = whole;
    const file = path.join(folder, "no-folder");
    writeFileSync(file, "");
    const { url: elsewhere } = await started(file);
    expect((await raw(elsewhere)).bytes.toString()).toBe("passed on");
    const asks = asked.length;
    expect((await raw(elsewhere)).bytes.toString()).toBe("passed on");
    expect(asked).toHaveLength(asks);
    said.mockRestore();
  });
});
