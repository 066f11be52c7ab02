import { type Browser, expect, type Locator, type Page } from "@playwright/test";
import { openStore } from "@/lib/data/client";
import { test, violations } from "@/tests/support/browsing";
import { startOwnServer } from "@/tests/support/own-server";
import { PASSWORD, storePerson } from "@/tests/support/people";
import { corridorForm, DATE, layGround, placeForm } from "@/tests/support/record";
import type { TestServer } from "@/tests/support/server";

// A day of six corridors from two reports. Nothing in this record happened.
let server: TestServer;
const PLACES = ["alpha", "beta", "gamma"];
const PAIRS = PLACES.flatMap((from) => PLACES.filter((to) => to !== from).map((to) => [from, to] as const));

test.describe.configure({ timeout: 90_000, mode: "serial" });
test.beforeAll(async () => {
  server = await startOwnServer(test.info().project.name);
  const store = openStore(server.databaseUrl);
  await layGround(store, {
    places: PLACES.map((slug) => placeForm(slug)),
    corridors: PAIRS.map(([from, to]) => corridorForm(from, to)),
  });
  await storePerson(store, "edda", "editor", new Date()).finally(() => store.close());
});
test.afterAll(() => server.stop());

async function signedIn(browser: Browser, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${server.url}/en/sign-in`);
  await page.getByLabel("Name").fill("edda");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
  return page;
}

/** Goes on with the Tab key until the field has the focus, as a person without a mouse does. */
async function tabTo(field: Locator): Promise<Page> {
  const page = field.page();
  await expect(field).toBeVisible();
  for (let presses = 0; presses < 300; presses++) {
    if (await field.evaluate((element) => element === document.activeElement)) return page;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not lead to ${field}`);
}
const press = async (field: Locator, key: string) => (await tabTo(field)).keyboard.press(key);
const type = async (field: Locator, text: string) => (await tabTo(field)).keyboard.type(text);

/** Logs one report about some corridors, with the keyboard alone. */
async function logReport(page: Page, name: string, pairs: readonly (readonly [string, string])[], outcome: string) {
  await page.goto(`${server.url}/en/desk?date=${DATE}`);
  await press(page.getByRole("link", { name: "Log a report about many corridors" }), "Enter");
  await page.waitForURL(/\/desk\/report/);
  await press(page.locator("summary").filter({ hasText: "report" }).first(), "Enter");
  await type(page.locator('[name="newSource.publisher"]'), name);
  await type(page.locator('[name="newSource.url"]'), `https://reports.example/${name}?utm_source=feed`);
  await press(page.locator('button[value="new.newSource.source"]'), "Enter");
  await expect(page.getByRole("status").filter({ hasText: name })).toBeVisible();
  for (const [from, to] of pairs) {
    await press(page.locator(`[name="on.${from}-to-${to}"]`), "Space");
    await type(page.locator(`[name="status.${from}-to-${to}"]`), outcome);
  }
  await press(page.locator("summary").filter({ hasText: "common sentence" }), "Enter");
  const held = outcome === "Held";
  await type(page.locator('[name="template.name"]'), held ? "A reports that people" : "A reports that nobody");
  await type(page.locator('[name="template.claimant"]'), "relief");
  await press(page.locator('button[value="claim.template"]'), "Enter");
  await expect(page.locator('[name="claims.0.summaryEn"]')).toHaveValue(/^relief reports that/);
  await page.keyboard.press("Control+Enter");
  await expect(
    page.getByRole("status").filter({ hasText: `${pairs.length} corridor days were published` }),
  ).toBeVisible();
}

test("an editor logs a day of six corridors from two reports with the keyboard alone", async ({ browser }) => {
  const page = await signedIn(browser);
  await logReport(page, "gazette-one", PAIRS.slice(0, 4), "Held");
  await logReport(page, "gazette-two", PAIRS.slice(4), "Failed");
  const day = await fetch(`${server.url}/data/corridor-days.csv?from=${DATE}&to=${DATE}`).then((answer) =>
    answer.text(),
  );
  const rows = day.trim().split("\n").slice(1);
  expect(rows).toHaveLength(6);
  expect(rows.filter((row) => row.includes('"held"'))).toHaveLength(4);
  expect(rows.filter((row) => row.includes('"failed"'))).toHaveLength(2);
  const sources = await fetch(`${server.url}/data/sources.csv`).then((answer) => answer.text());
  expect(sources).toContain("https://reports.example/gazette-one");
  expect(sources).not.toContain("utm_source");
});

test("without JavaScript a report that is known is named, and nothing typed is lost", async ({ browser }) => {
  const page = await signedIn(browser, { javaScriptEnabled: false });
  await page.goto(`${server.url}/en/desk/report?date=${DATE}`);
  await page.locator('[name="on.alpha-to-beta"]').check();
  await page.locator("summary").filter({ hasText: "report" }).first().click();
  await page.locator('[name="newSource.url"]').fill("https://reports.example/gazette-one/?fbclid=1");
  await page.locator('button[value="new.newSource.source"]').click();
  await expect(page.getByRole("alert").filter({ hasText: /\w/ })).toContainText("on record already as gazette-one");
  await expect(page.locator('[name="on.alpha-to-beta"]')).toBeChecked();
  await page.locator('[name="source"]').selectOption("gazette-one");
  await page.locator("summary").filter({ hasText: "common sentence" }).click();
  await page.locator('[name="template.name"]').selectOption("blame_shelling");
  await page.locator('[name="template.claimant"]').selectOption("alpha-council");
  await page.locator('[name="template.addressee"]').selectOption("south-army");
  await page.locator('button[value="claim.template"]').click();
  await expect(page.locator('[name="claims.0.addressee"]')).toHaveValue("south-army");
  await page.locator('button[value="date.add"]').click();
  await page.locator('[name="dates.1"]').fill("2001-02-04");
  await page.locator('[name="status.alpha-to-gamma"]').selectOption("failed");
  const publish = page.getByRole("button", { name: "Publish all of it" });
  await publish.click();
  await expect(page.locator('[id="newSource.url-problem"]')).toHaveText("Add this report, or empty its fields.");
  await page.locator('[name="newSource.url"]').fill("");
  await publish.click();
  await expect(page.locator('[id="status.alpha-to-gamma-problem"]')).toContainText("Tick this corridor too");
  await page.locator('[name="status.alpha-to-gamma"]').selectOption("");
  await publish.click();
  await expect(page.locator("#answer").getByRole("link", { name: "Status: alpha → beta" })).toBeVisible();
  await expect(page.locator('[name="dates.1"]')).toHaveValue("2001-02-04");
  await page.locator('[name="dates.1"]').fill("");
  await publish.click();
  await expect(page.getByRole("status").filter({ hasText: "1 corridor day was published" })).toBeVisible();
});

test("the form is accessible and no wider than a phone, in both languages", async ({ browser }) => {
  const page = await signedIn(browser);
  for (const [width, locale] of [
    [390, "uk"],
    [1280, "en"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.url}/${locale}/desk/report?date=${DATE}`);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
