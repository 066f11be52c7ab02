import { type Browser, expect, type Page } from "@playwright/test";
import { saveSettings } from "@/lib/commands/settings";
import { openStore, type Store } from "@/lib/data/client";
import { test, violations } from "@/tests/support/browsing";
import { startOwnServer } from "@/tests/support/own-server";
import { PASSWORD, storePerson } from "@/tests/support/people";
import { by, CORRIDOR, DATE, layGround, publishDay, yes } from "@/tests/support/record";
import type { TestServer } from "@/tests/support/server";

// A change on its way through review, correction, revert and redaction. Nothing in this record happened.
let server: TestServer;
const ENTRY = `${CORRIDOR}/${DATE}`;

test.describe.configure({ timeout: 60_000, mode: "serial" });
test.beforeAll(async () => {
  server = await startOwnServer(test.info().project.name);
  await inStore(async (store) => {
    await layGround(store);
    await publishDay(store);
    const admin = await storePerson(store, "olha", "admin", new Date());
    await storePerson(store, "edda", "editor", new Date());
    await storePerson(store, "cyra", "contributor", new Date());
    await yes(saveSettings(by(store, { actor: admin }), { reviewContributor: "all" }));
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
const note = (page: Page) => page.getByLabel("Note in English");
const desk = (path: string) => `${server.url}/en/desk${path}`;

/** Everything that a stranger can read of the day: the page, the files, the feed. */
async function readers(): Promise<string> {
  const paths = [`/en/corridors/${ENTRY}`, "/data/corridor-days.csv", "/data/revisions.csv", "/feed.json"];
  return (await Promise.all(paths.map((path) => fetch(server.url + path).then((answer) => answer.text())))).join("\n");
}

test("a change goes through review, correction, revert and redaction, and readers see what they may at each step", async ({
  browser,
}) => {
  const contributor = await as(browser, "cyra", { javaScriptEnabled: false });
  await contributor.goto(desk(`/days/${ENTRY}`));
  await expect(contributor.getByText("waits for another person’s review first")).toBeVisible();
  await note(contributor).fill("Rain, says Nobody Inparticular.");
  await contributor.getByLabel(/^Why/).fill("a later report");
  await button(contributor, "Hand in for review").click();
  await expect(done(contributor)).toContainText("Nothing is published until another person approves it.");
  await expect(contributor.getByText("Another person has to decide on it.")).toBeVisible();
  expect(await readers()).not.toContain("Inparticular");

  const editor = await as(browser, "edda");
  await expect(editor.getByRole("link", { name: "Suggestions (1)" })).toBeVisible();
  await editor.goto(desk("/suggestions"));
  await region(editor, "Waiting for a review").getByRole("row").nth(1).getByRole("link").first().click();
  const shown = region(editor, "What it would change");
  await expect(shown.getByRole("insertion")).toContainText("Rain");
  await expect(shown.getByRole("term").filter({ hasText: "Source" }).first()).toBeVisible();
  await editor.getByLabel("Comment").first().fill("Which road?");
  await button(editor, "Send back").click();
  await expect(done(editor)).toContainText("Sent back");

  await contributor.goto(desk("/suggestions"));
  await region(contributor, "Your own").getByRole("row").nth(1).getByRole("link").first().click();
  await expect(contributor.getByText("Which road?")).toBeVisible();
  await contributor.getByRole("link", { name: "Change it and hand it in again" }).click();
  await expect(note(contributor)).toHaveValue("Rain, says Nobody Inparticular.");
  await note(contributor).fill("Rain on both roads, says Nobody Inparticular.");
  await button(contributor, "Hand in for review").click();
  await expect(done(contributor)).toContainText("Handed in.");

  await editor.goto(desk("/suggestions"));
  await region(editor, "Waiting for a review").getByRole("row").nth(1).getByRole("link").first().click();
  await button(editor, "Approve and publish").click();
  await expect(done(editor)).toContainText("Approved");
  const published = await readers();
  expect(published).toContain("Rain on both roads");
  for (const internal of ["cyra", "edda", "Which road?"]) expect(published).not.toContain(internal);

  await editor.goto(desk(`/days/${ENTRY}`));
  await note(editor).fill("Snow, says Nobody Inparticular.");
  await editor.getByLabel(/^Why/).fill("it was snow");
  await button(editor, "Publish the change").click();
  await expect(done(editor)).toContainText("Published.");
  expect(await readers()).toContain("Snow, says");

  await editor.goto(desk(`/entries/corridor_day/${ENTRY}`));
  await region(editor, /^Revert version/)
    .getByLabel("Reason")
    .fill("it was rain after all");
  await button(editor, "Revert this version").click();
  await expect(done(editor)).toContainText("Reverted.");
  const page = await fetch(`${server.url}/data/corridor-days.csv`).then((answer) => answer.text());
  expect(page).toContain("Rain on both roads");
  expect(page).not.toContain("Snow");

  const admin = await as(browser, "olha");
  await admin.goto(desk(`/entries/corridor_day/${ENTRY}`));
  const redact = region(admin, "Remove a text for good");
  await redact.getByLabel("Or a passage (optional)").fill("Nobody Inparticular");
  await redact.getByLabel("Reason").fill("It named a private person.");
  await button(admin, "Remove for good").click();
  await expect(done(admin)).toContainText("Removed");
  const left = await readers();
  expect(left).not.toContain("Inparticular");
  expect(left).toContain("Rain on both roads");
});

test("a row of the sheet that is reviewed says that it waits, and the record stays", async ({ browser }) => {
  const page = await as(browser, "cyra");
  await page.goto(`${server.url}/en/desk?date=${DATE}`);
  const row = page.locator(`tr[id="${CORRIDOR}"]`);
  await row.getByLabel(/^Note in English,/).fill("Hail.");
  await row.getByLabel(/^Why do you change it/).fill("a fourth report");
  await row.getByRole("button", { name: /^Hand in for review/ }).click();
  await expect(row).toContainText("Waits for another person’s review. Not published.");
  expect(await readers()).not.toContain("Hail.");
});

test("the pages of the review work at 390 px and pass axe", async ({ browser }) => {
  const contributor = await as(browser, "cyra");
  await contributor.goto(desk(`/days/${ENTRY}`));
  await note(contributor).fill("Wind.");
  await contributor.getByLabel(/^Why/).fill("a third report");
  await button(contributor, "Hand in for review").click();
  await expect(done(contributor)).toContainText("Handed in.");
  const own = contributor.url().split("?")[0] ?? "";
  const editor = await as(browser, "edda");
  for (const [page, path] of [
    [contributor, own],
    [editor, own],
    [editor, desk("/suggestions")],
    [editor, own.replace("/en/", "/uk/")],
  ] as const) {
    await page.setViewportSize({ width: 390, height: 800 });
    await page.goto(path);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
});

test("who comes too late to decide is told so, keeps what was typed, and finds the way back", async ({ browser }) => {
  const late = await as(browser, "edda");
  await late.goto(desk("/suggestions"));
  await region(late, "Waiting for a review").getByRole("row").nth(1).getByRole("link").first().click();
  const plain = await as(browser, "edda", { javaScriptEnabled: false });
  await plain.goto(late.url());
  const admin = await as(browser, "olha");
  await admin.goto(late.url());
  await admin.getByLabel("Comment").last().fill("No source.");
  await button(admin, "Turn down").click();
  await expect(done(admin)).toContainText("Turned down.");

  await late.getByLabel("Comment").first().fill("Which road?");
  await button(late, "Send back").click();
  await expect(late.getByRole("alert").filter({ hasText: /\w/ })).toHaveText(
    "Somebody has decided on this suggestion already.",
  );
  await expect(late.getByLabel("Comment").first()).toHaveValue("Which road?");
  await button(plain, "Approve and publish").click();
  for (const page of [late, plain]) {
    await page.goto(page.url());
    await expect(done(page)).toContainText("This suggestion has been decided on, or was withdrawn.");
    await page.getByRole("main").getByRole("link", { name: "Suggestions", exact: true }).click();
    await expect(page.getByRole("heading", { name: "Suggestions" })).toBeVisible();
  }
});
