import net from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressesOf } from "@/tests/support/addresses";
import { type Answered, type Asked, ask } from "@/tests/support/asking";
import { each } from "@/tests/support/each";
import { builtRoutes } from "@/tests/support/manifests";
import { type OpenSite, openSite, SESSION, SITE } from "@/tests/support/open-site";
import { CORRIDOR, DATE } from "@/tests/support/record";

// What a stranger may send that a browser never does, and what every kind of answer has to carry.

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
}, 120_000);
afterAll(() => site?.stop());

const HOST = new URL(SITE).host;
const send = (path: string, { headers, ...asked }: Asked = {}): Promise<Answered> =>
  ask(site.server.url, path, { ...asked, headers: { host: HOST, ...headers } });
/** One address per route. */
const paths = () => builtRoutes().flatMap((route) => addressesOf(route, site.ground).slice(0, 1));
const EVIL = "evil.example";
const whole = ({ headers, body }: Answered) => JSON.stringify(headers) + body;

describe("a request", () => {
  it("under another host's name is led nowhere else and told nothing of it", async () => {
    const forged: Record<string, string>[] = [
      { host: EVIL },
      { host: `${HOST}:1@${EVIL}` },
      { "x-forwarded-host": EVIL, "x-forwarded-proto": "http", "x-forwarded-port": "1" },
      { forwarded: `host=${EVIL}` },
      { "x-original-url": `https://${EVIL}/`, "x-rewrite-url": "/en/desk", "x-host": EVIL },
    ];
    const asked = paths().flatMap((path) => forged.map((headers) => ({ path, headers })));
    const wrong = await each(asked, async ({ path, headers }) => {
      const answer = await send(path, { headers });
      return [
        ...(whole(answer).includes(EVIL) ? [`${path} names ${EVIL} for ${JSON.stringify(headers)}`] : []),
        ...(answer.status >= 500 ? [`${path}: ${answer.status} for ${JSON.stringify(headers)}`] : []),
      ];
    });
    expect(wrong).toEqual([]);
  }, 60_000);

  it("is led to addresses of this site only, whatever it asks for", async () => {
    const tries = [
      `//${EVIL}`,
      `/\\${EVIL}`,
      `/%2f${EVIL}`,
      `/en//${EVIL}`,
      `/en/at?date=//${EVIL}`,
      `/en/at?date=2001-02-03&time=10:00&zone=//${EVIL}`,
      `/en/at/2001-02-06T09:00:00.000Z/records?next=//${EVIL}`,
      `/en/sign-in?callbackUrl=https://${EVIL}`,
      `/en/sign-in/?next=//${EVIL}`,
      `/en/desk?callbackUrl=https://${EVIL}`,
      `/en/desk/drafts/${EVIL}`,
      `/api/auth/signin?callbackUrl=https://${EVIL}`,
      `/api/auth/callback/credentials?callbackUrl=https://${EVIL}`,
      `/?to=https://${EVIL}`,
      `/data/claims.csv?variant=//${EVIL}`,
      `https://${EVIL}/en`,
    ];
    const wrong: string[] = [];
    for (const path of tries)
      for (const cookie of ["", site.called.cookies.admin]) {
        const { status, headers } = await send(path, { headers: { cookie } });
        const to = headers.location;
        if (to !== undefined && !(/^\/(?![/\\])/.test(to) && !to.includes(`//${EVIL}`)) && !to.startsWith(`${SITE}/`))
          wrong.push(`${path} leads to ${to}`);
        if (status >= 500) wrong.push(`${path} was answered with ${status}`);
      }
    expect(wrong).toEqual([]);
  }, 60_000);

  it("with broken cookies is answered as one without", async () => {
    const broken = [
      "%",
      "=x",
      "a b=1",
      ";;;;",
      `${SESSION}=`,
      `${SESSION}=%`,
      `${SESSION}=%E0%A4%A`,
      `${SESSION}=a.b.c`,
      `${SESSION}=eyJhbGciOiJub25lIn0..x.y.z`,
      `${SESSION}=eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.eyJzaWQiOiJ4In0.`,
      `${SESSION}=${"a".repeat(4_000)}`,
      `${SESSION}=one; ${SESSION}=two`,
      "__Host-tracker.csrf=|||; __Host-tracker.device=..; __Host-tracker.typed=%00%0d%0a",
      "__Host-tracker.typed=<script>alert(1)</script>",
      "__proto__=1; constructor=2; toString=3",
      "next-auth.session-token=x; __Secure-next-auth.callback-url=javascript:alert(1)",
    ];
    // public pages come from memory, and nothing there reads a cookie: a few of these are enough for them
    const asked = paths().flatMap((path) =>
      (/\/(?:desk|sign-in|link|api)/.test(path) ? broken : broken.slice(0, 3)).map((cookie) => ({ path, cookie })),
    );
    const wrong = await each(asked, async ({ path, cookie }) => {
      const { status, body, headers } = await send(path, { headers: { cookie } });
      const what = `${path} with ${cookie.slice(0, 60)}`;
      return [
        ...(status >= 500 ? [`${what} was answered with ${status}`] : []),
        ...(/<script>alert/.test(body) ? [`${what} hands on what stood in a cookie`] : []),
        ...(/\/desk\//.test(path) && status === 200 ? [`${what} opened`] : []),
        ...(String(headers["set-cookie"] ?? "").includes("javascript:") ? [`${what} keeps an address`] : []),
      ];
    });
    expect(wrong).toEqual([]);
  }, 60_000);
});

describe("a body that hides a request of its own", () => {
  it.each([
    "/data/claims.csv?variant=zzz",
    "/api/v1/claims?limit=7",
    "/en/records?status=held",
    "/en/desk",
    "/healthz",
  ])("makes %s answered once, and the next person's page is theirs", async (path) => {
    const { port, hostname } = new URL(site.server.url);
    const hidden = `GET /version HTTP/1.1\r\nhost: ${HOST}\r\nx-tracker-door: passed\r\nx-swallow: `;
    const head = `GET ${path} HTTP/1.1\r\nhost: ${HOST}\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n`;
    for (let n = 0; n < 5; n++) {
      const socket = net.connect(Number(port), hostname);
      socket.write(`${head}${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`);
      const answered = Buffer.concat(await socket.toArray()).toString();
      expect(answered.match(/^HTTP\/1\.1 \d+/gm)).toHaveLength(1);
      const theirs = await send("/en/desk/audit", { headers: { cookie: site.called.cookies.admin } });
      expect([theirs.status, /<title>[^<]*/.exec(theirs.body)?.[0]]).toEqual([200, expect.stringContaining("Audit")]);
    }
  });
});

it("a form whose length stands behind a hundred other headers is refused, and ends nobody else's page", async () => {
  const { port, hostname } = new URL(site.server.url);
  const lines = Array.from({ length: 100 }, (_, n) => `a${n}: 1\r\n`).join("");
  const head = `POST /en/sign-in HTTP/1.1\r\nhost: ${HOST}\r\ncontent-type: multipart/form-data; boundary=x\r\n${lines}`;
  for (let n = 0; n < 5; n++) {
    const socket = net.connect(Number(port), hostname);
    // it is closed while there is still something to send
    socket.on("error", () => {});
    const answered = new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
    const gone = new Promise((resolve) => socket.once("close", resolve));
    socket.write(`${head}content-length: 8388608\r\n\r\n`);
    expect((await answered).split("\r\n", 1)).toEqual(["HTTP/1.1 431 Request Header Fields Too Large"]);
    socket.end(Buffer.alloc(8 * 1024 * 1024));
    await gone;
  }
  expect((await send("/healthz")).status).toBe(200);
});

/** An answer of every kind that there is: what it is, what was asked, and with which status it comes. */
const kinds = (): [what: string, status: number, path: string, asked?: Asked][] => [
  ["a page", 200, "/en"],
  ["a page that does not exist", 404, "/en/nowhere"],
  ["an address of nobody's", 404, "/nowhere/at/all.php"],
  ["a page that can only be read", 405, "/en", { method: "POST" }],
  ["a method that nobody knows", 405, "/en", { method: "PROPFIND" }],
  ["the explorer", 200, "/en/records"],
  ["the record as it was", 200, "/en/at/2001-02-06T09:00:00.000Z"],
  ["the way to the past", 307, `/en/at?date=${DATE}&time=10:00&zone=UTC`],
  ["the first address", 307, "/"],
  ["a frame", 200, `/en/embed/${CORRIDOR}`],
  ["a badge", 200, `/corridors/${CORRIDOR}/badge.svg`],
  ["a picture", 200, "/en/picture.png"],
  ["a feed", 200, "/feed.atom"],
  ["a whole file", 200, "/data/claims.csv"],
  ["a file with filters", 200, `/data/claims.csv?from=${DATE}`],
  ["a file with wrong filters", 400, "/data/claims.csv?colour=red"],
  ["a file that does not exist", 404, "/data/secrets.csv"],
  ["what the files are", 200, "/data/datapackage.json"],
  ["what the files are, asked wrongly", 400, "/data/datapackage.json?status=held"],
  ["all files in one", 200, "/data/corridor-tracker.zip"],
  ["map data", 200, "/data/corridors.geojson"],
  ["the API", 200, "/api/v1/claims"],
  ["a mistake in a question to the API", 400, "/api/v1/claims?limit=0"],
  ["what the API does not have", 404, "/api/v1/nouns"],
  ["a method that the API does not have", 405, "/api/v1/claims", { method: "DELETE" }],
  ["an icon", 200, "/icon.svg"],
  ["a script of ours", 200, "/assets/theme.js"],
  ["a script that does not exist", 404, "/assets/nothing.js"],
  ["a part of the desk that does not exist", 404, "/_next/static/chunks/nothing.js"],
  ["the sign-in", 200, "/en/sign-in"],
  ["the desk, to a stranger", 307, "/en/desk"],
  ["the desk", 200, "/en/desk", { headers: { cookie: site.called.cookies.editor } }],
  ["the audit log as a file", 200, "/en/desk/audit/audit.csv", { headers: { cookie: site.called.cookies.admin } }],
  ["the audit log, to a stranger", 401, "/en/desk/audit/audit.csv"],
  [
    "a form from elsewhere",
    403,
    "/en/desk",
    { method: "POST", headers: { origin: `https://${EVIL}`, "content-length": "0" } },
  ],
  ["the door of next-auth", 405, "/api/auth/session"],
  ["a form that is too long", 413, "/en/desk", { method: "POST", headers: { "content-length": "99999999" } }],
  ["a form of unknown length", 411, "/en/desk", { method: "POST", headers: { "transfer-encoding": "chunked" } }],
  ["whether it lives", 200, "/healthz"],
  ["security.txt of a site without a contact", 404, "/.well-known/security.txt"],
];

describe("every kind of answer", () => {
  it("says how it may be used, by whom, and for how long", async () => {
    const wrong: string[] = [];
    for (const [what, status, path, asked] of kinds()) {
      const answer = await send(path, asked).catch((error: Error) => error);
      if (answer instanceof Error) {
        wrong.push(`${what}: ${answer.message}`);
        continue;
      }
      const { headers } = answer;
      const need = (ok: boolean, sentence: string) =>
        ok || wrong.push(`${what} (${answer.status} ${path}): ${sentence}`);
      const header = (name: string) => String(headers[name] ?? "");
      const frame = path.includes("/embed/");
      const desk = /\/desk|\/sign-in|\/api\/auth/.test(path) && answer.status < 410;
      need(answer.status === status, `should be ${status}`);
      need(/^max-age=\d{7,}/.test(header("strict-transport-security")), "no HSTS");
      need(header("x-content-type-options") === "nosniff", "can be taken for something else");
      const type = header("content-type");
      const policy = header("content-security-policy");
      need(
        !/unsafe-|\*[^.]|https?:(?!\/)|data:.*script/.test(policy.replace("frame-ancestors *", "")),
        `a loose policy: ${policy}`,
      );
      if (type.startsWith("text/html")) {
        need(policy.includes("default-src 'none'") && policy.includes("base-uri 'none'"), `no policy: ${policy}`);
        need(/script-src 'self'(?: 'nonce-[\w+/=]+')?(?:;|$)/.test(policy), `scripts from elsewhere: ${policy}`);
        need(frame || policy.includes("frame-ancestors 'none'"), "can be framed");
        need(/^(?:no-referrer|same-origin)$/.test(header("referrer-policy")), "tells where its readers go");
        need(header("cross-origin-opener-policy") === "same-origin", "shares its window");
        need(header("cache-control") !== "", "says nothing about copies");
      }
      if (!frame) need(header("x-frame-options") === "DENY", "can be framed by old browsers");
      if (desk) need(header("cache-control").includes("no-store"), `leaves copies: ${header("cache-control")}`);
      need(headers["x-powered-by"] === undefined && headers.server === undefined, "says what it is made with");
      need(!/immutable/.test(header("cache-control")) || /[?]v=|_next/.test(path), "can never be taken back");
    }
    expect(wrong).toEqual([]);
  }, 60_000);

  it("says so as well where the reader has that version already", async () => {
    for (const path of ["/en", "/feed.atom", "/data/claims.csv", "/api/v1/claims"]) {
      const first = await send(path);
      const again = await send(path, { headers: { "if-none-match": String(first.headers.etag) } });
      expect(again.status, path).toBe(304);
      for (const name of ["strict-transport-security", "x-content-type-options", "content-security-policy", "etag"])
        expect(again.headers[name], `${path} ${name}`).toBe(first.headers[name]);
    }
  });
});
