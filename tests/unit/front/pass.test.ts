import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { afterEach, expect, it } from "vitest";
import { pass } from "@/lib/front/pass";
import { listening } from "@/tests/support/listening";

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that hands everything to another, which answers as told. */
async function before(answer: http.RequestListener): Promise<string> {
  const renderer = http.createServer(answer);
  const port = await listening(renderer);
  const front = http.createServer((request, response) =>
    pass(request, response, port, { failed: () => response.writeHead(503).end("away") }),
  );
  servers.push(renderer, front);
  return `http://127.0.0.1:${await listening(front)}`;
}

it("hands a form on whole, and its answer back", async () => {
  const url = await before((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      response.writeHead(303, { location: `/en?${request.method}=${request.url}&length=${body.length}` }).end();
    });
  });
  const answer = await fetch(`${url}/en/desk`, { method: "POST", body: "x".repeat(300_000), redirect: "manual" });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/en?POST=/en/desk&length=300000");
});

it("hands back an answer that repeats a long address more than once", async () => {
  const url = await before((request, response) => {
    const to = `${request.url}&led`;
    response.writeHead(308, { location: to, refresh: `0;url=${to}` }).end();
  });
  const path = `/en/desk/?q=${"q".repeat(15_000)}`;
  const request = http.get(url + path, { maxHeaderSize: 64 * 1024 });
  const [answer] = (await once(request, "response")) as [http.IncomingMessage];
  expect([answer.statusCode, answer.headers.location]).toEqual([308, `${path}&led`]);
  answer.resume();
});

it("keeps to itself what holds for one connection only", async () => {
  const url = await before((request, response) => {
    response.writeHead(200, { "keep-alive": "timeout=900", "x-kept": "yes" });
    response.end(JSON.stringify(request.headers));
  });
  const request = http.get(url, { headers: { te: "trailers", "keep-alive": "9", "x-asked": "yes" } });
  const [answer] = (await once(request, "response")) as [http.IncomingMessage];
  let text = "";
  for await (const part of answer) text += part;
  const reached = JSON.parse(text);
  expect(reached).toMatchObject({ "x-asked": "yes", connection: "close" });
  expect(reached).not.toHaveProperty("te");
  expect(reached).not.toHaveProperty("keep-alive");
  expect(answer.headers["x-kept"]).toBe("yes");
  expect(answer.headers["keep-alive"]).not.toBe("timeout=900");
});

it("sends a long answer as it comes, and lets go of it when the reader goes away", async () => {
  let gone: () => void = () => {};
  const letGo = new Promise<void>((resolve) => {
    gone = resolve;
  });
  const url = await before((_, response) => {
    response.write("the first line\n");
    response.on("close", gone);
  });
  const request = http.get(url);
  const [answer] = (await once(request, "response")) as [http.IncomingMessage];
  const [first] = (await once(answer, "data")) as [Buffer];
  expect(first.toString()).toBe("the first line\n");
  request.destroy();
  await letGo;
});

it("breaks an answer off where the renderer did, so that nobody takes half a file for a whole one", async () => {
  const url = await before((request, response) => {
    response.writeHead(200, { "content-type": "text/csv" });
    response.write("corridor_day,status\n");
    setImmediate(() => request.socket.destroy());
  });
  await expect(fetch(url).then((answer) => answer.text())).rejects.toThrow();
});

it("gives each form a connection of its own, and sends none again that was on its way when that broke", async () => {
  const forms: string[] = [];
  const connections = new Set<unknown>();
  const url = await before((request, response) => {
    connections.add(request.socket);
    forms.push(request.url ?? "");
    request.resume();
    if (request.url === "/second") request.socket.destroy();
    else request.on("end", () => response.end());
  });
  const statuses = [];
  for (const form of ["/first", "/second", "/third"])
    statuses.push((await fetch(url + form, { method: "POST", body: "note=x" })).status);
  expect(statuses).toEqual([200, 503, 200]);
  expect(forms).toEqual(["/first", "/second", "/third"]);
  expect(connections.size).toBe(3);
});

it("hands on no body of what is no form: nobody could tell it from a request of its own", async () => {
  const reached: string[] = [];
  const url = await before((request, response) => {
    reached.push(request.url ?? "");
    request.on("data", (part) => reached.push(String(part)));
    request.on("end", () => response.end("answered"));
  });
  const other = "GET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n";
  const chunked = `transfer-encoding: chunked\r\n\r\n${other.length.toString(16)}\r\n${other}\r\n0\r\n\r\n`;
  const known = `content-length: ${other.length}\r\n\r\n${other}`;
  for (const [method, body] of ["GET", "HEAD", "DELETE", "OPTIONS"].flatMap((m) => [
    [m, chunked],
    [m, known],
  ])) {
    const socket = net.connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(`${method} /file HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${body}`);
    const answer = Buffer.concat(await socket.toArray()).toString();
    expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200"]);
  }
  expect(reached).toEqual(Array(8).fill("/file"));
});

it("says so where nobody answers", async () => {
  const url = await before((request) => request.socket.destroy());
  const answer = await fetch(url);
  expect([answer.status, await answer.text()]).toEqual([503, "away"]);
});

it("compresses texts that nobody has compressed, for whoever takes it", async () => {
  const text = "corridor_day,status\r\n".repeat(1000);
  let took: string | undefined = "unknown";
  const url = await before((request, response) => {
    took = request.headers["accept-encoding"];
    const [type, etag] = request.url === "/picture" ? ["image/png", '"p"'] : ["application/json", '"j"'];
    response.writeHead(200, { "content-type": type, etag, "content-length": text.length }).end(text);
  });
  for (const encoding of ["gzip", "br"]) {
    const answer = await fetch(url, { headers: { "accept-encoding": encoding } });
    expect(answer.headers.get("content-encoding")).toBe(encoding);
    expect(answer.headers.get("etag")).toBe('W/"j"');
    expect(answer.headers.get("vary")).toBe("accept-encoding");
    expect(await answer.text()).toBe(text);
  }
  expect(took).toBeUndefined();
  const plain = await fetch(url, { headers: { "accept-encoding": "identity" } });
  expect(plain.headers.get("content-length")).toBe(String(text.length));
  expect(plain.headers.get("etag")).toBe('"j"');
  const picture = await fetch(`${url}/picture`, { headers: { "accept-encoding": "gzip" } });
  expect(picture.headers.get("content-encoding")).toBeNull();
});

it("lets one alone answer where the renderer failed and went away while a form was still on its way", async () => {
  let goAway = () => {};
  const renderer = http.createServer((request, response) => {
    goAway = () => request.socket.destroy();
    response.writeHead(500).write("too long");
  });
  const port = await listening(renderer);
  const answered: string[] = [];
  const front = http.createServer((request, response) => {
    const failed = () => void answered.push("away");
    const broken = () => {
      answered.push("in words");
      goAway();
      // as long as it takes to find out why
      setImmediate(() => setImmediate(() => response.writeHead(503).end("in words")));
    };
    pass(request, response, port, { failed, broken });
  });
  servers.push(renderer, front);
  const url = `http://127.0.0.1:${await listening(front)}`;
  for (let n = 0; n < 5; n++)
    await fetch(url, { method: "POST", body: "x".repeat(8 * 1024 * 1024) }).then(
      (answer) => answer.text(),
      () => "broken off",
    );
  expect(answered).toEqual(Array(5).fill("in words"));
});

it("lets somebody else answer where the renderer failed, and where that is wanted only", async () => {
  const renderer = http.createServer((request, response) => response.writeHead(500).end(`failed at ${request.url}`));
  const port = await listening(renderer);
  const front = http.createServer((request, response) => {
    const broken = request.url === "/en/desk" ? () => response.writeHead(503).end("in words") : undefined;
    pass(request, response, port, { failed: () => response.end(), broken });
  });
  servers.push(renderer, front);
  const url = `http://127.0.0.1:${await listening(front)}`;
  const answers = [];
  for (const path of ["/en/desk", "/icon.svg"]) {
    const answer = await fetch(url + path);
    answers.push([answer.status, await answer.text()]);
  }
  expect(answers).toEqual([
    [503, "in words"],
    [500, "failed at /icon.svg"],
  ]);
});

it("shows the page for what does not exist where the renderer has no page, as whoever asked, also after a form", async () => {
  const renderer = http.createServer((request, response) => {
    const isThere = request.url === "/uk/desk/missing";
    const type = request.url === "/uk/desk/file" ? "text/plain" : "text/html; charset=utf-8";
    response.writeHead(isThere ? 200 : 404, { "content-type": type, "x-empty": isThere ? "no" : "yes" });
    request.resume().on("end", () => response.end(`${request.method} ${request.url} ${request.headers.cookie}`));
  });
  const port = await listening(renderer);
  const front = http.createServer((request, response) =>
    pass(request, response, port, { failed: () => response.end(), missing: "/uk/desk/missing" }),
  );
  servers.push(renderer, front);
  const url = `http://127.0.0.1:${await listening(front)}`;
  const asked = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(url + path, { ...init, headers: { cookie: "a=1" } });
    return [answer.status, answer.headers.get("x-empty"), await answer.text()];
  };
  const explained = [404, "no", "GET /uk/desk/missing a=1"];
  expect(await asked("/uk/desk/nope")).toEqual(explained);
  expect(await asked("/uk/desk/nope", { method: "POST", body: "note=x" })).toEqual(explained);
  expect(await asked("/uk/desk/nope", { method: "HEAD" })).toEqual([404, "no", ""]);
  expect(await asked("/uk/desk/file")).toEqual([404, "yes", "GET /uk/desk/file a=1"]);
});

it("leads whoever may not see that page on, and not the form that was sent", async () => {
  const renderer = http.createServer((request, response) => {
    const away = { location: "/uk/sign-in" };
    if (request.url === "/uk/desk/missing") response.writeHead(307, away);
    else response.writeHead(404, { "content-type": "text/html; charset=utf-8" });
    request.resume().on("end", () => response.end());
  });
  const port = await listening(renderer);
  const front = http.createServer((request, response) =>
    pass(request, response, port, { failed: () => response.end(), missing: "/uk/desk/missing" }),
  );
  servers.push(renderer, front);
  const url = `http://127.0.0.1:${await listening(front)}/uk/desk/nope`;
  const answer = await fetch(url, { method: "POST", body: "note=x", redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/uk/sign-in"]);
});
