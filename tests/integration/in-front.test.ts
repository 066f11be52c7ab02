import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer, json } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect } from "vitest";
import { freePort } from "@/lib/cli/serving";
import { LARGEST_UPLOAD } from "@/lib/domain/arrivals";
import { read } from "@/tests/support/code";
import { type InFront, runInFront } from "@/tests/support/in-front";
import { itWith, type Program } from "@/tests/support/programs";

/** What an instance that only looks says of a request that reached it. */
type Seen = { by: number; method: string; url: string; host: string; forwarded: string; agent: string; bytes: number };

/** Starts an instance that says what reached it; `/broken` is cut off in the middle. */
async function watcher(port: number): Promise<http.Server> {
  const server = http.createServer(async (request, response) => {
    if (request.url?.startsWith("/broken")) return request.socket.destroy();
    const { method = "", url = "", headers } = request;
    // what is too large is broken off by the server in front
    const bytes = await buffer(request).then(
      ({ length }) => length,
      () => -1,
    );
    const forwarded = String(headers["x-forwarded-for"]);
    const { host = "", "user-agent": agent = "" } = headers;
    response.end(JSON.stringify({ by: portOf(server), method, url, host, forwarded, agent, bytes } satisfies Seen));
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return server;
}

const portOf = (server: http.Server) => (server.address() as AddressInfo).port;
const close = async (server: http.Server) => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

/** A server in front, made of the very file that is given away, before two instances. */
interface Standing extends InFront {
  /** How a request gets to it. */
  ask: (request: http.RequestOptions, body?: Buffer) => Promise<http.IncomingMessage>;
  host: string;
  /** What else it has written. */
  written: () => string;
}
type Stands = (instances: readonly [number, number]) => Promise<Standing>;

const asking = (request: http.ClientRequest, body?: Buffer): Promise<http.IncomingMessage> =>
  new Promise((resolve, reject) => {
    request.on("response", resolve).on("error", reject).end(body);
  });

/** A text in which each of these is replaced, all of which have to be there. */
function filled(text: string, places: Record<string, string>): string {
  return Object.entries(places).reduce((left, [place, value]) => {
    expect(left).toContain(place);
    return left.replaceAll(place, value);
  }, text);
}

const caddy: Stands = async (instances) => {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-caddy-"));
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const env = {
    SITE: `http://${host}`,
    INSTANCES: instances.map((each) => `127.0.0.1:${each}`).join(" "),
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  };
  const args = ["run", "--config", path.resolve("docs/deploy/Caddyfile")];
  const front = await runInFront("caddy", args, { folder, port, env });
  const ask: Standing["ask"] = (request, body) =>
    asking(http.request({ host: "127.0.0.1", port, agent: false, ...request }), body);
  return { ...front, ask, host, written: () => "" };
};

const nginx: Stands = async (instances) => {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-nginx-"));
  // started as root it works as somebody else, who keeps uploads there for a moment
  chmodSync(folder, 0o711);
  const [port, plain] = [await freePort(), await freePort()];
  const host = "corridors.example.org";
  const names = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
  const files = ["-keyout", `${folder}/key.pem`, "-out", `${folder}/fullchain.pem`];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  execFileSync("openssl", ["req", ...kind, ...files, ...names], { stdio: "pipe" });
  const site = filled(read("docs/deploy/nginx.conf"), {
    "listen [::]:80;": "",
    "listen [::]:443 ssl http2;": "",
    "listen 80;": `listen 127.0.0.1:${plain};`,
    "listen 443 ssl http2;": `listen 127.0.0.1:${port} ssl http2;`,
    "/etc/ssl/corridors/": `${folder}/`,
    "127.0.0.1:3000": `127.0.0.1:${instances[0]}`,
    "127.0.0.1:3001": `127.0.0.1:${instances[1]}`,
  });
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    path.join(folder, "nginx.conf"),
    `daemon off;
    pid ${folder}/nginx.pid;
    error_log ${folder}/error.log;
    events { worker_connections 256; }
    http {
      access_log ${folder}/access.log;
      ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n      ")}
      include ${path.resolve("docs/deploy/nginx-proxy.conf")};
      ${site}
    }`,
  );
  const front = await runInFront("nginx", ["-p", folder, "-c", `${folder}/nginx.conf`], { folder, port });
  const tls = { servername: host, ca: readFileSync(`${folder}/fullchain.pem`), agent: false } as const;
  const ask: Standing["ask"] = ({ headers, ...request }, body) =>
    asking(https.request({ host: "127.0.0.1", port, ...tls, ...request, headers: { host, ...headers } }), body);
  const unsafe = await asking(http.request({ host: "127.0.0.1", port: plain, path: "/en?a=1", headers: { host } }));
  expect([unsafe.statusCode, unsafe.headers.location]).toEqual([308, `https://${host}/en?a=1`]);
  const written = () => ["error.log", "access.log"].map((name) => readFileSync(path.join(folder, name))).join("\n");
  return { ...front, ask, host, written };
};

describe.each<[Program, Stands]>([
  ["nginx", nginx],
  ["caddy", caddy],
])("%s, as docs/deploy gives it away,", (program, stands) => {
  let ports: [number, number];
  let instances: http.Server[] = [];
  let front: Standing | undefined;
  beforeEach(async () => {
    instances = [await watcher(0), await watcher(0)];
    ports = instances.map(portOf) as [number, number];
  });
  afterEach(async () => {
    await front?.stop();
    front = undefined;
    await Promise.all(instances.map(close));
  });

  itWith(program, "hands a request on as it came, and its own word on who sent it", async () => {
    front = await stands(ports);
    const headers = { "x-forwarded-for": "192.0.2.66", "user-agent": "somebody" };
    const answer = await front.ask({ method: "POST", path: "/en/%63?q=%20", headers }, Buffer.alloc(5000));
    expect((await json(answer)) as Seen).toMatchObject({
      method: "POST",
      url: "/en/%63?q=%20",
      host: front.host,
      forwarded: "127.0.0.1",
      agent: "somebody",
      bytes: 5000,
    });
  });

  itWith(program, "lets the largest upload through with the form around it, and nothing much larger", async () => {
    front = await stands(ports);
    const whole = Buffer.alloc(LARGEST_UPLOAD + 2 ** 20);
    const answer = await front.ask({ method: "POST", path: "/upload" }, whole);
    expect((await json(answer)) as Seen).toMatchObject({ bytes: whole.length });
    const larger = Buffer.alloc(LARGEST_UPLOAD + 3 * 2 ** 20);
    // Caddy 2.6 calls it the instance's fault
    expect([413, 502]).toContain((await front.ask({ method: "POST", path: "/upload" }, larger)).statusCode);
  });

  itWith(program, "asks another instance while one is away, and that one again once it is back", async () => {
    front = await stands(ports);
    const answeredBy = async () => {
      const found = new Set<number>();
      for (let n = 0; n < 8; n++) found.add(((await json(await front!.ask({ path: "/en" }))) as Seen).by);
      return found;
    };
    expect(await answeredBy()).toEqual(new Set(ports));
    for (const [which, port] of ports.entries()) {
      await close(instances[which] as http.Server);
      expect(await answeredBy()).toEqual(new Set(ports.filter((other) => other !== port)));
      instances[which] = await watcher(port);
      expect(await answeredBy()).toEqual(new Set(ports));
    }
  });

  itWith(program, "writes down nobody and no question, however an instance fails", async () => {
    front = await stands(ports);
    const headers = { "user-agent": "canary-agent", cookie: "canary=cookie" };
    const ask = async (address: string) => (await front!.ask({ path: address, headers })).statusCode;
    expect(await ask("/en?q=canary-query")).toBe(200);
    expect(await ask("/broken?q=canary-query")).toBe(502);
    await Promise.all(instances.map(close));
    expect(await ask("/en?q=canary-query")).toBeGreaterThanOrEqual(502);
    expect(front.said() + front.written()).not.toMatch(/canary|remote_ip|client: /);
  });
});
