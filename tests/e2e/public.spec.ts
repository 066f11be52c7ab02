import { expect } from "@playwright/test";
import { LOCALES, type Locale } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { test, violations } from "@/tests/support/browsing";
import { sentence } from "@/tests/support/sentences";

const MARIUPOL = "mariupol-to-not-stated";
/** Every kind of public page, as the seed fills it. */
const PAGES: Record<string, (locale: Locale) => string> = {
  board: paths.board,
  "a day": (locale) => paths.day(locale, "2022-03-12"),
  "a day without an entry": (locale) => paths.day(locale, "2022-03-01"),
  "the explorer": (locale) => paths.records(locale, "grade=single_source&q=mariupol"),
  "the explorer as a grid": (locale) => paths.records(locale, "status=held&view=grid"),
  "the corridors": (locale) => paths.corridors(locale),
  "a corridor": (locale) => paths.corridor(locale, MARIUPOL),
  "a corridor without a day": (locale) => paths.corridor(locale, "not-stated-to-mariupol-aid"),
  "an entry": (locale) => paths.corridorDay(locale, "not-stated-to-russia", "2022-03-07"),
  "no entry": (locale) => paths.corridorDay(locale, MARIUPOL, "2022-03-01"),
  "the map": paths.map,
  "who blames whom": (locale) => paths.blame(locale),
  "what one side says against another": (locale) => paths.blameSides(locale, "ukraine", "russia"),
  "what one party says against another": (locale) =>
    paths.blameParties(locale, "ukraine-intelligence", "russian-forces"),
  "a list of claims": (locale) => paths.claims(locale, "by-ukraine"),
  "the way back in time": (locale) => paths.past(locale),
  "a party": (locale) => paths.party(locale, "ukraine"),
  "the sources": paths.sources,
  "a source": (locale) => paths.source(locale, "report-2022-03-13"),
  "the method": paths.method,
  "the data": paths.data,
  "the API": paths.api,
};
const other = (locale: Locale): Locale => (locale === "en" ? "uk" : "en");

for (const locale of LOCALES)
  test(`every kind of page in ${locale} says what it is made of and is for everyone`, async ({ page, baseURL }) => {
    test.setTimeout(300_000);
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("request", (request) => {
      if (!request.url().startsWith(`${baseURL}/`)) said.push(`asked ${request.url()}`);
    });
    for (const [name, at] of Object.entries(PAGES))
      await test.step(name, async () => {
        await page.setViewportSize({ width: 1280, height: 720 });
        // every rule in each theme, one for each language: both have the same markup
        await page.emulateMedia({ colorScheme: locale === "en" ? "light" : "dark" });
        const answer = await page.goto(at(locale));
        expect(answer?.status()).toBe(200);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        await expect(page.locator("h1")).toHaveCount(1);
        await expect(page.getByText(sentence(locale, "notice.reports"))).toBeVisible();
        await expect(page.locator("footer").getByText(sentence(locale, "contact.none"))).toBeVisible();
        await expect(page.locator(`header a[hreflang="${other(locale)}"]`)).toHaveAttribute("href", at(other(locale)));
        expect(
          await page.locator('script:not([src^="/assets/"]):not([type="application/ld+json"]), [style]').count(),
        ).toBe(0);

        expect(await violations(page)).toEqual([]);

        await page.setViewportSize({ width: 320, height: 640 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
        expect(said).toEqual([]);
      });
  });

test("the board of an old record ends with its last day and says that nothing is about today", async ({ page }) => {
  await page.goto("/en");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("The record ends on 14 March 2022.");
  await expect(page.getByText("Nothing here is about today.")).toBeVisible();
  const held = page.getByRole("article").filter({ hasText: "Zaporizhzhia" });
  await expect(held).toContainText("Was reported to have held on 14 March 2022");
  await expect(held).toContainText("reported to have been passable, never “safe”");
  await expect(held.getByRole("link", { name: "14 March 2022: Held, One statement only" })).toHaveCount(1);
  await expect(page.locator(".live")).toHaveCount(0);
});

test("the board shows blame in both directions, and a total as one claim", async ({ page }) => {
  await page.goto("/en");
  const blame = page.getByRole("region", { name: "Who blames whom" });
  await expect(blame.locator(".sides > ul")).not.toHaveCount(1);
  await expect(blame.getByText("Blames Ukraine for the failure")).toBeVisible();
  await expect(blame.getByText("Accuses Russian forces")).toBeVisible();
  await expect(
    page.getByRole("region", { name: /^Totals/ }).getByText("about 13,000 people", { exact: true }),
  ).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a reader walks from the board to the report and back in the other language", async ({ page }) => {
    await page.goto("/uk");
    await page.getByRole("link", { name: "Маріуполь до Запоріжжя" }).first().click();
    await expect(page).toHaveURL(/\/uk\/corridors\/mariupol-to-zaporizhzhia$/);
    await page.getByRole("link", { name: /^14 березня 2022 року: Діяв/ }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Маріуполь");
    await page
      .getByRole("link", { name: /^Повідомлення, видавця не названо, 15 березня/ })
      .first()
      .click();
    await expect(page).toHaveURL(/\/uk\/sources\/report-2022-03-15$/);
    await page.getByRole("link", { name: "English" }).click();
    await expect(page).toHaveURL(/\/en\/sources\/report-2022-03-15$/);
    await expect(page.getByRole("heading", { name: "What it supports" })).toBeVisible();
  });

  for (const path of ["/en/corridors/nowhere", "/en/days/2022-02-31", "/en/parties/nobody", "/en/nothing", "/xx"]) {
    test(`${path} is an ordinary page with status 404`, async ({ page }) => {
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("This page does not exist");
      await expect(page.getByRole("link", { name: "Corridors" })).toBeVisible();
    });
  }
});

test("the keyboard reaches the content first, and every cell with an entry", async ({ page }) => {
  await page.goto("/en");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#content$/);
  const cell = page.locator(".bar a").first();
  await cell.focus();
  await expect(cell).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/en\/corridors\/[a-z-]+\/2022-03-\d\d$/);
});

test("each line of the map is a link that says its status and date, and the table can be reached past them", async ({
  page,
}) => {
  await page.goto("/en/map");
  await page.getByRole("link", { name: "Skip the map: go to the table" }).press("Enter");
  await expect(page.getByRole("heading", { name: "The same in a table" })).toBeFocused();
  const name = "Mariupol to Zaporizhzhia, Evacuation: Was reported to have held on 14 March 2022";
  await page.getByRole("link", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/en\/corridors\/mariupol-to-zaporizhzhia$/);
});

test("search engines are told of every page that the navigation leads to, but not of questions to the record", async ({
  page,
  request,
}) => {
  const listed = await (await request.get(paths.sitemap)).text();
  for (const locale of LOCALES) {
    await page.goto(paths.board(locale));
    const links = page.getByRole("banner").getByRole("navigation").getByRole("link");
    const places = await links.evaluateAll((all) =>
      all.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
    );
    expect(places).toContain(paths.blame(locale));
    for (const place of places) expect(listed.includes(`${place}</loc>`), place).toBe(place !== paths.records(locale));
  }
});

test("the address without a language follows Accept-Language", async ({ request }) => {
  for (const [accepted, locale] of [
    ["uk-UA,uk;q=0.9,en;q=0.8", "uk"],
    ["de,en;q=0.5,uk;q=0.4", "en"],
    ["fr", "en"],
  ] as const) {
    const answer = await request.get("/", { headers: { "accept-language": accepted }, maxRedirects: 0 });
    expect([answer.status(), answer.headers().location]).toEqual([307, `/${locale}`]);
    expect(answer.headers().vary).toMatch(/accept-language/i);
  }
});

for (const locale of LOCALES) {
  test(`the brief in ${locale} fits into one message and dates every status`, async ({ request }) => {
    const answer = await request.get(paths.brief(locale));
    expect(answer.headers()["content-type"]).toBe("text/plain; charset=utf-8");
    const text = await answer.text();
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1000);
    const rows = text.split("\n").filter((line) => line.startsWith("- "));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toContain("2022");
  });
}
