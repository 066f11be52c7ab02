import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { attach, type Front } from "@/lib/front/attach";
import { type Asked, ask as askOf } from "@/tests/support/asking";
import { listening } from "@/tests/support/listening";

const SITE = "https://corridors.example.org";
const secondsIn = (days: number) => days * 24 * 3600;

/** Sends a request as a proxy on this machine would. */
const ask = (port: number, path: string, asked: Asked = {}) => askOf(`http://127.0.0.1:${port}`, path, asked);

describe("what stands in front of a site that others can reach", () => {
  const server = http.createServer();
  let front: Front;
  let port: number;

  /** In place of the renderer: answers with the headers that reached it, and with a page for the publisher. */
  const seen: string[] = [];
  const renderer = http.createServer((request, response) => {
    seen.push(request.url ?? "");
    response.setHeader("content-type", request.url === "/en" ? "text/html" : "application/json");
    response.setHeader("set-cookie", ["one=1; Path=/", "two=2; Path=/"]);
    response.setHeader("cache-control", "public, max-age=60");
    request.resume();
    request.on("end", () =>
      response.end(request.url === "/en" ? "<!DOCTYPE html><p>The board" : JSON.stringify(request.headers)),
    );
  });

  beforeAll(async () => {
    vi.stubEnv("SITE_URL", SITE);
    const inner = await listening(renderer);
    front = attach(server, () => inner);
    port = await listening(server);
  });
  afterAll(async () => {
    await front.close();
    renderer.close();
    vi.unstubAllEnvs();
  });

  it("hands every cookie on, each once, with the one that a form needs for whoever has none of ours", async () => {
    const sent = async (cookie: string) =>
      (await ask(port, "/en/sign-in", { headers: { cookie } })).headers["set-cookie"];
    const [one, two, made = ""] = (await sent("other=1; __Host-tracker.csrf=forged%7Cforged")) ?? [];
    expect([one, two]).toEqual(["one=1; Path=/", "two=2; Path=/"]);
    expect(made).toMatch(/^__Host-tracker\.csrf=[0-9a-f]{64}%7C[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    expect(await sent(`other=1; ${made.split(";")[0]}`)).toEqual([one, two]);
  });

  it.each([
    "a=b; __Host-tracker.csrf=forged; c=%20d",
    "a b=1",
    "=x",
    ";;  ; =; bare",
    'q="quoted; half',
    "caf\u00e9=1; z=%zz%E0",
    `${"p".repeat(3_000)}=1`,
  ])("hands the cookies %j on letter by letter, with one of ours behind them", async (sent) => {
    const { headers, body, status } = await ask(port, "/en/sign-in", { headers: { cookie: sent } });
    const [made = ""] = (headers["set-cookie"]?.at(-1) ?? "").split(";");
    const kept = sent.split(";").map((pair) => pair.trim());
    const others = kept.filter((pair) => pair && !pair.startsWith("__Host-tracker.csrf="));
    expect(status).toBe(200);
    expect(JSON.parse(body).cookie).toBe([...others, made].join("; "));
  });

  it.each(["/data/claims.csv?variant=zzz", "/data/claims.csv", "/api/v1/claims", "/en/desk", "/healthz"])(
    "takes no second request out of what %s was asked with",
    async (path) => {
      seen.length = 0;
      const second = "GET /en/sign-in HTTP/1.1\r\nhost: a\r\nx-tracker-door: passed\r\n\r\n";
      const socket = net.connect(port, "127.0.0.1");
      const head = `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n`;
      socket.write(`${head}${second.length.toString(16)}\r\n${second}\r\n0\r\n\r\n`);
      const answer = Buffer.concat(await socket.toArray()).toString();
      expect(answer.match(/^HTTP\/1\.1 \d+/gm)).toHaveLength(1);
      expect(seen.filter((asked) => asked.startsWith("/en/sign-in"))).toEqual([]);
    },
  );

  it("gives every page of the desk a policy of its own, tells the renderer of it, and lets nobody keep the answer", async () => {
    const forged = { "content-security-policy": "script-src *", "x-tracker-method": "POST", "x-tracker-door": "1" };
    const policies = [];
    for (const path of ["/en/desk", "/uk/sign-in", "/en/link/abc", "/api/auth/session"]) {
      const { headers, body } = await ask(port, path, { headers: forged });
      const reached = JSON.parse(body);
      expect(headers).toMatchObject({ "cache-control": "no-store", "referrer-policy": "same-origin" });
      expect(reached).toMatchObject({ "x-tracker-door": "passed" });
      expect(reached).not.toHaveProperty("x-tracker-method");
      expect(reached["content-security-policy"]).toBe(headers["content-security-policy"]);
      policies.push(headers["content-security-policy"]);
    }
    expect(new Set(policies).size).toBe(4);
    for (const policy of policies) expect(policy).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='/);
    // a request that is not the desk's says nothing of a door
    const elsewhere = JSON.parse((await ask(port, "/healthz", { headers: forged })).body);
    expect(Object.keys(elsewhere).filter((name) => name.startsWith("x-tracker-"))).toEqual([]);
  });

  it("refuses a form that another site's page sent, before the renderer hears of it", async () => {
    for (const origin of ["https://evil.example", "null", "http://corridors.example.org"]) {
      const answer = await ask(port, "/en/desk", { method: "POST", headers: { origin }, body: "name=olha" });
      expect(answer).toMatchObject({ status: 403, body: "This form was not sent from this site.\n" });
    }
  });

  it.each(["/en", "/en/desk", "/data/claims.csv", "/healthz", "/en/sign-in"])(
    "tells browsers to come back to %s under https only",
    async (path) => {
      const { headers } = await ask(port, path);
      const age = /^max-age=(\d+)$/.exec(headers["strict-transport-security"] ?? "")?.[1];
      expect(Number(age)).toBeGreaterThanOrEqual(secondsIn(180));
    },
  );

  it("believes of a forwarded request nothing but the last address, which is the proxy's own word", async () => {
    const forged = {
      "x-forwarded-for": "6.6.6.6, 203.0.113.7",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "http",
      forwarded: "for=6.6.6.6",
      "x-middleware-subrequest": "proxy:proxy:proxy",
      "x-real-thing": "kept",
    };
    const reached = JSON.parse((await ask(port, "/en/sign-in", { headers: forged })).body);
    expect(reached).toMatchObject({ "x-forwarded-for": "203.0.113.7", "x-real-thing": "kept" });
    for (const name of ["x-forwarded-host", "x-forwarded-proto", "forwarded", "x-middleware-subrequest"])
      expect(reached).not.toHaveProperty(name);
  });

  it.each(["TRACE", "PROPFIND"])("answers %s itself, wherever it is asked", async (method) => {
    for (const path of ["/en", "/en/sign-in", "/data/claims.csv"])
      expect(await ask(port, path, { method })).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  });

  it("refuses a form that is longer than any of ours, or does not say how long it is, before anything reads it", async () => {
    const post = (headers: Record<string, string>, body?: string) =>
      ask(port, "/en/sign-in", { method: "POST", headers, ...(body !== undefined && { body }) });
    expect((await post({ "content-length": "9", origin: SITE }, "name=olha")).status).toBe(200);
    expect((await post({ "content-length": String(1024 * 1024 + 1), expect: "100-continue" })).status).toBe(413);
    expect((await post({ "transfer-encoding": "chunked" }, "name=olha")).status).toBe(411);
  });

  it.each(["/en", "/en/desk", "/en/desk/imports/upload", "/data/claims.csv", "/healthz"])(
    "refuses a head of more than a hundred lines for %s: of the last ones nobody but the parser knows",
    async (path) => {
      const lines = (most: number) => Object.fromEntries(Array.from({ length: most }, (_, n) => [`a${n}`, "1"]));
      const lengths: Record<string, string>[] = [{ "content-length": "8388608" }, { "transfer-encoding": "chunked" }];
      for (const last of lengths)
        for (const method of ["POST", "GET", "OPTIONS"])
          expect((await ask(port, path, { method, headers: { ...lines(100), ...last } })).status).toBe(431);
      expect((await ask(port, path, { headers: lines(90) })).status).toBe(200);
    },
  );

  it("takes files for an import up to their limit, from two senders at a time, whoever they are", async () => {
    const length = 2 * 1024 * 1024;
    const upload = (size: number) => {
      const headers = { "content-length": String(size), origin: SITE };
      const path = "/en/desk/imports/upload";
      const request = http.request({ host: "127.0.0.1", port, path, method: "POST", headers, agent: false });
      request.on("error", () => {});
      const status = once(request, "response").then(([answer]) => {
        answer.resume();
        return answer.statusCode;
      });
      return { request, status };
    };
    const held = [upload(length), upload(length)];
    for (const { request } of held) await new Promise((resolve) => request.write(Buffer.alloc(1), resolve));
    await expect
      .poll(() => {
        const third = upload(length);
        third.request.end(Buffer.alloc(length));
        return third.status;
      })
      .toBe(503);
    for (const { request } of held) request.end(Buffer.alloc(length - 1));
    expect(await Promise.all(held.map(({ status }) => status))).toEqual([200, 200]);
    const long = upload(66 * 1024 * 1024);
    long.request.flushHeaders();
    expect(await long.status).toBe(413);
    long.request.destroy();
  });
});

it("a request at which we fail ends nobody else's", async () => {
  const server = http.createServer();
  const front = attach(server, () => {
    throw new Error("a fault of ours");
  });
  const port = await listening(server);
  for (const path of ["/en/desk", "/healthz", "/en/desk"]) expect((await ask(port, path)).status).toBe(500);
  await front.close();
});

describe("a desk with an address of its own", () => {
  const servers = { site: http.createServer(), desk: http.createServer() };
  const renderer = http.createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!DOCTYPE html><p>${request.url}`);
  });
  let front: Front;
  let ports: { site: number; desk: number };

  beforeAll(async () => {
    const inner = await listening(renderer);
    front = attach(servers.site, () => inner, servers.desk);
    ports = { site: await listening(servers.site), desk: await listening(servers.desk) };
  });
  afterAll(async () => {
    await front.close();
    renderer.close();
  });

  const DESK = ["/en/desk", "/uk/desk/people", "/en/sign-in", "/en/link/abc", "/api/auth/session"];

  it.each(DESK)("has %s, which at the public address is a page like any other that does not exist", async (path) => {
    expect(await ask(ports.desk, path)).toMatchObject({ status: 200, body: expect.stringContaining(path) });
    for (const method of ["GET", "POST"]) {
      const there = await ask(ports.site, path, { method });
      const nowhere = await ask(ports.site, path.replace(/[a-z]+$/, "nowhere"), { method });
      expect(there.status).toBe(method === "GET" ? 404 : 405);
      expect([there.status, there.body]).toEqual([nowhere.status, nowhere.body]);
    }
  });

  it("shows public pages and files at both addresses", async () => {
    for (const port of Object.values(ports))
      for (const path of ["/en", "/data/claims.csv", "/healthz"]) expect((await ask(port, path)).status).toBe(200);
  });
});
