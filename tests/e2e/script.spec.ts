import { statSync } from "node:fs";
import path from "node:path";
import { expect, type Page, type Response } from "@playwright/test";
import { LOCALES } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { arriving, lasting, outdated, test, violations } from "@/tests/support/browsing";
import { sentence } from "@/tests/support/sentences";

const CORRIDOR = paths.corridor("en", "mariupol-to-not-stated");
const SAID = { old: "[data-say=old]", newer: "[data-say=newer]", over: "[data-say=over]" };
const HOUR = 3_600_000;

/** Whatever the browser complains of: errors, and what the policy refused. */
let complaints: string[];
test.beforeEach(({ page }) => {
  complaints = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // a browser that is offline says so of every request
    if (!message.text().includes("ERR_INTERNET_DISCONNECTED")) complaints.push(message.text());
  });
});
test.afterEach(() => expect(complaints).toEqual([]));

/** What the page asks the site in the background, answered by the site itself. */
const question = (page: Page) => page.waitForResponse((response) => response.request().method() === "HEAD");
/** On a busy machine the site may say that it could not renew its page, which is no answer. */
const isKept = (response: Response) => "x-kept-page" in response.headers();
/** Lets time pass until the page has asked the site and got an answer. */
async function answerTo(page: Page, later: string): Promise<Response> {
  let answer: Response | undefined;
  const hear = (response: Response) => {
    if (response.request().method() === "HEAD" && !isKept(response)) answer = response;
  };
  page.on("response", hear);
  await page.clock.fastForward(later);
  await expect(async () => {
    // while the page still reads its last answer, the time that passes is counted from then
    if (!answer) await page.clock.fastForward("01:01");
    expect(answer).toBeDefined();
  }).toPass();
  page.off("response", hear);
  return answer as unknown as Response;
}
const saysNothing = async (page: Page) => {
  for (const selector of Object.values(SAID)) await expect(page.locator(selector)).toBeHidden();
};

test.describe("a page left open", () => {
  test.beforeEach(async ({ page, request }) => {
    for (const locale of LOCALES) {
      await arriving(page, paths.board(locale), lasting);
      // on a busy machine the site may show the last good page for a moment, and that one has a newer version
      await expect
        .poll(async () => (await request.get(paths.board(locale))).headers()["x-kept-page"], { timeout: 20_000 })
        .toBeUndefined();
    }
  });

  test("asks quietly whether it is still what the site says, and says nothing while it is", async ({ page }) => {
    await page.clock.install();
    await page.goto("/en");
    await saysNothing(page);
    for (const later of ["01:01", "02:00:00"]) {
      expect((await answerTo(page, later)).status()).toBe(304);
      await saysNothing(page);
    }
  });

  for (const [locale, ago] of [
    ["en", "last renewed 10 minutes ago"],
    ["uk", "востаннє оновлено 10 хвилин тому"],
  ] as const) {
    test(`says in ${locale} how old it is while the site cannot be reached, and offers to load it again`, async ({
      page,
      context,
    }) => {
      const clock = () => page.evaluate(() => Date.now());
      let kept = false;
      page.on("response", (response) => {
        kept ||= isKept(response);
      });
      // it asks by itself as soon as it is told that it can, and again soon where that came too early
      const back = async () => {
        const from = await clock();
        await context.setOffline(false);
        await expect(async () => {
          await page.clock.fastForward("00:11");
          await expect(page.locator(SAID.old)).toBeHidden({ timeout: 500 });
        }).toPass();
        if (!kept) expect((await clock()) - from).toBeLessThan(45_000);
        await saysNothing(page);
      };
      await page.clock.install();
      await page.goto(paths.board(locale));
      await context.setOffline(true);
      await page.clock.fastForward("04:00");
      await saysNothing(page);
      await page.clock.fastForward("08:00");
      await expect(page.locator(SAID.old)).toContainText(ago);
      await back();
      await context.setOffline(true);
      const unanswered = page.waitForEvent("requestfailed");
      await page.clock.fastForward("05:00:00");
      await unanswered;
      await expect(page.locator(SAID.old)).toContainText(locale === "en" ? "5 hours ago" : "5 годин тому");
      const again = page.getByRole("link", { name: sentence(locale, "script.load") });
      await expect(again).toHaveAttribute("href", paths.board(locale));
      await back();
    });
  }

  test("is loaded again by the link that it offers once it is old", async ({ page }) => {
    await page.clock.install();
    await page.goto(paths.board("en"));
    let away = true;
    await page.route(`**${paths.board("en")}`, (route) => {
      if (away && route.request().method() === "HEAD") return route.abort("internetdisconnected");
      away = false;
      return route.continue();
    });
    await page.clock.fastForward("12:00");
    await expect(page.locator(SAID.old)).toBeVisible();
    await page.evaluate(() => document.documentElement.setAttribute("data-before", ""));
    await page.getByRole("link", { name: sentence("en", "script.load") }).click();
    await expect(page.locator("html[data-before]")).toHaveCount(0);
    await expect(page).toHaveURL(paths.board("en"));
    await saysNothing(page);
  });

  test("says that there is a newer version, and does not change by itself", async ({ page }) => {
    await page.clock.install();
    await arriving(page, "/en", (html) =>
      outdated(html).replace("Nothing here is about today.", "What it said before."),
    );
    await page.goto("/en");
    expect((await answerTo(page, "01:01")).status()).toBe(200);
    await expect(page.locator(SAID.newer)).toBeVisible();
    await expect(page.getByText("What it said before.")).toBeVisible();
    let asked = 0;
    page.on("request", () => asked++);
    await page.clock.fastForward("30:00");
    expect(asked).toBe(0);
  });

  test("says that its day is over, and no status looks live any more", async ({ page, context }) => {
    // this one has the end of its day
    await page.unrouteAll();
    await page.clock.install();
    await page.goto("/en");
    await page
      .locator(".status")
      .first()
      .evaluate((status) => status.classList.add("live"));
    const frame = () => page.locator(".live").evaluate((status) => getComputedStyle(status).borderTopColor);
    expect(await frame()).not.toBe("rgba(0, 0, 0, 0)");
    await context.setOffline(true);
    await page.clock.fastForward("25:00:00");
    await expect(page.locator(SAID.over)).toBeVisible();
    await expect(page.locator(SAID.old)).toBeHidden();
    expect(await frame()).toBe("rgba(0, 0, 0, 0)");
    expect(await violations(page)).toEqual([]);
  });

  for (const hours of [3, -3]) {
    test(`on a device whose clock is ${hours} hours off is not taken for old, nor for young once it is old`, async ({
      page,
      context,
    }) => {
      await page.clock.install({ time: Date.now() + hours * HOUR });
      const answered = question(page);
      await page.goto("/en");
      await answered;
      await page.clock.fastForward("00:15");
      await saysNothing(page);
      await context.setOffline(true);
      await page.clock.fastForward("10:00");
      await expect(page.locator(SAID.old)).toContainText("10 minutes ago");
    });
  }

  test("takes neither another site's answer nor an unrenewed page for a proof that it is current", async ({ page }) => {
    await page.clock.install();
    await page.goto("/en");
    let headers: Record<string, string> = { date: new Date().toUTCString() };
    await page.route("**/en", (route) => route.fulfill({ status: 200, headers }));
    await page.clock.fastForward("06:00");
    await expect(page.locator(SAID.old)).toContainText("5 minutes ago");
    headers = { ...headers, etag: 'W/"x"', "x-kept-page": "not renewed" };
    const answered = question(page);
    await page.clock.fastForward("10:00");
    await answered;
    await expect(page.locator(SAID.old)).toContainText("15 minutes ago");
    await expect(page.locator(SAID.newer)).toBeHidden();
  });

  test("asks nothing while nobody looks, and at once when somebody does", async ({ page }) => {
    await page.clock.install();
    await page.goto("/en");
    let asked = 0;
    page.on("request", (request) => {
      if (request.method() === "HEAD") asked++;
    });
    const look = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, "hidden", { value, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await look(true);
    await page.clock.fastForward("01:00:00");
    expect(asked).toBe(0);
    const answered = question(page);
    await look(false);
    await answered;
    expect(asked).toBe(1);
  });
});

test.describe("the bar of days", () => {
  const focused = (page: Page) => page.locator(":focus");
  const day = (page: Page, bar: number, index: number) =>
    page.locator(".bar").nth(bar).locator("li > a, li.gap").nth(index);
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };

  test("is one stop of the Tab key", async ({ page }) => {
    await page.goto("/en");
    const bars = page.locator(".bar");
    expect(await bars.count()).toBeGreaterThan(2);
    for (const bar of await bars.all()) await expect(bar.locator('[tabindex="0"]')).toHaveCount(1);
    await page.locator(".bar").first().locator('[tabindex="0"]').focus();
    await press(page, "Tab");
    expect(await page.locator(".bar").first().locator(":focus").count()).toBe(0);
    await press(page, "Shift+Tab");
    expect(await page.locator(".bar").first().locator(":focus").count()).toBe(1);
  });

  test("is walked by day, week and corridor, to its ends, and a day is opened with Enter", async ({ page }) => {
    await page.goto("/en");
    const start = page.locator(".bar").first().locator('a[tabindex="0"]');
    const last = (await page.locator(".bar").first().locator("li").count()) - 1;
    await start.focus();
    await press(page, "End");
    await expect(day(page, 0, last)).toBeFocused();
    await press(page, "ArrowRight");
    await expect(day(page, 0, last)).toBeFocused();
    await press(page, "PageUp");
    await expect(day(page, 0, last - 7)).toBeFocused();
    await press(page, "PageDown", "ArrowLeft", "ArrowLeft", "ArrowDown");
    await expect(day(page, 1, last - 2)).toBeFocused();
    await expect(page.locator(".keys")).toBeVisible();
    // three weeks without an entry are one stop, and a week from it is a week from its end
    await press(page, "ArrowUp", "Home");
    await expect(focused(page)).toHaveText("13 February – 6 March 2022: no entry, 22 days");
    await press(page, "ArrowDown");
    await expect(day(page, 1, 0)).toBeFocused();
    await press(page, "PageDown");
    await expect(day(page, 1, 7)).toBeFocused();
    await press(page, "PageUp", "ArrowUp");
    await expect(day(page, 0, 0)).toBeFocused();
    await expect(page.locator(".bar").first().locator('[tabindex="0"]')).toHaveCount(1);
    expect(await violations(page)).toEqual([]);
    const link = page.locator(".bar a").first();
    await link.focus();
    await press(page, "Enter");
    await expect(page).toHaveURL(/\/corridors\/[a-z-]+\/2022-03-\d\d$/);
  });

  test("follows the direction of writing", async ({ page }) => {
    await page.goto("/en");
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    await page.locator(".bar").first().locator('[tabindex="0"]').focus();
    await press(page, "Home", "ArrowLeft");
    await expect(day(page, 0, 1)).toBeFocused();
    await press(page, "ArrowRight");
    await expect(day(page, 0, 0)).toBeFocused();
    const [first, second] = [await day(page, 0, 0).boundingBox(), await day(page, 0, 1).boundingBox()];
    expect(first!.x).toBeGreaterThan(second!.x);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
  });

  for (const locale of LOCALES) {
    test(`names every day in ${locale} by its date, its status and how well that is evidenced`, async ({ page }) => {
      await page.goto(paths.board(locale));
      for (const bar of await page.locator(".bar").all()) {
        for (const name of await bar.getByRole("link").evaluateAll((days) => days.map((it) => it.ariaLabel)))
          expect(name).toMatch(/^.*2022.*: [^,]+, [^,]+/);
        await expect(bar.locator("li.long")).toHaveText(
          locale === "en" ? /: no entry, 22 days$/ : /: немає запису, 22 дні$/,
        );
        const gaps = await bar
          .locator("li.gap:not(.long)")
          .evaluateAll((days) => days.map((it) => it.querySelector(".sr")?.textContent));
        for (const name of gaps)
          expect(name).toMatch(locale === "en" ? /^\d+ \w+: No entry$/ : /^\d+ \S+: Немає запису$/);
      }
      await page.locator('.bar [tabindex="0"]').first().focus();
      await expect(focused(page)).toHaveAttribute("aria-label", /.+/);
    });
  }
});

test.describe("the theme", () => {
  const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const choose = (page: Page, name: string) => page.getByRole("radio", { name, exact: true }).check();

  for (const device of ["light", "dark"] as const) {
    test(`of a device in the ${device} is followed until the reader chooses, on every page and in every tab`, async ({
      page,
      context,
    }) => {
      await page.emulateMedia({ colorScheme: device });
      await page.goto("/en");
      const [light, dark] = ["rgb(255, 255, 255)", "rgb(20, 25, 30)"];
      expect(await paper(page)).toBe(device === "light" ? light : dark);
      await expect(page.getByRole("radio", { name: "As on this device" })).toBeChecked();
      await choose(page, device === "light" ? "Dark" : "Light");
      expect(await paper(page)).toBe(device === "light" ? dark : light);
      await page.goto(CORRIDOR);
      expect(await paper(page)).toBe(device === "light" ? dark : light);
      expect(await violations(page)).toEqual([]);
      const tab = await context.newPage();
      await tab.emulateMedia({ colorScheme: device });
      await tab.goto("/uk");
      expect(await paper(tab)).toBe(device === "light" ? dark : light);
      await choose(page, "As on this device");
      expect(await paper(page)).toBe(device === "light" ? light : dark);
      await page.emulateMedia({ media: "print" });
      expect(await paper(page)).toBe(light);
    });
  }

  test("is there before anything is drawn", async ({ page }) => {
    await page.addInitScript(() => {
      localStorage.setItem("theme", "dark");
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        Object.assign(window, { atFirst: document.documentElement.dataset.theme });
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto("/en");
    expect(await page.evaluate(() => (window as unknown as { atFirst: string }).atFirst)).toBe("dark");
    const blocking = page.locator("script:not([type=module]):not([async]):not([defer])");
    expect(await blocking.evaluateAll((all) => all.map((it) => it.getAttribute("src")))).toEqual([
      expect.stringMatching(/^\/assets\/theme\.js\?v=/),
    ]);
  });

  test("may be chosen where nothing can be stored", async ({ page }) => {
    await page.addInitScript(() =>
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new Error("no");
        },
      }),
    );
    await page.goto("/en");
    await choose(page, "Dark");
    expect(await paper(page)).toBe("rgb(20, 25, 30)");
  });
});

test("nothing moves, with reduced motion or without it", async ({ page }) => {
  for (const reducedMotion of ["reduce", "no-preference"] as const) {
    await page.emulateMedia({ reducedMotion });
    await page.goto("/en");
    const moving = await page.evaluate(
      () =>
        [...document.querySelectorAll("*")].filter((element) => {
          const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
          return animationName !== "none" || transitionDuration !== "0s" || scrollBehavior !== "auto";
        }).length,
    );
    expect(moving).toBe(0);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page offers nothing that would not work, and every day is a link of its own", async ({ page }) => {
    await page.goto("/en");
    await saysNothing(page);
    await expect(page.locator(".keys")).toBeHidden();
    await expect(page.getByRole("radio")).toHaveCount(0);
    await expect(page.locator("[tabindex]")).toHaveCount(0);
    await page.locator(".bar a").first().focus();
    await expect(page.locator(".keys")).toBeHidden();
  });
});

test("the scripts are small, and a browser that has them asks for them once", async ({ page, request }) => {
  const files = ["theme.js", "page.mjs"].map((name) => path.resolve(import.meta.dirname, "../../public/assets", name));
  const [theme, script] = files.map((file) => statSync(file).size) as [number, number];
  expect(theme).toBeLessThanOrEqual(300);
  expect(theme + script).toBeLessThanOrEqual(7000);
  await page.goto("/en");
  const sources = await page.locator("script").evaluateAll((all) => all.map((it) => it.getAttribute("src")!));
  expect(sources).toHaveLength(2);
  for (const source of sources) {
    const headers = (await request.get(source)).headers();
    expect(headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(headers["content-type"]).toMatch(/^(?:text|application)\/javascript/);
    expect((await request.get(source.replace(/\?.*/, ""))).headers()["cache-control"]).toMatch(/max-age=0/);
  }
});
