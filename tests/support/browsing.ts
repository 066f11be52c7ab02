import AxeBuilder from "@axe-core/playwright";
import { test as base, type Page } from "@playwright/test";

/** Tag of a test of what does not depend on the database: how pages look, fit and are gone through. It runs on SQLite only. */
export const LOOKS = "@looks";

/** A browser test. What it opened is closed after it: a page that stays open goes on asking for news and takes time from others. */
export const test = base.extend<{ closing: undefined }>({
  closing: [
    async ({ browser }, use) => {
      await use(undefined);
      for (const context of browser.contexts()) await context.close();
    },
    { auto: true },
  ],
});

/** What axe complains of on a page. How it looks does not depend on the database: on PostgreSQL nothing is looked for. */
export async function violations(page: Page): Promise<string[]> {
  if (test.info().project.name === "postgresql") return [];
  const { violations } = await new AxeBuilder({ page })
    // the size of targets is not among the default rules yet
    .options({ resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })
    // otherwise its parts are put together on a second page: we have no frames of other sites
    .setLegacyMode()
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/** Has a page of the site arrive with another text than the site's; what the page then asks in the background is not touched. */
export async function arriving(page: Page, path: string, change: (html: string) => string): Promise<void> {
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() === "HEAD") return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
}

/** A page whose day does not end while a test lets hours pass, whatever the hour in which it runs. */
export const lasting = (html: string): string =>
  html.replace(/data-until="[^"]+"/, 'data-until="2100-01-01T00:00:00.000Z"');

/** A page of an earlier version than the site has by now. */
export const outdated = (html: string): string =>
  lasting(html).replace(/data-version="[^"]+"/, 'data-version="an-earlier-one"');
