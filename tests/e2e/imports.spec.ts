import { type Browser, expect, type Page } from "@playwright/test";
import { saveDay } from "@/lib/commands/corridor-days";
import { openStore, type Store } from "@/lib/data/client";
import { LOOKS, test, violations } from "@/tests/support/browsing";
import { fileOf } from "@/tests/support/imports";
import { startOwnServer } from "@/tests/support/own-server";
import { PASSWORD, storePerson } from "@/tests/support/people";
import { by, dayForm, layGround, placeForm, yes } from "@/tests/support/record";
import type { TestServer } from "@/tests/support/server";

// Files into the record. Nothing in this record happened.
let server: TestServer;
test.describe.configure({ timeout: 120_000, mode: "serial" });
test.beforeAll(async () => {
  server = await startOwnServer(test.info().project.name);
  await inStore(async (store) => {
    const twin = { nameEn: "Twinford", nameUk: "Твінфорд" };
    const places = [
      placeForm("alpha"),
      placeForm("beta"),
      placeForm("twinford-north", twin),
      placeForm("twinford-south", twin),
    ];
    await layGround(store, { places });
    await storePerson(store, "edda", "editor", new Date());
    await yes(saveDay(by(store), { day: dayForm({ noteEn: "As first told." }), baseRevision: 0 }));
  });
});
test.afterAll(() => server.stop());

async function inStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(server.databaseUrl);
  return work(store).finally(() => store.close());
}

/** A browser in which the editor has signed in, at the page for files. */
async function atImports(browser: Browser, options: { javaScriptEnabled?: boolean; width?: number } = {}) {
  const { width, ...more } = options;
  const context = await browser.newContext({ ...more, ...(width && { viewport: { width, height: 800 } }) });
  const page = await context.newPage();
  await page.goto(`${server.url}/en/sign-in`);
  await page.getByLabel("Name").fill("edda");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(/\/desk/);
  await page.goto(`${server.url}/en/desk/imports`);
  return page;
}

const file = (name: string, text: string | Buffer) => ({
  name,
  mimeType: "text/csv",
  buffer: typeof text === "string" ? Buffer.from(text) : text,
});
async function send(page: Page, ...files: ReturnType<typeof file>[]) {
  await page.getByLabel("CSV files").setInputFiles(files);
  await page.getByRole("button", { name: "Read the files" }).click();
}
const expectNoViolations = async (page: Page) => {
  expect(await violations(page)).toEqual([]);
  const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(wide).toBeLessThanOrEqual(shown);
};

const TABLE = [
  "Day;From;To;Result;Links;Who says;Comment",
  "2001-02-01;Alpha;Beta;successful;https://reports.example/a | https://reports.example/b;alpha-council;Cars passed.",
  "2001-02-02;Twinford;Beta;failed;https://reports.example/c;south-army;Turned back.",
  "2001-02-02;Nowhere;Beta;failed;https://reports.example/d;south-army;Turned back.",
].join("\r\n");

test("somebody else's table is explained once, asked about, and imported without JavaScript", async ({ browser }) => {
  const page = await atImports(browser, { javaScriptEnabled: false });
  await send(page, file("sheet.csv", TABLE));
  await expect(page.getByRole("heading", { name: "What the columns of sheet.csv mean" })).toBeVisible();
  await expect(page.getByRole("combobox", { name: "From", exact: true })).toHaveValue("origin");
  await page.getByRole("combobox", { name: "Who says" }).selectOption("claimant");
  await page.getByRole("button", { name: "Keep this, and show the rows" }).click();

  // the word of the file is none of ours: its rows are problems until somebody says what it means
  await expect(page.getByRole("row", { name: /^2 / })).toContainText("Problem");
  await page.getByRole("link", { name: /Change what the columns/ }).click();
  await page.getByLabel("successful").selectOption("held");
  await page.getByRole("button", { name: "Keep this, and show the rows" }).click();
  await expect(page.getByRole("row", { name: /^2 / })).toContainText("New");
  await expect(page.getByRole("row", { name: /^2 / })).toContainText("Also adds source");

  await page.getByLabel("Which place is “Twinford”?").selectOption("twinford-south");
  await page.getByRole("button", { name: "Keep these choices" }).click();
  await expect(page.getByRole("row", { name: /^3 / })).toContainText("corridor twinford-south-to-beta");
  await expect(page.getByRole("row", { name: /^4 / })).toContainText("No place on record is called “Nowhere”");

  await page.getByLabel(/Leave out the rows with problems/).check();
  await page.getByRole("button", { name: "Import as one change" }).click();
  await expect(page.getByRole("status")).toContainText("Imported as one change");
  await page.getByRole("link", { name: /take it back as a whole/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const board = await (await fetch(`${server.url}/en/corridors/alpha-to-beta/2001-02-01`)).text();
  expect(board).toContain("Cars passed.");

  // the header is known by now
  await page.goto(`${server.url}/en/desk/imports`);
  await send(page, file("again.csv", TABLE));
  await expect(page.getByRole("row", { name: /^2 / })).toContainText("Identical");
  await expect(page.getByText("for another file with the same header")).toBeVisible();
  await expect(page.getByText("status: “successful” as held")).toBeVisible();
});

test("one of our own files shows what would change, from what to what, and imports it", { tag: LOOKS }, async ({
  browser,
}) => {
  const page = await atImports(browser, { width: 390 });
  await expectNoViolations(page);
  await send(page, file("again.csv", TABLE));
  await expectNoViolations(page);
  await page.getByRole("link", { name: /Change what the columns/ }).click();
  await expect(page.getByLabel("successful")).toHaveValue("held");
  await expectNoViolations(page);
  await page.goto(`${server.url}/en/desk/imports`);
  const days = await inStore((store) => fileOf(store, "corridor-days"));
  await send(page, file("corridor-days.csv", days.replace("As first told.", "As told later.")));
  await expect(page.getByText("Computed by the record, and read past: corridor_day")).toBeVisible();
  await page.getByRole("link", { name: "Changed: 1" }).click();
  await expect(page.getByRole("row", { name: /note_en/ })).toContainText("from As first told. to As told later.");
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Import as one change" }).click();
  await expect(page.getByRole("status")).toContainText("Imported as one change");
  expect(await (await fetch(`${server.url}/en/corridors/alpha-to-beta/2001-02-03`)).text()).toContain("As told later.");
});

test("a file that cannot be read is refused in words, a large one is read whole", { tag: LOOKS }, async ({
  browser,
}) => {
  const page = await atImports(browser);
  const refused = page.getByRole("alert").filter({ hasText: /\w/ });
  await send(page, file("cut.csv", 'party,name,name_uk,kind,side\nx,X,"Х'));
  await expect(refused).toContainText("cut.csv: The file is cut off");
  await expectNoViolations(page);
  await send(page, file("table.xlsx", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0])));
  await expect(refused).toContainText("This is no text file");
  // more than any other form may have
  const rows = Array.from({ length: 20_000 }, (_, i) => `p-${i},${"Name ".repeat(60)}${i},Н ${i},agency,`);
  await send(page, file("parties.csv", `party,name,name_uk,kind,side\n${rows.join("\n")}\n`));
  await expect(page.getByRole("link", { name: /^All: 20,000/ })).toBeVisible();
  await expect(page.getByText("Page 1 of 200")).toBeVisible();
  await page.getByRole("button", { name: "Throw this upload away" }).click();
  await expect(page.getByRole("heading", { name: "Latest uploads" })).toBeVisible();

  const strange = await fetch(`${server.url}/en/desk/imports/upload`, {
    method: "POST",
    body: new FormData(),
    redirect: "manual",
  });
  expect(strange.status).toBe(303);
});
