import { type Browser, expect, type Page } from "@playwright/test";
import { saveDay } from "@/lib/commands/corridor-days";
import { openStore, type Store } from "@/lib/data/client";
import { test, violations } from "@/tests/support/browsing";
import { startOwnServer } from "@/tests/support/own-server";
import { PASSWORD, storePerson } from "@/tests/support/people";
import { by, CORRIDOR, claimForm, DATE, dayForm, layGround, yes } from "@/tests/support/record";
import type { TestServer } from "@/tests/support/server";

// What happens to an entry after it was published. Nothing in this record happened.
let server: TestServer;
const ENTRY = `${CORRIDOR}/${DATE}`;
const NAMED = `${CORRIDOR}/2001-02-01`;
const CANARY = "canary-7f3a";

test.describe.configure({ timeout: 120_000, mode: "serial" });
test.beforeAll(async () => {
  server = await startOwnServer(test.info().project.name);
  await inStore(async (store) => {
    await layGround(store);
    const admin = await storePerson(store, "olha", "admin", new Date());
    await storePerson(store, "edda", "editor", new Date());
    const context = by(store, { actor: admin });
    const first = await yes(saveDay(context, { day: dayForm({ noteEn: "First." }), baseRevision: 0 }));
    const mended = { day: dayForm({ noteEn: "Mended." }), baseRevision: first.revision, reason: "another report" };
    await yes(saveDay(context, mended));
    const named = dayForm({ date: "2001-02-01", noteEn: `By ${CANARY}.` });
    const other = await yes(saveDay(context, { day: named, baseRevision: 0 }));
    const claims = [claimForm({ key: other.claims[0], summaryEn: `${CANARY} says so.` })];
    const day = dayForm({ date: "2001-02-01", noteEn: "Later.", claims });
    await yes(saveDay(context, { day, baseRevision: other.revision, reason: "a later report" }));
  });
});
test.afterAll(() => server.stop());

async function inStore(work: (store: Store) => Promise<void>): Promise<void> {
  const store = openStore(server.databaseUrl);
  await work(store).finally(() => store.close());
}

/** A browser in which that person has signed in. */
async function as(browser: Browser, name: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${server.url}/en/sign-in`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
  return page;
}

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const region = (page: Page, name: string | RegExp) => page.getByRole("region", { name });
const done = (page: Page) => page.getByRole("status").filter({ hasText: /\w/ });
const readers = (path = `/en/corridors/${ENTRY}`) => fetch(server.url + path).then((answer) => answer.text());
const desk = (path: string) => `${server.url}/en/desk${path}`;

test("an editor reverts the newest version, retracts the day and brings it back, without JavaScript", async ({
  browser,
}) => {
  const page = await as(browser, "edda", { javaScriptEnabled: false });
  await page.goto(desk(`/days/${ENTRY}/history`));
  await page.getByRole("link", { name: "Revert, retract" }).click();
  const revert = region(page, /^Revert version/);
  await revert.getByLabel("Reason").fill("that report was of another day");
  await button(page, "Revert this version").click();
  await expect(done(page)).toContainText("Reverted.");
  expect(await readers()).toContain("First.");

  await region(page, "Retract the entry").getByLabel("Reason").fill("nothing happened that day");
  await button(page, "Retract").click();
  await expect(done(page)).toContainText("Retracted.");
  expect(await readers("/data/corridor-days.csv")).not.toContain(ENTRY);
  const gone = await readers();
  expect(gone).toContain("nothing happened that day");
  expect(gone).not.toContain("edda");

  await page.goto(desk("/changes"));
  const row = page.getByRole("row").filter({ hasText: "nothing happened that day" });
  await expect(row).toContainText("edda");
  await row.getByRole("link").first().click();
  await page.getByLabel("Reason").fill("it did happen");
  await button(page, "Revert all of it").click();
  await expect(done(page)).toContainText("Reverted.");
  await expect(page.getByRole("link", { name: "It takes this change set back" })).toBeVisible();
  expect(await readers("/data/corridor-days.csv")).toContain(ENTRY);
});

test("a change set under a later change is refused with what stands on it, and what was typed stays", async ({
  browser,
}) => {
  const page = await as(browser, "edda");
  await page.goto(desk("/changes"));
  const first = page.getByRole("row").filter({ hasText: "1 February 2001" }).filter({ hasText: "Added" });
  await first.getByRole("link").first().click();
  await page.getByLabel("Reason").fill("too early");
  await button(page, "Revert all of it").click();
  await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toContainText("changed again later");
  await expect(page.getByLabel("Reason")).toHaveValue("too early");
});

test("an administrator stops all publishing: every desk page says so, and nobody publishes until it is lifted", async ({
  browser,
}) => {
  const admin = await as(browser, "olha");
  await admin.goto(desk("/emergency"));
  const freeze = region(admin, "Stop all publishing");
  await freeze.getByLabel("Reason").fill("An account was taken over.");
  await button(admin, "Stop publishing now").click();
  await expect(done(admin)).toContainText("Publishing is stopped.");

  const editor = await as(browser, "edda");
  await expect(editor.getByText("Publishing is stopped since")).toContainText("An account was taken over.");
  await editor.goto(desk(`/entries/corridor_day/${ENTRY}`));
  await region(editor, "Retract the entry").getByLabel("Reason").fill("in spite of it");
  await button(editor, "Retract").click();
  await expect(editor.getByRole("alert").filter({ hasText: /\w/ })).toContainText("stopped all publishing");

  await region(admin, "Publishing is stopped").getByLabel("Reason").fill("The account is closed.");
  await button(admin, "Let people publish again").click();
  await expect(done(admin)).toContainText("People can publish again.");
  await editor.goto(desk("/emergency"));
  await expect(button(editor, "Stop publishing now")).toHaveCount(0);
});

test("a text that an administrator removes is on no page, in no file and at no past instant; readers see that and why", async ({
  browser,
}) => {
  const before = await readers("/data/revisions.csv");
  expect(before).toContain(CANARY);
  const instant = new Date().toISOString();
  const page = await as(browser, "olha");
  await page.goto(desk(`/entries/corridor_day/${NAMED}`));
  const redact = region(page, "Remove a text for good");
  await redact.getByLabel(`Note in English: By ${CANARY}.`).check();
  await redact.getByLabel("Or a passage (optional)").fill(CANARY);
  await button(page, "Remove for good").click();
  // the reason is required by the browser; nothing was sent, and nothing is lost
  await expect(redact.getByLabel("Or a passage (optional)")).toHaveValue(CANARY);
  await redact.getByLabel("Reason").fill("It named a private person.");
  await button(page, "Remove for good").click();
  await expect(done(page)).toContainText("Removed.");

  for (const path of [
    `/en/corridors/${NAMED}`,
    `/uk/corridors/${NAMED}`,
    "/data/revisions.csv",
    "/data/corridor-days.csv",
    "/data/claims.csv",
    `/data/revisions.csv?as_of=${instant}`,
    "/feed.atom",
  ])
    expect((await readers(path)).includes(CANARY), path).toBe(false);
  const shown = await readers(`/en/corridors/${NAMED}`);
  expect(shown).toContain("[redacted]");
  expect(shown).toContain("It named a private person.");
  expect(shown).not.toContain("olha");
  await page.goto(desk(`/entries/corridor_day/${NAMED}`));
  expect((await page.content()).includes(CANARY)).toBe(false);

  await page.goto(desk("/audit"));
  await button(page, "Verify now").click();
  await expect(done(page)).toContainText("Whole, with");
  await expect(done(page)).toContainText("as their revisions made them");
});

test("the audit log tells who did what and why, is filtered, and leaves as a file for administrators only", async ({
  browser,
}) => {
  const page = await as(browser, "olha");
  await page.goto(desk("/audit"));
  await page.getByLabel("What", { exact: true }).selectOption("freeze");
  await button(page, "Show").click();
  const rows = page.getByRole("row");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText("olha");
  await expect(rows.nth(1)).toContainText("An account was taken over.");
  const file = await page.request.get(desk("/audit/audit.csv?action=freeze"));
  expect(file.headers()["cache-control"]).toBe("no-store");
  expect(await file.text()).toContain('"olha","freeze"');
  const editor = await as(browser, "edda");
  expect((await editor.request.get(desk("/audit/audit.csv"))).status()).toBe(403);
  expect((await fetch(desk("/audit/audit.csv"), { redirect: "manual" })).status).toBe(401);
});

test("every screen is accessible and no wider than a phone, in both languages", async ({ browser }) => {
  const page = await as(browser, "olha");
  for (const [width, locale] of [
    [390, "uk"],
    [1280, "en"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.url}/${locale}/desk/changes`);
    const change = new URL((await page.locator("tbody th a").first().getAttribute("href")) ?? "", server.url).pathname;
    for (const path of [
      `/${locale}/desk/changes`,
      change,
      `/${locale}/desk/entries/corridor_day/${ENTRY}`,
      `/${locale}/desk/entries/party/relief`,
      `/${locale}/desk/emergency`,
      `/${locale}/desk/audit?verify=1`,
      `/${locale}/desk/nope`,
    ]) {
      await page.goto(server.url + path);
      expect(await violations(page), path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
    }
  }
});

test("an address of the desk that leads nowhere is explained inside the desk, in its language, without JavaScript", async ({
  browser,
}) => {
  const page = await as(browser, "edda", { javaScriptEnabled: false });
  for (const path of ["nope", "days/nope/2001-02-03", "drafts/xyz", "of/no/page/at/all"]) {
    const answer = await page.goto(`${server.url}/uk/desk/${path}`);
    expect(answer?.status(), path).toBe(404);
    expect(answer?.headers()["cache-control"], path).toBe("no-store");
    await expect(page.locator("html"), path).toHaveAttribute("lang", "uk");
    await expect(page.getByRole("heading", { level: 1 }), path).toHaveText("Такої сторінки немає");
    await expect(page.getByRole("navigation").getByRole("link", { name: "Чернетки" }), path).toBeVisible();
  }
});

test("ending all sessions signs everybody out, the administrator, too", async ({ browser }) => {
  const editor = await as(browser, "edda");
  const admin = await as(browser, "olha");
  await admin.goto(desk("/emergency"));
  await button(admin, "End all sessions").click();
  await admin.waitForURL(/sign-in/);
  await editor.goto(desk(""));
  await editor.waitForURL(/sign-in/);
});
