import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILE_NAMES } from "@/lib/domain/files";
import { addressesOf } from "@/tests/support/addresses";
import { ask } from "@/tests/support/asking";
import { CALLERS, nameOf } from "@/tests/support/callers";
import { ROOT } from "@/tests/support/code";
import { builtRoutes } from "@/tests/support/manifests";
import { type OpenSite, openSite, SITE } from "@/tests/support/open-site";
import { PUBLISHED } from "@/tests/support/planted";
import { CORRIDOR, DATE } from "@/tests/support/record";

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
}, 120_000);
afterAll(() => site?.stop());

/** What must stand in no public answer: texts, names of people, ids of people and sessions. */
const secrets = () => [
  ...site.ground.planted.map(({ what, text }) => ({ what, text })),
  ...site.ground.ids.map((text) => ({ what: "an id of a person or a session", text })),
  ...CALLERS.filter((caller) => caller !== "nobody").flatMap((caller) => [
    { what: `the name of ${caller}`, text: nameOf(caller) },
    { what: `the id of ${caller}`, text: site.called.ids[caller] },
  ]),
];

/** Addresses of this site that a text names: links of pages and feeds, of JSON and of style sheets. */
function addressesIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, written = ""] of text.matchAll(/(?:(?:href|src|action|srcset|content)="|<loc>|url\(|")([^"<>\s)]+)/g)) {
    const plain = written.replaceAll("&amp;", "&").replaceAll("\\u0026", "&");
    const here = plain.startsWith(SITE) ? plain.slice(SITE.length) || "/" : plain;
    if (/^\/(?!\/)[!-~]*$/.test(here)) found.add(here.replace(/#.*/, ""));
  }
  return [...found];
}

/** The desk is another test's; a question to the explorer leads to ever more of them, of which a few are enough. */
const isFollowed = (address: string) => !/^\/(?:en|uk)\/desk|^\/api\/auth/.test(address);
const kindOf = (address: string) =>
  address.includes("/records?") || address.includes("/at/")
    ? address.replace(/[?/](?:as_of=)?\d{4}-.*|\?.*/, "")
    : null;
const MOST_OF_A_KIND = 60;

/** Where everything begins: every public route, every file in every form, every question to the API, mistakes, the past. */
async function beginnings(): Promise<string[]> {
  const routes = builtRoutes().filter(({ desk, pattern }) => !desk && !/^\/_|nextauth/.test(pattern));
  const revisions = await site.store.read.revision.findMany({ select: { at: true } });
  const instants = [...new Set(revisions.map(({ at }) => at.toISOString()))];
  const files = FILE_NAMES.flatMap((name) =>
    ["", "?variant=excel", "?variant=hxl", ...instants.map((at) => `?as_of=${at}`)].map(
      (of) => `/data/${name}.csv${of}`,
    ),
  );
  const api = FILE_NAMES.flatMap((name) =>
    ["", "?limit=1", ...instants.map((at) => `?as_of=${at}`), "?limit=0&fields=secret&author=x"].map(
      (of) => `/api/v1/${name}${of}`,
    ),
  );
  const past = instants.flatMap((at) =>
    ["", `/corridors/${CORRIDOR}`, `/corridors/${CORRIDOR}/${DATE}`, "/sources/report-1"].map(
      (of) => `/en/at/${at}${of}`,
    ),
  );
  const wrong = ["/en/nowhere", `/en/corridors/${CORRIDOR}/2001-02-04`, `/en/corridors/${CORRIDOR}/2001-02-05`];
  const drafts = [site.ground.draft, site.ground.suggestion, site.ground.upload, site.ground.changeSet];
  return [
    ...routes.flatMap((route) => addressesOf(route, site.ground)),
    ...files,
    ...api,
    ...past,
    ...wrong,
    ...drafts.flatMap((id) => [`/api/v1/claims/${id}`, `/en/claims/by-${id}`, `/en/${id}`]),
    ...[
      "/en/sign-in",
      "/uk/sign-in",
      "/en/link/nothing",
      "/en/records?q=qz",
      "/data/claims.csv?q=qz",
      "/data/claims.csv?author=x",
    ],
  ];
}

describe("everything public", () => {
  it("says nothing of what stays inside, wherever a reader or a program can get to", async () => {
    const waiting = await beginnings();
    const seen = new Set(waiting);
    const kinds = new Map<string, number>();
    const hits: string[] = [];
    const failed: string[] = [];
    let busy = 0;
    const read = { pages: 0, published: new Set<string>() };
    const worker = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        const answer = await ask(site.server.url, next, { headers: { host: new URL(SITE).host } });
        // so many at once are turned away, and come again
        if (answer.status === 503 && busy++ < 500) {
          waiting.unshift(next);
          continue;
        }
        read.pages++;
        const whole = `${JSON.stringify(answer.headers)}\n${answer.body}`;
        const lower = whole.toLowerCase();
        for (const { what, text } of secrets())
          if (lower.includes(text.toLowerCase())) hits.push(`${next} says ${what}`);
        if (answer.status >= 500) failed.push(`${next} was answered with ${answer.status}`);
        const type = String(answer.headers["content-type"] ?? "").split(";")[0] ?? "";
        if (answer.body.includes(PUBLISHED)) read.published.add(type);
        if (!/html|xml|json|css|text/.test(type)) continue;
        for (const address of [...addressesIn(answer.body), ...addressesIn(`"${answer.headers.location ?? ""}"`)]) {
          if (seen.has(address) || !isFollowed(address)) continue;
          seen.add(address);
          const kind = kindOf(address);
          const count = kind === null ? 0 : (kinds.get(kind) ?? 0);
          if (count >= MOST_OF_A_KIND) continue;
          if (kind !== null) kinds.set(kind, count + 1);
          waiting.push(address);
        }
      }
    };
    await Promise.all(Array.from({ length: 6 }, worker));
    expect(hits).toEqual([]);
    expect(failed).toEqual([]);
    // the search itself: what is published was found on every kind of surface
    const surfaces = ["text/html", "text/csv", "application/json", "application/atom+xml", "application/feed+json"];
    expect([...read.published]).toEqual(expect.arrayContaining(surfaces));
    expect(read.pages).toBeGreaterThan(250);
  }, 120_000);

  it("is told to nobody by what the server prints", () => {
    const printed = site.server.output().toLowerCase();
    expect(secrets().filter(({ text }) => printed.includes(text.toLowerCase()))).toEqual([]);
    const lines = site.server.output().trim().split("\n");
    expect(lines.length).toBeGreaterThan(100);
    for (const line of lines) {
      const { level, time, route = "" } = JSON.parse(line) as Record<string, string>;
      expect(level).toMatch(/^(?:info|warn|error)$/);
      expect(time).toMatch(/^\d{4}-.*Z$/);
      expect(route, line).not.toMatch(/[?=@%]/);
    }
  });
});

describe("what browsers are given to run", () => {
  const folder = path.join(ROOT, ".next/static");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });

  it("has no source maps, and nothing of the server's", () => {
    expect(files.filter((name) => name.endsWith(".map"))).toEqual([]);
    const scripts = files.filter((name) => /\.(?:js|css)$/.test(name));
    expect(scripts.length).toBeGreaterThan(10);
    const server =
      /sourceMappingURL=|NEXTAUTH_SECRET|DATABASE_URL|BACKUP_KEY|better-sqlite3|PRAGMA |PrismaClient|argon2|postgresql:/;
    expect(scripts.filter((name) => server.test(readFileSync(path.join(folder, name), "utf8")))).toEqual([]);
  });
});
