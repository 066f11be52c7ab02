import { expect, type Page } from "@playwright/test";
import { LOCALES, type Locale } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { test } from "@/tests/support/browsing";

/** A page of every kind that has a layout of its own. */
const PAGES: ((locale: Locale) => string)[] = [
  paths.board,
  (locale) => paths.corridors(locale),
  (locale) => paths.corridor(locale, "mariupol-to-not-stated"),
  (locale) => paths.corridorDay(locale, "not-stated-to-russia", "2022-03-07"),
  paths.map,
  (locale) => paths.blame(locale),
  paths.data,
];
const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
/** Styles of the reader's own, as a browser puts them in: no policy of ours forbids those. */
const readersStyles = (page: Page, css: string) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);

for (const locale of LOCALES) {
  test(`the answer of the board in ${locale} stands on the first screen of a phone`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(paths.board(locale));
    for (const group of await page.locator(".tally > li").all()) await expect(group.locator("b")).toBeInViewport();
  });

  test(`the board in ${locale} is one sheet of paper, and at most two with 40 corridors`, async ({ page, baseURL }) => {
    await page.goto(paths.board(locale));
    const sheets = async () => {
      const pdf = await page.pdf({ preferCSSPageSize: true });
      return pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
    };
    expect(await sheets()).toBe(1);
    await page.emulateMedia({ media: "print" });
    for (const shown of [".notice", "[data-as-of]", "h1", ".tally", ".age", ".corridor .status", ".foot"])
      await expect(page.locator(shown).first()).toBeVisible();
    await expect(page.getByText(`${baseURL}${paths.board(locale)}`, { exact: true })).toBeVisible();
    for (const hidden of [".bar", ".nav", ".legend"]) await expect(page.locator(hidden).first()).toBeHidden();
    // as long as a status of today is in either language
    await page.evaluate(() => {
      const row = document.querySelector(".corridor");
      const status = row?.querySelector(".status > span")?.firstChild;
      if (status) status.textContent = "Reported to have partly held so far on 26 November 2026, as of 12:00 (UTC+2)";
      for (let rows = document.querySelectorAll(".corridor").length; row && rows < 40; rows++)
        row.after(row.cloneNode(true));
    });
    expect(await page.locator(".corridor").count()).toBe(40);
    expect(await sheets()).toBeLessThanOrEqual(2);
  });
}

test("an entry on paper writes out where each of its claims comes from", async ({ page }) => {
  await page.goto(paths.corridorDay("en", "not-stated-to-russia", "2022-03-07"));
  const address = page.locator(".claim .paper").first();
  await expect(address).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(address).toBeVisible();
  await expect(address).toHaveText(/\/sources\/report-2022-03-07|^ ?https:/);
});

test("pages fit every screen, both directions of writing, and the reader's own spacing; lines stay short", async ({
  page,
}) => {
  test.slow();
  for (const at of PAGES) {
    const path = at("uk");
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(path);
    for (const wide of [320, 640, 960, 1280, 2560]) {
      await page.setViewportSize({ width: wide, height: 900 });
      expect(await width(page), `${path} at ${wide} px`).toBe(wide);
    }
    const longest = await page.evaluate(() => {
      let most = "";
      for (const block of document.querySelectorAll("main p, main dd, main .prose li, footer p")) {
        let line = "";
        let top = Number.NaN;
        const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
          for (let i = 0; i < (text.textContent?.length ?? 0); i++) {
            const range = document.createRange();
            range.setStart(text, i);
            range.setEnd(text, i + 1);
            const [box] = range.getClientRects();
            // white space at an end of a line, and what only a screen reader reads
            if (!box || box.width <= 1) continue;
            if (!(Math.abs(box.top - top) < 8)) line = "";
            top = box.top;
            line += text.textContent?.[i];
            if (line.length > most.length) most = line;
          }
        }
      }
      return most;
    });
    expect(longest.length, `${path}: ${longest}`).toBeLessThanOrEqual(75);

    await page.setViewportSize({ width: 320, height: 640 });
    await readersStyles(
      page,
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }",
    );
    expect(await width(page), `${path} with wide spacing`).toBe(320);
    await readersStyles(page, "");

    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    for (const wide of [320, 1280]) {
      await page.setViewportSize({ width: wide, height: 900 });
      expect(await width(page), `${path} from right to left at ${wide} px`).toBe(wide);
    }

    await page.setViewportSize({ width: 320, height: 640 });
    await page.evaluate(() => {
      const named = ".site-title, .corridor-title a, .claim-head a, .voices a, .matrix th a, .table a";
      for (const name of document.querySelectorAll(named)) name.textContent = "Ж".repeat(60);
    });
    expect(await width(page), `${path} with long names`).toBe(320);
  }
});

test("from right to left, the arrow of a corridor points the way people read", async ({ page }) => {
  await page.goto("/en");
  const arrow = page.locator("article .arrow").first();
  const ends = () =>
    arrow.evaluate((it) => {
      const [origin, destination] = [it.previousSibling, it.parentElement?.lastChild].map((node) => {
        const range = document.createRange();
        range.selectNode(node as Node);
        return range.getBoundingClientRect().left;
      });
      return { forwards: (origin ?? 0) < (destination ?? 0), mirrored: getComputedStyle(it).transform };
    });
  expect(await ends()).toEqual({ forwards: true, mirrored: "none" });
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  expect((await ends()).mirrored).toBe("matrix(-1, 0, 0, 1, 0, 0)");
});

test("in the reader's own colours every shape is drawn in them, and every cell and gap has an edge", async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto("/en");
  const drawn = await page.evaluate(() => {
    const css = (selector: string, name: string, pseudo?: string) =>
      getComputedStyle(document.querySelector(selector) as Element, pseudo).getPropertyValue(name);
    return {
      text: css("body", "color"),
      ground: css("html", "background-color"),
      held: css(".f-held", "fill"),
      failed: css(".s-failed", "stroke"),
      unknown: css(".s-unknown", "stroke"),
      cell: css(".bar a", "border-top-style"),
      gap: css(".bar > .gap:not(.long)", "border-top-style", "::after"),
    };
  });
  expect(drawn).toMatchObject({
    held: drawn.text,
    failed: drawn.text,
    unknown: drawn.text,
    cell: "solid",
    gap: "solid",
  });
  expect(drawn.text).not.toBe(drawn.ground);
});

test("the strip at the foot of the window hides nothing that has the focus", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/en");
  await page.locator("[data-say=newer]").evaluate((sentence: HTMLElement) => {
    sentence.hidden = false;
  });
  const hidden: string[] = [];
  const stops = await page.locator("main a:not([tabindex='-1']), main [tabindex='0'], footer a").count();
  for (let i = 0; i < Math.min(stops, 60); i++) {
    await page.keyboard.press("Tab");
    const under = await page.evaluate(() => {
      const strip = document.querySelector(".strip")?.getBoundingClientRect();
      const focused = document.activeElement;
      const box = focused?.getBoundingClientRect();
      if (!strip || !box || !focused || focused.closest(".strip, .foot")) return null;
      return box.bottom > strip.top + 1 ? focused.textContent : null;
    });
    if (under) hidden.push(under);
  }
  expect(hidden).toEqual([]);
});
