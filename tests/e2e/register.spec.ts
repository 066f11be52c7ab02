import { type Browser, expect, type Page } from "@playwright/test";
import { openStore } from "@/lib/data/client";
import { test, violations } from "@/tests/support/browsing";
import { startOwnServer } from "@/tests/support/own-server";
import { PASSWORD, storePerson } from "@/tests/support/people";
import { claimForm, corridorForm, DATE, dayForm, layGround, placeForm, publishDay } from "@/tests/support/record";
import type { TestServer } from "@/tests/support/server";

// A server of its own with a plainly made-up record: alpha, which somebody entered a second time as alfa.
let server: TestServer;

test.describe.configure({ timeout: 120_000 });
test.beforeAll(async () => {
  server = await startOwnServer(test.info().project.name);
  const store = openStore(server.databaseUrl);
  for (const name of ["edda", "erik"]) await storePerson(store, name, "editor", new Date());
  await layGround(store, {
    places: [
      placeForm("alpha", { nameEn: "Alphatown", nameUk: "Альфатаун", adm1: "XX-01", adm1Name: "First Region" }),
      placeForm("beta", { nameEn: "Betaville", nameUk: "Бетавіль", adm1: "XX-01", adm1Name: "First Region" }),
      placeForm("alfa", { nameEn: "Alfa Town", nameUk: "Альфа Таун", adm1: "XX-01" }),
    ],
    corridors: [corridorForm("alpha", "beta"), corridorForm("alfa", "beta")],
  });
  const failed = claimForm({ outcome: "failed", claimant: "south-army", source: "report-2" });
  await publishDay(store);
  await publishDay(store, dayForm({ corridor: "alfa-to-beta", status: "failed", claims: [failed], noteEn: "Theirs." }));
  await store.close();
});
test.afterAll(async () => server.stop());

const desk = (path: string) => `${server.url}/en/desk/${path}`;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const errors = (page: Page) => page.getByRole("alert").filter({ hasText: /\w/ });
const done = (page: Page, text: string) => expect(page.getByRole("status").filter({ hasText: text })).toBeVisible();

async function as(browser: Browser, name: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${server.url}/en/sign-in`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await button(page, "Sign in").click();
  await page.waitForURL(/\/desk/);
  return page;
}

test("without JavaScript a place is found in either alphabet, and added twice only on purpose", async ({ browser }) => {
  const page = await as(browser, "edda", { javaScriptEnabled: false });
  await page.goto(desk("places"));
  await page.getByLabel("Search by any spelling").fill("альфатаун");
  await button(page, "Find").click();
  await expect(page.getByRole("row", { name: /Alphatown/ })).toContainText("an end of 1 corridor");
  await expect(page.getByRole("row", { name: /Betaville/ })).toHaveCount(0);

  await page.getByRole("link", { name: "Add a place" }).click();
  await page.getByLabel("Name in English").fill("Betaville");
  await page.getByLabel("Name in Ukrainian").fill("Нова Бета");
  await page.getByLabel("Kind of place").selectOption("settlement");
  await page.getByLabel("Country").fill("xxa");
  await button(page, "Add").click();
  await expect(errors(page)).toContainText("give the region of the one that you mean");
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await page.getByLabel("Code of the region").fill("XX-01");
  await button(page, "Add").click();
  await expect(errors(page)).toContainText("Betaville (First Region) is on record already");
  await page.getByLabel("Yes, on purpose").check();
  await button(page, "Add").click();
  await done(page, "Saved.");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Place: Betaville");
  await expect(page.getByRole("heading", { name: /Version \d+: Added/ })).toBeVisible();

  await page.getByLabel("Why do you change it?").fill("entered by mistake");
  await page.getByText("Retract this entry").click();
  await button(page, "Retract").click();
  await done(page, "Retracted.");
  await page.goto(desk("places/beta"));
  await page.getByLabel("Why do you change it?").fill("a try");
  await page.getByText("Retract this entry").click();
  await button(page, "Retract").click();
  await expect(errors(page)).toContainText("alfa-to-beta names it");
});

test("two editors of one party keep both changes, and see both where they changed the same field", async ({
  browser,
}) => {
  const [edda, erik] = [await as(browser, "edda"), await as(browser, "erik")];
  for (const page of [edda, erik]) await page.goto(desk("parties/relief"));
  await edda.getByLabel("Name in English").fill("Relief Mission");
  await edda.getByLabel("Why do you change it?").fill("its name");
  await button(edda, "Save the change").click();
  await done(edda, "Saved.");

  await erik.getByLabel("Name in Ukrainian").fill("Місія допомоги");
  await erik.getByLabel("Why do you change it?").fill("its Ukrainian name");
  await button(erik, "Save the change").click();
  const both = erik.getByRole("region", { name: "What is on record now, and what you typed" });
  await expect(both).toContainText("edda");
  await expect(erik.getByLabel("Name in English")).toHaveValue("Relief Mission");
  await expect(both.getByRole("row", { name: /Name in Ukrainian/ })).toContainText("Місія допомоги");
  await button(erik, "Publish mine over it").click();
  await done(erik, "Saved.");
  await expect(erik.getByLabel("Name in English")).toHaveValue("Relief Mission");
  await expect(erik.getByLabel("Name in Ukrainian")).toHaveValue("Місія допомоги");
});

test("two corridors and then their places are merged, and the old pages lead to the new ones", async ({ browser }) => {
  const page = await as(browser, "edda");
  await page.goto(desk("places/alfa/merge?into=alpha"));
  await page.getByLabel("How do you know").fill("One town, two spellings.");
  await button(page, "Merge them").click();
  await expect(errors(page)).toContainText("alfa-to-beta and alpha-to-beta would be the same");

  await page.goto(desk("corridors/alfa-to-beta"));
  await page.getByRole("link", { name: "Merge into another one" }).click();
  await page.getByLabel("Search by any spelling").fill("Бетавіль");
  await button(page, "Find").click();
  await page.getByRole("link", { name: /Merge into this one\s+Alphatown/ }).click();
  await page.getByLabel("How do you know").fill("One town, two spellings.");
  await button(page, "Merge them").click();
  await expect(errors(page)).toContainText("3 February 2001: Both have this day");
  await page
    .getByRole("group", { name: "3 February 2001" })
    .getByLabel(/From the one that goes.*Failed: Theirs/)
    .check();
  await button(page, "Merge them").click();
  await done(page, "Merged:");

  await page.goto(desk("places/alfa/merge?into=alpha"));
  await page.getByLabel("How do you know").fill("One town, two spellings.");
  await button(page, "Merge them").click();
  await done(page, "Merged:");
  await expect(page.getByLabel("Other spellings")).toHaveValue("Alfa Town; Альфа Таун");

  await page.goto(`${server.url}/en/corridors/alfa-to-beta/${DATE}`);
  await page
    .getByRole("main")
    .getByRole("link", { name: /Alphatown.*Betaville/ })
    .last()
    .click();
  await expect(page).toHaveURL(`${server.url}/en/corridors/alpha-to-beta/${DATE}`);
  await expect(page.getByRole("main")).toContainText("Theirs.");
  const csv = async (name: string) => (await fetch(`${server.url}/data/${name}.csv`)).text();
  expect(await csv("corridors")).toContain('"alpha-to-beta"');
  expect((await csv("claims")).match(/"alpha-to-beta"/g)).toHaveLength(2);
});

test("the lists and forms fit a phone, in both languages, and pass axe", async ({ browser }) => {
  const page = await as(browser, "edda");
  for (const locale of ["en", "uk"])
    for (const path of [
      "corridors",
      "parties",
      "sources",
      "places/alpha",
      "sources/report-1",
      "parties/relief/merge",
      "places/new",
    ]) {
      await page.setViewportSize({ width: 390, height: 844 });
      await page.goto(`${server.url}/${locale}/desk/${path}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
      if (locale === "en") expect(await violations(page), path).toEqual([]);
    }
});
