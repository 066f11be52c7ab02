import { expect } from "@playwright/test";
import { saveDay } from "@/lib/commands/corridor-days";
import { openStore } from "@/lib/data/client";
import { LOCALES } from "@/lib/domain/vocabulary";
import { paths, type Root, rootOf } from "@/lib/paths";
import { test, violations } from "@/tests/support/browsing";
import { storePerson } from "@/tests/support/people";
import { yes } from "@/tests/support/record";
import { startServer, type TestServer } from "@/tests/support/server";

const SLUG = "mariupol-to-zaporizhzhia";
const DATE = "2022-03-14";
const REASON = "A later report says so.";
const dayAt = (root: Root) => `${server.url}${paths.corridorDay(root, SLUG, DATE)}`;

let server: TestServer;
test.describe.configure({ timeout: 240_000 });
test.beforeAll(async () => {
  server = await startServer({ beginning: "seeded" });
});
test.afterAll(() => server.stop());

const download = async (query = "") => (await fetch(`${server.url}/data/corridor-days.csv?${query}`)).text();

/** Makes of the day that held one that failed, as an editor would; answers with the last whole second before. */
async function correct(): Promise<Date> {
  const store = openStore(server.databaseUrl);
  try {
    const last = await store.read.revision.findFirstOrThrow({ orderBy: { seq: "desc" } });
    const before = new Date(Math.ceil(last.at.getTime() / 1000) * 1000);
    const now = new Date(Math.max(Date.now(), before.getTime() + 1));
    const actor = await storePerson(store, "maria", "editor", now);
    const { revision, claims } = await store.read.corridorDay.findUniqueOrThrow({
      where: { id: `${SLUG}/${DATE}` },
      include: { claims: { orderBy: { position: "asc" }, take: 1 } },
    });
    const told = claims.map(({ key, kind, claimantSlug, summaryEn, sourceSlug, statement }) => ({
      ...{ key, kind, summaryEn, statement, outcome: "failed" },
      ...{ claimant: claimantSlug, source: sourceSlug },
    }));
    const day = { corridor: SLUG, date: DATE, datePrecision: "day", status: "failed", claims: told };
    await yes(saveDay({ store, actor, now }, { day, baseRevision: revision, reason: REASON }));
    return before;
  } finally {
    await store.close();
  }
}

test("a status that was corrected stays where it was said: in the past, marked, with the way back to now", async ({
  browser,
  page: scripted,
}) => {
  const downloaded = await download();
  const before = await correct();
  await expect.poll(() => download()).not.toBe(downloaded);
  expect(await download(`as_of=${before.toISOString()}`)).toBe(downloaded);

  const page = await browser.newPage({ javaScriptEnabled: false });
  const main = page.getByRole("main");
  await page.goto(dayAt("en"));
  await expect(main).toContainText("failed on 14 March 2022");
  await page.getByRole("link", { name: "The record as it was", exact: true }).click();
  await expect(main).toContainText(REASON);
  const [date, time] = before.toLocaleString("sv", { timeZone: "Europe/Kyiv" }).split(" ") as [string, string];
  await page.getByLabel("Date").fill(date);
  await page.getByLabel("Time in the zone Europe/Kyiv").fill(time);
  await page.getByRole("button", { name: "Show the record as it was" }).click();
  await expect(page).toHaveURL(/\/en\/at\/[^/]+Z$/);

  const then = new URL(page.url()).pathname.slice(1) as Root;
  await page.goto(dayAt(then));
  await expect(main).toContainText("held on 14 March 2022");
  await expect(main).not.toContainText(REASON);
  await expect(page).toHaveTitle(/, as it was on /);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", "noindex");
  const band = page.getByRole("region", { name: "The record as it was" });
  await expect(band).toContainText("What is on record now may differ.");
  await band.getByRole("link", { name: "This page now" }).click();
  await expect(page).toHaveURL(dayAt("en"));
  await expect(main).toContainText(REASON);
  await page.close();

  // everything on a page of then stays then, in either language, and is there
  await scripted.goto(dayAt(then));
  const addresses = await scripted
    .locator("a[href*='/at/']")
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(addresses.some((address) => address.includes(paths.board(rootOf("uk", new Date(then.slice(6))))))).toBe(true);
  for (const address of new Set(addresses.map((to) => to.replace(/#.*/, ""))))
    expect((await fetch(address)).status, address).toBe(200);
  for (const locale of LOCALES)
    for (const address of [dayAt(`${locale}/at/${then.slice(6)}`), `${server.url}${paths.past(locale)}`]) {
      await scripted.goto(address);
      expect(await violations(scripted), address).toEqual([]);
    }
});
