import { type Browser, expect, type Page } from "@playwright/test";
import { openStore } from "@/lib/data/client";
import { test, violations } from "@/tests/support/browsing";
import { startOwnServer } from "@/tests/support/own-server";
import { PASSWORD, storePerson } from "@/tests/support/people";
import {
  claimForm,
  corridorForm,
  dayForm,
  layGround,
  partyForm,
  placeForm,
  publishDay,
  sourceForm,
} from "@/tests/support/record";
import type { TestServer } from "@/tests/support/server";

// A server of its own with a made-up record: six corridors out of towns called a to f.
let server: TestServer;
const TOWNS = ["a-town", "b-town", "c-town", "d-town", "e-town", "f-town"];
const slug = (town: string) => `${town}-to-haven`;

test.describe.configure({ timeout: 180_000 });
test.beforeAll(async () => {
  server = await startOwnServer(test.info().project.name);
  const store = openStore(server.databaseUrl);
  await layGround(store, {
    places: [...TOWNS, "haven"].map((place) => placeForm(place)),
    corridors: TOWNS.map((town) => corridorForm(town, "haven")),
    parties: [partyForm("north", "north"), partyForm("alpha-council", "north")],
    sources: [sourceForm("report-1"), sourceForm("report-2")],
  });
  const announced = claimForm({ kind: "announcement", outcome: "" });
  for (const date of ["2001-02-03", "2001-02-04", "2001-02-05"])
    await publishDay(store, dayForm({ corridor: slug("a-town"), date, noteEn: "As published." }));
  await publishDay(
    store,
    dayForm({ corridor: slug("b-town"), date: "2001-02-03", status: "announced", claims: [announced] }),
  );
  await storePerson(store, "edda", "editor", new Date());
  await storePerson(store, "olha", "editor", new Date());
  await storePerson(store, "cora", "contributor", new Date());
  await store.close();
});
test.afterAll(() => server.stop());

async function signIn(page: Page, name: string): Promise<void> {
  await page.goto(`${server.url}/en/sign-in`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
}

/** A browser of its own in which that person has signed in and opened the sheet of a day. */
async function sheet(browser: Browser, name: string, date: string, options: { javaScriptEnabled?: boolean } = {}) {
  const page = await (await browser.newContext(options)).newPage();
  await signIn(page, name);
  await page.goto(`${server.url}/en/desk?date=${date}`);
  return page;
}

const row = (page: Page, town: string) => page.locator(`tr[id="${slug(town)}"]`);
const cell = (page: Page, town: string, label: string) => row(page, town).getByLabel(new RegExp(`^${label},`));
const press = (page: Page, town: string, name: string) =>
  row(page, town)
    .getByRole("button", { name: new RegExp(`^${name}`) })
    .click();
/** What came back stands in the line below the row. */
const answer = (page: Page, town: string) => row(page, town).locator("+ tr.row-answer");
const stored = async (entry: string) => {
  const store = openStore(server.databaseUrl);
  const day = await store.read.corridorDay.findUnique({ where: { id: entry }, include: { claims: true } });
  await store.close();
  return day;
};

test("logs a day of six corridors from two reports with the keyboard alone", async ({ browser }) => {
  const page = await sheet(browser, "edda", "2001-02-06");
  const { keyboard } = page;
  const focused = () => page.evaluate(() => document.activeElement?.id);
  const tabTo = async (id: string | RegExp) => {
    for (let i = 0; i < 150; i++) {
      await keyboard.press("Tab");
      if ((await focused())?.match(id)) return;
    }
    throw new Error(`${id} is not reached with Tab`);
  };

  // down the column of statuses, each typed by its first letters
  await tabTo(`${slug("a-town")}.status`);
  for (const town of TOWNS) {
    expect(await focused()).toBe(`${slug(town)}.status`);
    await keyboard.type("fail");
    await keyboard.press("Enter");
  }
  // the arrows go to the notes; one is taken back, two are typed
  await keyboard.press("ArrowUp");
  await keyboard.press("ArrowDown");
  for (let i = 0; i < 4; i++) await keyboard.press("ArrowRight");
  expect(await focused()).toBe(`${slug("f-town")}.noteEn`);
  await keyboard.type("Typed by mistake");
  await keyboard.press("Escape");
  await expect(cell(page, "f-town", "Note in English")).toHaveValue("");
  await keyboard.type("Nobody got through.");
  await keyboard.press("Enter");
  for (const town of [...TOWNS].reverse()) {
    await page.locator(`[id="${slug(town)}.noteEn"]`).focus();
    await keyboard.press("Control+Enter");
    await expect(answer(page, town)).toContainText("Add a claim that reports this outcome");
    // beside the row it says that without a source this is a draft only: kept as one, and gone on with
    await tabTo(/./);
    while (!(await page.evaluate(() => (document.activeElement as HTMLButtonElement).value === "draft")))
      await keyboard.press("Tab");
    await keyboard.press("Enter");
    await expect(row(page, town)).toContainText("Kept as a draft");
  }
  expect(await stored(`${slug("f-town")}/2001-02-06`)).toBeNull();

  for (const [i, town] of TOWNS.entries()) {
    await row(page, town).getByRole("link", { name: "Open the draft" }).focus();
    await keyboard.press("Enter");
    await page.waitForURL(/\/desk\/days\//);
    await tabTo("claims.0.kind");
    await keyboard.type("Outc");
    await tabTo("claims.0.claimant");
    await keyboard.type("alpha");
    await tabTo("claims.0.outcome");
    await keyboard.type("fail");
    await tabTo("claims.0.summaryEn");
    await keyboard.type("Says nobody got through.");
    await tabTo("claims.0.source");
    // the first three corridors from one report, the others from the other
    await keyboard.press("ArrowDown");
    if (i >= 3) await keyboard.press("ArrowDown");
    await keyboard.press("Control+Enter");
    await expect(page.getByRole("status").filter({ hasText: "Published" })).toBeVisible();
  }
  const days = await Promise.all(TOWNS.map((town) => stored(`${slug(town)}/2001-02-06`)));
  expect(days.map((day) => day?.status)).toEqual(TOWNS.map(() => "failed"));
  expect(new Set(days.map((day) => day?.sourceSlugs)).size).toBe(2);
  expect(days.at(-1)?.noteEn).toBe("Nobody got through.");
});

test("two editors who change different fields of one day are both kept and told; of the same, the second decides", async ({
  browser,
}) => {
  const entry = `${slug("a-town")}/2001-02-03`;
  const edda = await sheet(browser, "edda", "2001-02-03");
  const olha = await sheet(browser, "olha", "2001-02-03");
  await cell(olha, "a-town", "Note in Ukrainian").fill("Від Ольги.");
  await cell(olha, "a-town", "Why do you change it[?]").fill("Translated");
  await press(olha, "a-town", "Publish");
  await expect(row(olha, "a-town")).toContainText("Saved. Readers see it.");

  // different fields
  await cell(edda, "a-town", "Note in English").fill("By Edda.");
  await cell(edda, "a-town", "Why do you change it[?]").fill("Put right");
  await press(edda, "a-town", "Publish");
  await expect(answer(edda, "a-town")).toContainText("Both kept");
  await expect(answer(edda, "a-town")).toContainText("Note in Ukrainian");
  await expect(answer(edda, "a-town")).toContainText("by olha");
  await expect(cell(edda, "a-town", "Note in Ukrainian")).toHaveValue("Від Ольги.");
  expect(await stored(entry)).toMatchObject({
    noteEn: "By Edda.",
    noteUk: "Від Ольги.",
    claims: [{ kind: "outcome" }],
  });

  // the same field
  await cell(olha, "a-town", "Note in English").fill("By Olha.");
  await cell(olha, "a-town", "Why do you change it[?]").fill("Mine");
  await press(olha, "a-town", "Publish");
  const compared = answer(olha, "a-town").getByRole("row", { name: /Note in English/ });
  await expect(compared).toContainText("By Edda.");
  await expect(compared).toContainText("By Olha.");
  await expect(row(olha, "a-town")).toContainText("Somebody else changed the same");
  expect(await stored(entry)).toMatchObject({ noteEn: "By Edda." });
  await answer(olha, "a-town").getByRole("button", { name: "Publish mine over it" }).click();
  await expect(row(olha, "a-town")).toContainText("Saved. Readers see it.");
  expect(await stored(entry)).toMatchObject({ noteEn: "By Olha." });

  // the same field, and the other's is taken
  await cell(edda, "a-town", "Note in English").fill("By Edda, too late.");
  await cell(edda, "a-town", "Why do you change it[?]").fill("Mine");
  await press(edda, "a-town", "Publish");
  await answer(edda, "a-town").getByRole("button", { name: "Take what is there" }).click();
  await expect(cell(edda, "a-town", "Note in English")).toHaveValue("By Olha.");
});

test("a row typed without a connection is sent when it is back; after the session ended it survives the next sign-in, and signing out leaves nothing", async ({
  browser,
}) => {
  const page = await sheet(browser, "edda", "2001-02-04");
  const note = cell(page, "a-town", "Note in English");
  await page.context().setOffline(true);
  await note.fill("Typed without a connection.");
  await cell(page, "a-town", "Why do you change it[?]").fill("A later report");
  await press(page, "a-town", "Publish");
  await expect(row(page, "a-town")).toContainText("No connection: kept in this browser");
  await page.context().setOffline(false);
  await expect(row(page, "a-town")).toContainText("Saved. Readers see it.");
  expect(await stored(`${slug("a-town")}/2001-02-04`)).toMatchObject({ noteEn: "Typed without a connection." });

  await note.fill("Typed before the session ended.");
  await cell(page, "a-town", "Why do you change it[?]").fill("One more");
  const store = openStore(server.databaseUrl);
  await store.transaction((tx) => tx.session.updateMany({ data: { revokedAt: new Date() } }));
  await store.close();
  await press(page, "a-town", "Publish");
  await expect(answer(page, "a-town")).toContainText("Your session has ended");
  // leaving warns, and the person leaves
  const warned = page.waitForEvent("dialog");
  const left = page.goto(`${server.url}/en/sign-in`);
  const dialog = await warned;
  expect(dialog.type()).toBe("beforeunload");
  await dialog.accept();
  await left;
  await signIn(page, "edda");
  await page.goto(`${server.url}/en/desk?date=2001-02-04`);
  await expect(note).toHaveValue("Typed before the session ended.");
  await expect(row(page, "a-town")).toContainText("Not saved yet");
  await press(page, "a-town", "Publish");
  await expect(row(page, "a-town")).toContainText("Saved. Readers see it.");
  expect(await stored(`${slug("a-town")}/2001-02-04`)).toMatchObject({ noteEn: "Typed before the session ended." });

  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("desk.rows.")));
  await note.fill("Left behind");
  expect(await kept()).toHaveLength(1);
  page.once("dialog", (leaving) => leaving.accept());
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("status").filter({ hasText: /signed out/i })).toBeVisible();
  await expect.poll(kept).toEqual([]);
});

test("without JavaScript each row is a form of its own, and a contributor keeps drafts", async ({ browser }) => {
  const edda = await sheet(browser, "edda", "2001-02-05", { javaScriptEnabled: false });
  await cell(edda, "a-town", "Note in English").fill("By hand.");
  await press(edda, "a-town", "Publish");
  await expect(answer(edda, "a-town")).toContainText("Say why you change it");
  await expect(cell(edda, "a-town", "Note in English")).toHaveValue("By hand.");
  await cell(edda, "a-town", "Why do you change it[?]").fill("Put right");
  await press(edda, "a-town", "Publish");
  await expect(row(edda, "a-town")).toContainText("Saved. Readers see it.");
  expect(await stored(`${slug("a-town")}/2001-02-05`)).toMatchObject({ noteEn: "By hand.", status: "held" });

  const cora = await sheet(browser, "cora", "2001-02-05", { javaScriptEnabled: false });
  await expect(cora.getByRole("button", { name: /^Publish/ })).toHaveCount(0);
  await cell(cora, "b-town", "Status").selectOption("held");
  await press(cora, "b-town", "Keep as draft");
  await expect(row(cora, "b-town")).toContainText("Kept as a draft");
  await expect(row(cora, "b-town").getByRole("link", { name: "Open the draft" })).toBeVisible();
});

test("an hour in a note is held up beside the row with its reason, and saved by whoever means it", async ({
  browser,
}) => {
  const page = await sheet(browser, "edda", "2001-02-04");
  await cell(page, "a-town", "Note in English").fill("People left at 10:30.");
  await cell(page, "a-town", "Why do you change it[?]").fill("A later report");
  await press(page, "a-town", "Publish");
  await expect(answer(page, "a-town")).toContainText("“10:30” reads like an hour or a street");
  expect((await stored(`${slug("a-town")}/2001-02-04`))?.noteEn).not.toContain("10:30");
  await answer(page, "a-town").getByRole("checkbox").check();
  await press(page, "a-town", "Publish");
  await expect(row(page, "a-town")).toContainText("Saved. Readers see it.");
  expect(await stored(`${slug("a-town")}/2001-02-04`)).toMatchObject({ noteEn: "People left at 10:30." });
});

test("what the day before announced stands on top, with the note of the last shift, accessible at every width", async ({
  browser,
}) => {
  const page = await sheet(browser, "edda", "2001-02-04");
  const queue = page.getByRole("region", { name: "1 corridor of the day before waits for a report" });
  await expect(queue.getByRole("link", { name: /B-TOWN/ })).toHaveAttribute("href", /b-town-to-haven\/2001-02-03$/);
  await page.getByLabel("A note for the next shift").fill("Report three is still to come.");
  await page.getByRole("button", { name: "Leave the note" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The note was left" })).toBeVisible();
  const cora = await sheet(browser, "cora", "2001-02-04");
  await expect(cora.getByRole("region", { name: "Handover" })).toContainText("Report three is still to come.");
  await expect(cora.getByRole("region", { name: "Handover" })).toContainText("edda");

  // with an answer below a row, where there is most to get wrong
  for (const [width, locale] of [
    [390, "uk"],
    [1280, "en"],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${server.url}/${locale}/desk?date=2001-02-04`);
    await row(page, "c-town").locator("select").first().selectOption("held");
    await row(page, "c-town").locator("button[value=publish]").click();
    await expect(answer(page, "c-town")).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await violations(page), String(width)).toEqual([]);
  }
});

test("what is typed before the page's script arrives stays as it was typed", async ({ browser }) => {
  const page = await sheet(browser, "edda", "2001-02-03");
  for (const path of [`desk/days/${slug("a-town")}/2001-02-05`, "desk?date=2001-02-05"]) {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const scripts = "**/_next/static/**/*.js";
    await page.route(scripts, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${server.url}/en/${path}`, { waitUntil: "commit" });
    const note = page.getByLabel(/^Note in Ukrainian/).first();
    await note.fill("Надруковано рано.");
    const text = page.getByLabel(/^Note in English/).first();
    await text.selectText();
    const takenOver = () => text.evaluate((area) => Object.keys(area).some((key) => key.startsWith("__react")));
    expect(await takenOver()).toBe(false);
    release();
    await expect.poll(takenOver).toBe(true);
    await page.keyboard.insertText("Instead.");
    await expect(text).toHaveValue("Instead.");
    await expect(note).toHaveValue("Надруковано рано.");
    await page.unroute(scripts);
    page.once("dialog", (leaving) => leaving.accept());
  }
});
