import { type Browser, expect, type Page } from "@playwright/test";
import { openStore } from "@/lib/data/client";
import type { Role } from "@/lib/domain/vocabulary";
import { LOOKS, test, violations } from "@/tests/support/browsing";
import { startOwnServer } from "@/tests/support/own-server";
import { PASSWORD, storePerson } from "@/tests/support/people";
import type { TestServer } from "@/tests/support/server";

// A server of its own, with the seed and nobody who could sign in.
let server: TestServer;

// Each test signs several people in and walks many pages; a busy machine needs its time for that.
test.describe.configure({ timeout: 180_000 });
test.beforeAll(async () => {
  server = await startOwnServer(test.info().project.name, { beginning: "seeded" });
});
test.afterAll(() => server.stop());

const CORRIDOR = "mariupol-to-zaporizhzhia";
const form = (date: string, locale = "en") => `${server.url}/${locale}/desk/days/${CORRIDOR}/${date}`;
const history = async (page: Page, date: string) => page.goto(`${form(date)}/history`);

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${server.url}/en/sign-in`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
}

/** A browser in which a person of that role has signed in; the person is made when nobody has the name yet. */
async function as(browser: Browser, name: string, role: Role, options: { javaScriptEnabled?: boolean } = {}) {
  const store = openStore(server.databaseUrl);
  if (!(await store.read.user.findUnique({ where: { name } }))) await storePerson(store, name, role, new Date());
  await store.close();
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await signIn(page, name);
  return page;
}

const claim = (page: Page, number: number) => page.getByRole("group", { name: `Claim ${number}`, exact: true });
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const errors = (page: Page) => page.getByRole("alert").filter({ hasText: /\w/ });

type Claim = { kind: string; claimant: string; addressee?: string; outcome?: string; summary: string; source?: string };
/** Fills one claim; the form has room for it. */
async function fill(page: Page, number: number, { kind, claimant, addressee, outcome, summary, source }: Claim) {
  const group = claim(page, number);
  await group.getByLabel("Kind of claim").selectOption(kind);
  await group.getByLabel("Who says it").selectOption(claimant);
  if (addressee) await group.getByLabel("Whom it is about").selectOption(addressee);
  if (outcome) await group.getByLabel("Outcome", { exact: true }).selectOption(outcome);
  await group.getByLabel("In your own words, English").fill(summary);
  if (source) await group.getByLabel("Source", { exact: true }).selectOption(source);
}

const FAILED: Claim = {
  kind: "outcome",
  claimant: "ukraine",
  outcome: "failed",
  summary: "Reports that nobody got through.",
  source: "report-2022-03-15",
};
const BLAME: Claim = {
  kind: "blame",
  claimant: "ukraine",
  addressee: "russia",
  summary: "Says Russia stopped the convoy.",
};
const COUNTER: Claim = {
  kind: "blame",
  claimant: "russia",
  addressee: "ukraine",
  summary: "Says Ukraine kept people in.",
};

/** A failed day with one claim, typed but not saved. */
async function typeFailedDay(page: Page, date: string, note: string): Promise<void> {
  await page.goto(form(date));
  await page.getByRole("radio", { name: /^Failed/ }).check();
  await page.getByLabel("Note in English").fill(note);
  await fill(page, 1, FAILED);
}

test("the first administrator logs a day with blame in both directions, and every surface shows it at once", async ({
  page,
}) => {
  const [link = ""] = (await server.run("admin-link")).match(/http\S+/) ?? [];
  await page.goto(link);
  await page.getByLabel("Name").fill("olha");
  await page.getByLabel("Password").fill(PASSWORD);
  await button(page, "Set password").click();
  await page.waitForURL(/sign-in/);
  await signIn(page, "olha");

  await page.goto(`${server.url}/en/desk?date=2022-03-15`);
  const row = page.getByRole("row", { name: /Mariupol.*Zaporizhzhia/ });
  await expect(row).toContainText("No entry");
  await row.getByRole("link", { name: /Log this day/ }).click();

  await page.getByRole("radio", { name: /^Failed/ }).check();
  await fill(page, 1, FAILED);
  await button(page, "Add a claim").click();
  await fill(page, 2, BLAME);
  await button(page, "Add a claim").click();
  await fill(page, 3, COUNTER);
  await claim(page, 3).getByLabel("In your own words, Ukrainian").fill("Каже, що Україна не випускала людей.");
  await button(page, "Publish").click();
  await expect(page.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
  await expect(row).toContainText("failed");
  await expect(row).toContainText("3 claims");

  await page.goto(`${server.url}/en/corridors/${CORRIDOR}/2022-03-15`);
  await expect(page.getByText(BLAME.summary)).toBeVisible();
  await expect(page.getByText(COUNTER.summary)).toBeVisible();
  await expect(page.getByText("olha")).toHaveCount(0);
  await page.goto(`${server.url}/uk/corridors/${CORRIDOR}/2022-03-15`);
  await expect(page.getByText("Каже, що Україна не випускала людей.")).toBeVisible();
  await page.goto(`${server.url}/en`);
  await expect(page.getByRole("main")).toContainText("15 March 2022");
  const csv = await (await fetch(`${server.url}/data/claims.csv?from=2022-03-15&to=2022-03-15`)).text();
  expect(csv).toMatch(/"blame","ukraine",.*"russia"/);
  expect(csv).toMatch(/"blame","russia",.*"ukraine"/);
});

test("a contributor's draft is seen by no reader, and an editor publishes it", async ({ browser }) => {
  const cora = await as(browser, "cora", "contributor");
  await typeFailedDay(cora, "2022-03-16", "Typed by a contributor.");
  await expect(button(cora, "Publish")).toHaveCount(0);
  await button(cora, "Keep as draft").click();
  await expect(cora.getByRole("status").filter({ hasText: "Kept as a draft" })).toBeVisible();
  await expect(cora.getByRole("link", { name: "Your draft" })).toBeVisible();
  const csv = () => fetch(`${server.url}/data/corridor-days.csv?from=2022-03-16&to=2022-03-16`).then((r) => r.text());
  expect(await csv()).not.toContain("contributor");

  const edda = await as(browser, "edda", "editor");
  await edda.goto(`${server.url}/en/desk/drafts`);
  await edda.getByRole("row", { name: /cora/ }).getByRole("link").click();
  await expect(edda.getByLabel("Note in English")).toHaveValue("Typed by a contributor.");
  await expect(claim(edda, 1).getByLabel("Kind of claim")).toHaveValue("outcome");
  await button(edda, "Publish").click();
  await expect(edda.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
  expect(await csv()).toContain("Typed by a contributor.");
  await cora.goto(`${server.url}/en/desk/drafts`);
  await expect(cora.getByText("No drafts wait.")).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with" : "without";
  const date = javaScriptEnabled ? "2022-03-17" : "2022-03-18";

  test(`a stale form is told what changed and loses nothing, ${how} JavaScript`, { tag: LOOKS }, async ({
    browser,
  }) => {
    const edda = await as(browser, "edda", "editor", { javaScriptEnabled });
    const olha = await as(browser, "olha", "admin", { javaScriptEnabled });
    await typeFailedDay(edda, date, "By Edda.");
    await typeFailedDay(olha, date, "By Olha.");
    await button(edda, "Publish").click();
    await expect(edda.getByRole("status").filter({ hasText: "Published" })).toBeVisible();

    // somebody was first
    await button(olha, "Publish").click();
    const compared = olha.getByRole("row", { name: /Note in English/ });
    await expect(compared).toContainText("By Edda.");
    await expect(compared).toContainText("By Olha.");
    await expect(olha.getByText(/^Saved .* by edda\.$/)).toBeVisible();
    await expect(olha.getByLabel("Note in English")).toHaveValue("By Olha.");
    await expect(claim(olha, 1).getByLabel("In your own words, English")).toHaveValue(FAILED.summary);
    await button(olha, "Publish mine over it").click();
    await expect(errors(olha)).toContainText("Say why you change it");
    await olha.getByLabel("Why do you change it?").fill("A later report");
    await button(olha, "Publish the change").click();
    await expect(olha.getByRole("status").filter({ hasText: "Published" })).toBeVisible();

    // a form that was open meanwhile: take what stands there
    await edda.goto(form(date));
    await olha.goto(form(date));
    await olha.getByLabel("Note in English").fill("By Olha, again.");
    await olha.getByLabel("Why do you change it?").fill("One more");
    await button(olha, "Publish the change").click();
    await expect(olha.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
    await edda.getByLabel("Note in English").fill("By Edda, too late.");
    await edda.getByLabel("Why do you change it?").fill("Mine");
    await button(edda, "Publish the change").click();
    await expect(errors(edda)).toContainText("Somebody saved a newer version");
    await button(edda, "Take what is there, drop mine").click();
    await expect(edda.getByLabel("Note in English")).toHaveValue("By Olha, again.");

    // different fields of one entry: neither undoes the other
    await edda.goto(form(date));
    await olha.goto(form(date));
    await olha.getByLabel("Note in Ukrainian").fill("Від Ольги.");
    await olha.getByLabel("Why do you change it?").fill("Translated");
    await button(olha, "Publish the change").click();
    await expect(olha.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
    await edda.getByLabel("Note in English").fill("By Edda, beside it.");
    await edda.getByLabel("Why do you change it?").fill("Put right");
    await button(edda, "Publish the change").click();
    await expect(edda.getByRole("row", { name: /Note in English/ })).toContainText("By Edda, beside it.");
    await expect(edda.getByRole("row", { name: /Note in Ukrainian/ })).toHaveCount(0);
    await button(edda, "Publish mine over it").click();
    await expect(edda.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
    await edda.goto(form(date));
    await expect(edda.getByLabel("Note in English")).toHaveValue("By Edda, beside it.");
    await expect(edda.getByLabel("Note in Ukrainian")).toHaveValue("Від Ольги.");

    await history(olha, date);
    await expect(olha.getByText(/edda \(Editor\)/).first()).toBeVisible();
    await expect(olha.getByText("Reason: A later report")).toBeVisible();
    const changed = olha.getByText("Note in English", { exact: true }).locator("+ dd").filter({ hasText: "By Olha" });
    await expect(changed.locator("ins").filter({ hasText: ", again" })).toBeVisible();
  });

  test(`a session that ended while somebody was typing costs nothing, ${how} JavaScript`, { tag: LOOKS }, async ({
    browser,
  }) => {
    const edda = await as(browser, "edda", "editor", { javaScriptEnabled });
    const other = javaScriptEnabled ? "2022-03-19" : "2022-03-20";
    await typeFailedDay(edda, other, "Typed before the session ended.");
    const store = openStore(server.databaseUrl);
    await store.transaction((tx) => tx.session.updateMany({ data: { revokedAt: new Date() } }));
    await store.close();
    await button(edda, "Publish").click();
    await expect(errors(edda)).toContainText("Your session has ended");
    await expect(edda.getByLabel("Note in English")).toHaveValue("Typed before the session ended.");
    const again = await edda.context().newPage();
    await signIn(again, "edda");
    await button(edda, "Publish").click();
    await expect(edda.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
  });
}

test("without JavaScript a report and a party are added on the way, claims are moved, and mistakes are named", {
  tag: LOOKS,
}, async ({ browser }) => {
  const edda = await as(browser, "edda", "editor", { javaScriptEnabled: false });
  await typeFailedDay(edda, "2022-03-21", "Two lines\nof note.");
  const first = claim(edda, 1);
  await first.getByText("A report that is not in the list").click();
  await first.getByLabel("Address of the report").fill("https://news.example.org/a?utm_source=x");
  await first.getByLabel("Publisher").fill("Example Gazette");
  await button(edda, "Add this report and choose it").click();
  await expect(first.getByLabel("Source", { exact: true })).toHaveValue("example-gazette");
  await first.getByText("A party that is not in the list").click();
  await first.getByLabel("Name in English").fill("Town council");
  await button(edda, "Add, as who says it").click();
  await expect(errors(edda)).toContainText("Claim 1, Name in Ukrainian: Fill this in.");
  await first.getByLabel("Name in Ukrainian").fill("Міська рада");
  await first.getByLabel("Kind of party").selectOption("authority");
  await button(edda, "Add, as who says it").click();
  await expect(first.getByLabel("Who says it")).toHaveValue("town-council");
  await expect(edda.getByLabel("Note in English")).toHaveValue("Two lines\nof note.");

  await button(edda, "Add a claim").click();
  await fill(edda, 2, { ...BLAME, addressee: undefined });
  await button(edda, "Publish").click();
  await expect(errors(edda)).toContainText("Claim 2, Whom it is about: Say whom the claimant blames.");
  const wrong = claim(edda, 2).getByLabel("Whom it is about");
  await expect(wrong).toHaveAttribute("aria-invalid", "true");
  await expect(wrong).toHaveAccessibleDescription(/Say whom the claimant blames/);
  await wrong.selectOption("russia");
  await button(edda, "Move up Claim 2").click();
  await expect(claim(edda, 1).getByLabel("Kind of claim")).toHaveValue("blame");
  await button(edda, "Publish").click();
  await expect(edda.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
});

test("a day can be logged with the keyboard alone", { tag: LOOKS }, async ({ browser }) => {
  const page = await as(browser, "edda", "editor");
  await page.goto(form("2022-03-22"));
  const tabTo = async (name: string) => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => (document.activeElement as HTMLInputElement | null)?.name)) === name) return;
    }
    throw new Error(`${name} is not reached with Tab`);
  };
  await tabTo("status");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowDown");
  await tabTo("claims.0.kind");
  await page.keyboard.type("Outc");
  await tabTo("claims.0.claimant");
  await page.keyboard.type("Ukraine");
  await tabTo("claims.0.outcome");
  await page.keyboard.type("fail");
  await tabTo("claims.0.summaryEn");
  await page.keyboard.type("Says nobody got through.");
  // a key that a form could take for "send": nothing is lost and nothing saved
  await tabTo("claims.0.source");
  await page.keyboard.press("ArrowDown");
  await tabTo("claims.0.sourcePlace");
  await page.keyboard.type("paragraph 2");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Nothing was saved yet: choose below.")).toBeVisible();
  await expect(page.getByLabel("Place in the source")).toHaveValue("paragraph 2");
  await page.getByLabel("Place in the source").press("Control+Enter");
  await expect(page.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
});

test("“nothing new” is one key for the ticked rows, and a button without JavaScript", { tag: LOOKS }, async ({
  browser,
}) => {
  const page = await as(browser, "edda", "editor");
  await page.goto(`${server.url}/en/desk?date=2022-03-14`);
  await expect(page.getByText("not checked")).toHaveCount(7);
  // the keys work once the page's script is there; until then they do nothing
  const ticked = page.locator('input[name="corridors"]:checked');
  await expect(async () => {
    if ((await ticked.count()) === 0) await page.keyboard.press("a");
    await expect(ticked).toHaveCount(7, { timeout: 500 });
  }).toPass();
  await page.keyboard.press("n");
  await expect(page.getByRole("status").filter({ hasText: "7 corridors marked as checked" })).toBeVisible();
  await expect(page.getByText("not checked")).toHaveCount(0);

  const plain = await as(browser, "edda", "editor", { javaScriptEnabled: false });
  await plain.goto(`${server.url}/en/desk?date=2022-03-13`);
  const row = plain.getByRole("row", { name: /Mariupol.*Zaporizhzhia/ });
  await row.getByRole("button", { name: /Checked, nothing new/ }).click();
  await expect(plain.getByText("1 corridor marked as checked")).toBeVisible();
  await expect(plain.getByText("not checked")).toHaveCount(6);
});

test("a corridor between new places, a claim about a region, and settings are saved from their forms", async ({
  browser,
}) => {
  const page = await as(browser, "olha", "admin");
  await page.goto(`${server.url}/en/desk/corridors/new`);
  for (const [place, uk, use] of [
    ["Testtown", "Тестмісто", "Add, as the place of departure"],
    ["Testville", "Тествіль", "Add, as the destination"],
  ] as const) {
    await page.getByText("A place that is not in the list").click();
    await page.getByLabel("Name in English").fill(place);
    await page.getByLabel("Name in Ukrainian").fill(uk);
    await page.getByLabel("Kind of place").selectOption("settlement");
    await page.getByLabel("Country", { exact: true }).fill("ukr");
    await page.getByLabel("Time zone").fill("Europe/Kyiv");
    await button(page, use).click();
    await expect(page.getByRole("status").filter({ hasText: `Added and chosen: ${place}` })).toBeVisible();
  }
  await button(page, "Add the corridor").click();
  await expect(page.getByRole("status").filter({ hasText: "The corridor was added" })).toBeVisible();
  await expect(page.getByRole("row", { name: /Testtown.*Testville/ })).toBeVisible();

  await page.goto(`${server.url}/en/desk/claims/new`);
  await page.getByLabel("What it is about").selectOption("region");
  await page.getByLabel("Region, city or country").selectOption("sumy-region");
  await page.getByLabel("Day, or first day of the period").fill("2022-03-10");
  await page.getByLabel("How the date is known", { exact: true }).selectOption("day");
  const group = page.getByRole("group", { name: "Claim", exact: true });
  await group.getByLabel("Kind of claim").selectOption("evacuees");
  await group.getByLabel("Who says it").selectOption("ukraine");
  await group.getByLabel("In your own words, English").fill("Counts the people who left.");
  await group.getByLabel("Source", { exact: true }).selectOption("report-2022-03-12");
  await group.getByText("A number in this claim").click();
  await group.getByLabel("Reported as").selectOption("about");
  await group.getByLabel("From", { exact: true }).fill("1 200");
  await group.getByLabel("To", { exact: true }).fill("1 300");
  await group.getByLabel("What is counted").selectOption("people");
  await button(page, "Publish").click();
  await expect(page.getByRole("status").filter({ hasText: "Readers see the claim" })).toBeVisible();
  expect(await (await fetch(`${server.url}/data/totals.csv`)).text()).toContain('1200,1300,"about"');

  await page.goto(`${server.url}/en/desk/settings`);
  await page.getByLabel("Time zone where no corridor gives one").fill("Kyiv");
  await page.getByLabel("Who publishes this site").fill("A small group");
  await button(page, "Save the settings").click();
  await expect(errors(page)).toContainText("Give a time zone like Europe/Kyiv.");
  await page.getByLabel("Time zone where no corridor gives one").fill("Europe/Kyiv");
  await button(page, "Save the settings").click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  await page.goto(`${server.url}/en`);
  await expect(page.getByText("A small group")).toBeVisible();
  await page.goto(`${server.url}/en/desk/settings`);
  await expect(page.getByRole("region", { name: "Last changes" })).toContainText("Who publishes this site");
});

test("a broken connection leaves the form as it is, and the same save twice is one", { tag: LOOKS }, async ({
  browser,
}) => {
  const page = await as(browser, "edda", "editor");
  await typeFailedDay(page, "2022-03-23", "Typed on a poor connection.");
  await page.context().setOffline(true);
  await button(page, "Publish").click();
  await expect(errors(page)).toContainText("The site could not be reached");
  await expect(page.getByLabel("Note in English")).toHaveValue("Typed on a poor connection.");
  await page.context().setOffline(false);
  await button(page, "Publish").click();
  await expect(page.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
  await history(page, "2022-03-23");
  await expect(page.getByRole("heading", { name: /^Version/ })).toHaveCount(1);
});

test("every screen is accessible, on a phone in Ukrainian and on a desk in English, and none is wider than the window", {
  tag: LOOKS,
}, async ({ browser }) => {
  const page = await as(browser, "olha", "admin");
  for (const [width, locale] of [
    [390, "uk"],
    [1280, "en"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    for (const path of [
      "?date=2022-03-15",
      `/days/${CORRIDOR}/2022-03-15`,
      `/days/${CORRIDOR}/2022-03-15/history`,
      "/drafts",
      "/corridors/new",
      "/claims/new",
      "/settings",
    ]) {
      await page.goto(`${server.url}/${locale}/desk${path}`);
      expect(await violations(page), path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
    }
  }
});
