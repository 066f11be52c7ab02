import { expect, type Page } from "@playwright/test";
import { saveClaim } from "@/lib/commands/claims";
import { saveDay } from "@/lib/commands/corridor-days";
import { leaveHandover } from "@/lib/commands/handovers";
import { signIn } from "@/lib/commands/sessions";
import { saveSettings } from "@/lib/commands/settings";
import { openStore } from "@/lib/data/client";
import { test } from "@/tests/support/browsing";
import { startOwnServer } from "@/tests/support/own-server";
import { PASSWORD, storePerson } from "@/tests/support/people";
import {
  by,
  CORRIDOR,
  claimForm,
  DATE,
  layGround,
  partyForm,
  placeForm,
  sourceForm,
  WIDE_BLAME,
  yes,
} from "@/tests/support/record";
import type { TestServer } from "@/tests/support/server";

// Markup in every text that somebody can type, shown on every surface in a browser: it is text, and nothing runs.
let server: TestServer;

/** Breaks out of a text, an attribute and a script; `where` tells which field got through. */
const markup = (where: string) =>
  `"'><script>alert('${where}')</script><img src=x onerror=alert('${where}')><svg onload=alert(1)>{{7*7}}</title>`;
const short = (where: string) => `<img src=x onerror=alert('${where}')>`;

test.beforeAll(async () => {
  server = await startOwnServer(test.info().project.name);
  const store = openStore(server.databaseUrl);
  await layGround(store, {
    places: [
      placeForm("alpha", {
        nameEn: short("name"),
        nameUk: short("nameUk"),
        aliases: [short("alias")],
        lat: 47.1,
        lon: 37.5,
        adm1Name: short("adm1"),
      }),
      placeForm("beta", { lat: 48, lon: 36 }),
    ],
    parties: [
      partyForm("north", "north", { nameEn: short("party"), nameUk: short("partyUk") }),
      partyForm("south", "south", { nameEn: short("party2"), nameUk: short("party2Uk") }),
      partyForm("alpha-council", "north", { nameEn: short("party3"), nameUk: short("party3Uk") }),
    ],
    sources: [
      sourceForm("report-1", {
        publisher: short("publisher"),
        url: "https://reports.example/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
      }),
    ],
  });
  const olha = await storePerson(store, "olha", "admin", new Date());
  const context = by(store, { actor: olha, now: new Date() });
  const texts = {
    summaryEn: markup("summary"),
    summaryUk: markup("summaryUk"),
    speaker: short("speaker"),
    sourcePlace: short("place"),
  };
  const claims = [
    claimForm(texts),
    claimForm({ kind: "blame", outcome: "", claimant: "north", addressee: "south", ...texts }),
  ];
  const day = {
    corridor: CORRIDOR,
    date: DATE,
    datePrecision: "day",
    status: "held",
    noteEn: markup("note"),
    noteUk: markup("noteUk"),
    claims,
  };
  const saved = await yes(saveDay(context, { day, baseRevision: 0, reason: "" }));
  await yes(
    saveDay(context, {
      day: { ...day, noteEn: `${markup("note")} again` },
      baseRevision: saved.revision,
      reason: markup("reason"),
    }),
  );
  await yes(
    saveClaim(context, {
      input: {
        ...WIDE_BLAME,
        summaryEn: markup("wide"),
        summaryUk: markup("wideUk"),
        date: DATE,
        datePrecision: "day",
      },
      baseRevision: 0,
      reason: "",
    }),
  );
  await yes(leaveHandover(context, { text: markup("handover") }));
  await yes(
    saveSettings(context, {
      titleEn: short("title"),
      titleUk: short("titleUk"),
      publisher: short("site"),
      hotlinesEn: markup("hotlines"),
      hotlinesUk: markup("hotlinesUk"),
      noticeEn: markup("notice"),
      noticeUk: markup("noticeUk"),
      licenceName: short("licence"),
      contact: 'https://example.org/"><script>alert(1)</script>'.replaceAll(/[<>"]/g, ""),
    }),
  );
  await signIn({ store, now: new Date() }, { name: "olha", password: PASSWORD, device: short("device") });
  await store.close();
});
test.afterAll(() => server.stop());

/** Everything that would show that a text was taken for more than that. */
function watch(page: Page): string[] {
  const said: string[] = [];
  page.on("dialog", (dialog) => {
    said.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content.Security.Policy|Refused to/i.test(message.text())) said.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
  return said;
}

/** What the page made of the texts: elements that nobody but them would have put there. */
const planted = (page: Page) =>
  page.evaluate(
    () =>
      document.querySelectorAll("[onerror],[onload],img[src='x'],script:not([src]):not([type='application/ld+json'])")
        .length,
  );

const PUBLIC = [
  ...["", "/corridors", `/corridors/${CORRIDOR}`, `/corridors/${CORRIDOR}/${DATE}`, `/days/${DATE}`, "/map", "/blame"],
  ...["/blame/sides/north/south", "/blame/parties/north/south", "/parties/north", "/sources", "/sources/report-1"],
  ...[
    "/claims/wider",
    "/claims/by-north",
    "/method",
    "/data",
    "/data/api",
    "/at",
    "/records",
    `/records?q=${encodeURIComponent(short("query"))}`,
  ],
  ...[`/embed/${CORRIDOR}`, `/at/${new Date().toISOString().slice(0, 19)}Z`, "/missing"],
];
const FILES = [
  "/feed.atom",
  "/feed.json",
  `/corridors/${CORRIDOR}/feed.atom`,
  `/corridors/${CORRIDOR}/badge.svg`,
  "/en/brief.txt",
  "/api/v1/claims",
  "/data/corridors.geojson",
  "/sitemap.xml",
];

test("markup in any text is shown as text on every public page and file", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await (await browser.newContext()).newPage();
  const said = watch(page);
  for (const locale of ["en", "uk"])
    for (const path of PUBLIC) {
      await page.goto(`${server.url}/${locale}${path}`);
      expect(await planted(page), `/${locale}${path}`).toBe(0);
    }
  await page.goto(`${server.url}/en/corridors/${CORRIDOR}/${DATE}`);
  await expect(page.getByText("<script>alert('summary')</script>").first()).toBeVisible();
  // a browser that opens a file itself must not run what is in it
  for (const path of FILES) {
    const answer = await page.goto(`${server.url}${path}`).catch(() => null);
    if (answer && /xml|svg/.test(answer.headers()["content-type"] ?? ""))
      expect(await page.evaluate(() => document.querySelectorAll("script,[onload],[onerror]").length), path).toBe(0);
  }
  expect(said).toEqual([]);
});

test("markup in any text is shown as text on every page of the desk", async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await (await browser.newContext()).newPage();
  const said = watch(page);
  await page.goto(`${server.url}/en/sign-in`);
  await page.getByLabel("Name").fill("olha");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
  const store = openStore(server.databaseUrl);
  const { changeSetId } = await store.read.revision.findFirstOrThrow({ orderBy: { seq: "desc" } });
  await store.close();
  const desk = [
    ...[
      "",
      `?date=${DATE}`,
      "/changes",
      `/changes/${changeSetId}`,
      "/audit",
      "/people",
      "/settings",
      "/account",
      "/emergency",
    ],
    ...[
      "/drafts",
      "/suggestions",
      "/imports",
      "/report",
      "/places",
      "/places/alpha",
      "/parties/north",
      "/parties/north/merge",
    ],
    ...["/sources/report-1", "/corridors", `/corridors/${CORRIDOR}`, "/claims/wide-1", "/claims/new", "/corridors/new"],
    ...[`/days/${CORRIDOR}/${DATE}`, `/days/${CORRIDOR}/${DATE}/history`, `/entries/corridor_day/${CORRIDOR}/${DATE}`],
    ...["/entries/place/alpha", `/places?q=${encodeURIComponent(short("query"))}`],
  ];
  for (const path of desk) {
    await page.goto(`${server.url}/en/desk${path}`);
    // the desk's own scripts are inline, with a nonce
    expect(
      await page.evaluate(
        () => document.querySelectorAll("[onerror],[onload],img[src='x'],script:not([src]):not([nonce])").length,
      ),
      path,
    ).toBe(0);
  }
  expect(said).toEqual([]);
});
