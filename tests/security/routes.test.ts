import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressesOf } from "@/tests/support/addresses";
import { type Answered, ask } from "@/tests/support/asking";
import { CALLERS, type Caller, INSIDERS, OUTSIDERS } from "@/tests/support/callers";
import { ROOT } from "@/tests/support/code";
import { each } from "@/tests/support/each";
import { builtRoutes } from "@/tests/support/manifests";
import { type OpenSite, openSite, SITE } from "@/tests/support/open-site";
import { PUBLISHED } from "@/tests/support/planted";

// Every route of the build × everybody who may knock. The routes are read from the build: a new one is asked for, too.

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
}, 120_000);
afterAll(() => site?.stop());

const routes = builtRoutes();
const as = (caller: Caller, path: string, method = "GET", body?: string): Promise<Answered> =>
  ask(site.server.url, path, {
    method,
    headers: {
      host: new URL(SITE).host,
      origin: SITE,
      cookie: site.called.cookies[caller],
      ...(method === "GET" ? {} : { "content-length": String(Buffer.byteLength(body ?? "")) }),
      ...(body && { "content-type": "application/x-www-form-urlencoded" }),
    },
    body,
  });
/** A language is a word in the address: it is enough that two of the callers try the other one. */
const inOneLanguage = (paths: string[], caller: Caller) =>
  caller === "nobody" || caller === "admin" ? paths : paths.filter((path) => !path.startsWith("/uk/"));
const deskPaths = () => routes.filter(({ desk }) => desk).flatMap((route) => addressesOf(route, site.ground));
/** The way in: everybody may see these, and they say nothing of the desk. */
const ENTRANCE = /^\/(?:en|uk)\/(?:sign-in(?:\/second-factor)?|link\/[^/]+)$/;
/** Whom nothing is missing but a second factor may set that up. */
const ACCOUNT = /^\/(?:en|uk)\/desk\/account$/;

/** What an answer holds of that which its reader must not see. */
const shown = (answer: Answered, caller: Caller) =>
  site.ground.planted
    .filter(({ text, seenBy }) => answer.body.includes(text) && !(seenBy as readonly string[]).includes(caller))
    .map(({ what }) => what);

describe("the desk", () => {
  it("leads everybody without an open session away from every page and file of it", async () => {
    const paths = deskPaths();
    expect(paths.length).toBeGreaterThan(50);
    const asked = OUTSIDERS.flatMap((caller) => inOneLanguage(paths, caller).map((path) => ({ caller, path })));
    const wrong = await each(asked, async ({ caller, path }) => {
      const answer = await as(caller, path);
      const { status, headers } = answer;
      const may = ENTRANCE.test(path) || (caller === "second factor not set up" && ACCOUNT.test(path));
      const led =
        (status === 307 || status === 303) && /^\/(?:en|uk)\/(?:sign-in|desk\/account)/.test(String(headers.location));
      const refused = [401, 403, 404, 405].includes(status);
      return [
        ...(may || led || refused ? [] : [`${caller}: GET ${path} was answered with ${status}`]),
        ...shown(answer, caller).map((what) => `${caller}: GET ${path} shows ${what}`),
      ];
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  it("shows strangers nothing either where a page answers a form", async () => {
    const strangers = ["nobody", "disabled", "code not given", "second factor not set up"] as const;
    const asked = strangers.flatMap((caller) => inOneLanguage(deskPaths(), caller).map((path) => ({ caller, path })));
    const wrong = await each(asked, async ({ caller, path }) => {
      const answer = await as(caller, path, "POST", "locale=en");
      // what the site says of itself is public, but not what its settings are
      const settings = path.endsWith("/desk/settings") && answer.body.includes(PUBLISHED);
      return [
        ...(answer.status >= 500 ? [`${caller}: POST ${path} was answered with ${answer.status}`] : []),
        ...(settings ? [`${caller}: POST ${path} shows the settings`] : []),
        ...shown(answer, caller).map((what) => `${caller}: POST ${path} shows ${what}`),
      ];
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  it("shows each role what it may see, and nothing else", async () => {
    const seen = new Set<string>();
    const asked = INSIDERS.flatMap((role) => inOneLanguage(deskPaths(), role).map((path) => ({ role, path })));
    const wrong = await each(asked, async ({ role, path }) => {
      let answer = await as(role, path);
      // a draft is opened in the form of its day
      if (answer.status === 307) answer = await as(role, String(answer.headers.location));
      for (const { what, text } of site.ground.planted) if (answer.body.includes(text)) seen.add(`${role}: ${what}`);
      return [
        ...(answer.status >= 500 ? [`${role}: GET ${path} was answered with ${answer.status}`] : []),
        ...shown(answer, role).map((what) => `${role}: GET ${path} shows ${what}`),
      ];
    });
    expect(wrong).toEqual([]);
    // the search itself: what a role may see was found somewhere
    const missed = site.ground.planted.flatMap(({ what, seenBy }) => seenBy.map((role) => `${role}: ${what}`));
    expect(missed.filter((one) => !seen.has(one))).toEqual([]);
  }, 120_000);
});

describe("everything public", () => {
  const publicPaths = () =>
    routes
      .filter(({ desk, pattern }) => !desk && !/^\/_|nextauth/.test(pattern))
      .flatMap((route) => addressesOf(route, site.ground));

  it("is the same for everybody, whoever they are signed in as", async () => {
    const wrong = await each(publicPaths(), async (path) => {
      const { status, headers, body } = await as("nobody", path);
      const answers = await Promise.all(CALLERS.map(async (caller) => ({ caller, ...(await as(caller, path)) })));
      // an instant of making stands in some
      const differs = answers.filter((one) => one.status !== status || Math.abs(one.body.length - body.length) > 20);
      const marked = [headers, ...answers.map((one) => one.headers)].some((all) => all["set-cookie"]);
      return [
        ...differs.map(({ caller }) => `${path} is answered otherwise for ${caller}`),
        ...(marked ? [`${path} sets a cookie`] : []),
      ];
    });
    expect(wrong).toEqual([]);
  }, 120_000);

  it("can only be read, by an administrator, too", async () => {
    const wrong: string[] = [];
    for (const path of publicPaths())
      for (const method of ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
        for (const caller of ["nobody", "admin"] as const) {
          const { status } = await as(caller, path, method, "x=1");
          if (status !== 405 && status !== 404) wrong.push(`${caller}: ${method} ${path} was answered with ${status}`);
        }
    expect(wrong).toEqual([]);
  }, 120_000);
});

describe("files of the server", () => {
  it("can't be fetched, however the path to them is written", async () => {
    const names = readdirSync(ROOT).filter((name) => name !== "public");
    const files = [
      ...names,
      ".env",
      ".git/config",
      ".next/BUILD_ID",
      ".next/server/app-paths-manifest.json",
      "data/tracker.db",
      "prisma/schema.prisma",
      "node_modules/next/package.json",
    ];
    const ways = [
      "/",
      "/assets/../",
      "/assets/..%2f",
      "/_next/static/../../",
      "/_next/static/..%2f..%2f",
      "/en/../",
      "//",
      "/%2e%2e/",
    ];
    const wrong: string[] = [];
    for (const file of files)
      for (const way of ways) {
        const { status, body } = await as("admin", way + file);
        if (status < 400) wrong.push(`${way + file} was answered with ${status}: ${body.slice(0, 40)}`);
      }
    for (const path of [
      "/_next/image?url=/icon.svg&w=64&q=75",
      "/_next/data/x/en.json",
      "/_next/webpack-hmr",
      "/__nextjs_original-stack-frame",
    ]) {
      const { status } = await as("admin", path);
      if (status < 400) wrong.push(`${path} was answered with ${status}`);
    }
    expect(wrong).toEqual([]);
  }, 60_000);
});
