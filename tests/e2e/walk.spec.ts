import { expect, type Locator, type Page } from "@playwright/test";
import type { Locale } from "@/lib/domain/vocabulary";
import { test } from "@/tests/support/browsing";
import { sentence } from "@/tests/support/sentences";

/** How a reader uses what is on a page. */
type Hand = {
  follow(what: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
};

const MOUSE: Hand = {
  follow: (what) => what.click(),
  write: (field, text) => field.fill(text),
};

/** Only keys: Tab until something has the focus, arrows within a bar of days. */
function keyboard(page: Page): Hand {
  const reach = async (what: Locator) => {
    await expect(what).toBeVisible();
    const focused = () => what.evaluate((element) => element === document.activeElement);
    for (let i = 0; i < 300 && !(await focused()); i++) {
      const inSameBar = await what.evaluate((element) => {
        const bar = element.closest(".bar");
        return bar?.contains(document.activeElement) ?? false;
      });
      await page.keyboard.press(inSameBar ? "ArrowLeft" : "Tab");
    }
    expect(await focused()).toBe(true);
  };
  return {
    async follow(what) {
      await reach(what);
      await page.keyboard.press("Enter");
    },
    async write(field, text) {
      await reach(field);
      await page.keyboard.type(text);
    },
  };
}

/** What the walk finds by its words. The place is typed in the other alphabet. */
const WORDS: Record<Locale, { typed: string; corridor: RegExp; day: RegExp; status: string; report: RegExp }> = {
  en: {
    typed: "запоріжжя",
    corridor: /^Mariupol to Zaporizhzhia$/,
    day: /^14 March 2022: Held/,
    status: "Was reported to have held on 14 March 2022",
    report: /15 March 2022/,
  },
  uk: {
    typed: "zaporizhzhia",
    corridor: /^Маріуполь до Запоріжжя$/,
    day: /^14 березня 2022 року: Діяв/,
    status: "14 березня 2022",
    report: /15 березня 2022/,
  },
};

/** From what stands on the board today to what this site said of one claim at an earlier instant, and back. */
async function walk(page: Page, locale: Locale, { follow, write }: Hand): Promise<void> {
  const words = WORDS[locale];
  const main = page.getByRole("main");
  await page.goto(`/${locale}`);
  await follow(
    page
      .getByRole("navigation")
      .getByRole("link", { name: sentence(locale, "nav.records"), exact: true })
      .first(),
  );

  await expect(page).toHaveURL(new RegExp(`/${locale}/records$`));
  await write(main.getByRole("searchbox"), words.typed);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]q=/);
  await follow(main.getByRole("link", { name: words.corridor }).first());

  await expect(page).toHaveURL(new RegExp(`/${locale}/corridors/mariupol-to-zaporizhzhia$`));
  await follow(main.locator(".bar").getByRole("link", { name: words.day }));

  await expect(page).toHaveURL(/\/2022-03-14$/);
  await expect(main.getByText(words.status).first()).toBeVisible();
  const claim = main.locator("li.claim").first();
  const key = await claim.getAttribute("id");
  await follow(claim.getByRole("link", { name: words.report }).first());

  await expect(page).toHaveURL(/\/sources\/report-2022-03-15$/);
  const supported = main.locator(`[id="${key}"]`);
  await expect(supported).toBeVisible();
  await follow(supported.getByRole("link", { name: words.corridor }).first());

  await expect(page).toHaveURL(/\/corridors\/mariupol-to-zaporizhzhia\/2022-03-14$/);
  const history = page.getByRole("region", { name: sentence(locale, "history.title") });
  await follow(history.getByRole("link", { name: sentence(locale, "history.after") }).first());

  await expect(page).toHaveURL(new RegExp(`/${locale}/at/[^/]+/corridors/mariupol-to-zaporizhzhia/2022-03-14$`));
  const band = page.locator(".past.band");
  await expect(band).toBeVisible();
  await expect(main.getByText(words.status).first()).toBeVisible();
  await follow(band.getByRole("link").first());
  await expect(page).toHaveURL(new RegExp(`/${locale}/corridors/mariupol-to-zaporizhzhia/2022-03-14$`));
  await expect(page.locator(".past.band")).toHaveCount(0);
}

test("a reader goes from the board back in time with a mouse", async ({ page }) => {
  await walk(page, "en", MOUSE);
});

test("a reader goes from the board back in time with the keyboard alone", async ({ page }) => {
  await walk(page, "en", keyboard(page));
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a reader goes from the board back in time", async ({ page }) => {
    await walk(page, "en", MOUSE);
  });
});

test.describe("on the smallest phone", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("a reader goes from the board back in time in Ukrainian, and nothing is wider than the screen", async ({
    page,
  }) => {
    const wide: string[] = [];
    page.on("load", async () => {
      const width = await page.evaluate(() => document.documentElement.scrollWidth).catch(() => 320);
      if (width > 320) wide.push(page.url());
    });
    await walk(page, "uk", MOUSE);
    expect(wide).toEqual([]);
  });
});
