import http from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "@playwright/test";
import { LOCALES } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { arriving, outdated, test, violations } from "@/tests/support/browsing";

// What other sites may take of ours, seen from such a site: another origin, with a page of its own.
const SLUG = "mariupol-to-zaporizhzhia";
let elsewhere: http.Server;
let page = "";

test.beforeAll(async () => {
  elsewhere = http.createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(page);
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
});
test.afterAll(() => new Promise((resolve) => elsewhere.close(resolve)));

test("another site shows the badge and the frame, reads the feed, and frames no other page", async ({
  page: tab,
  baseURL,
}) => {
  page = `<!DOCTYPE html><title>Elsewhere</title>
    <img src="${baseURL}${paths.badge("en", SLUG)}" alt="badge">
    <iframe id="ours" src="${baseURL}${paths.embed("en", SLUG)}" width="280" height="400"></iframe>
    <iframe id="board" src="${baseURL}${paths.board("en")}"></iframe>`;
  await tab.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);

  const badge = tab.getByAltText("badge");
  await expect.poll(() => badge.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(400);

  const frame = tab.frameLocator("#ours");
  await expect(frame.getByText("No current report; last: held, 14 March 2022")).toBeVisible();
  expect(await frame.locator("html").evaluate((html) => html.scrollWidth - html.clientWidth)).toBe(0);

  const board = await tab.locator("#board").elementHandle();
  await expect.poll(async () => (await board?.contentFrame())?.url()).toMatch(/^chrome-error:/);

  const read = (path: string) =>
    tab.evaluate(
      (url) =>
        fetch(url).then(
          (answer) => answer.status,
          () => "refused",
        ),
      `${baseURL}${path}`,
    );
  expect(await read(paths.feedJson)).toBe(200);
  expect(await read(paths.board("en"))).toBe("refused");

  await frame.getByRole("link", { name: "Who says so" }).click();
  await expect(tab).toHaveURL(`${baseURL}${paths.corridor("en", SLUG)}`);
});

for (const locale of LOCALES) {
  test(`the frame in ${locale} is for everyone`, async ({ page: tab }) => {
    await tab.setViewportSize({ width: 280, height: 400 });
    for (const colorScheme of ["light", "dark"] as const) {
      await tab.emulateMedia({ colorScheme });
      await tab.goto(paths.embed(locale, SLUG));
      expect(await violations(tab)).toEqual([]);
      expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(280);
    }
  });
}

test("a frame that stands open says that there is a newer version, and how old it is while the site cannot be reached", async ({
  page: tab,
  context,
}) => {
  await tab.clock.install();
  await arriving(tab, paths.embed("en", SLUG), outdated);
  await tab.goto(paths.embed("en", SLUG));
  for (const say of ["old", "newer", "over"]) await expect(tab.locator(`[data-say=${say}]`)).toBeHidden();
  await context.setOffline(true);
  await tab.clock.fastForward("06:00");
  await expect(tab.locator("[data-say=old]")).toContainText("This page was last renewed 5 minutes ago.");
  await context.setOffline(false);
  // the question that it asks at once may come too early
  await expect(async () => {
    await tab.clock.fastForward("01:00");
    await expect(tab.locator("[data-say=newer]")).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(tab.locator("[data-say=old]")).toBeHidden();
});

test("a slug that nobody uses has no feed, badge, frame or picture", async ({ request }) => {
  const nowhere = "nowhere-to-nowhere";
  const all = [
    paths.corridorFeed(nowhere),
    ...LOCALES.flatMap((locale) => [
      paths.badge(locale, nowhere),
      paths.embed(locale, nowhere),
      paths.corridorPicture(locale, nowhere),
    ]),
    // this site has named no contact
    paths.securityTxt,
  ];
  for (const path of all) expect((await request.get(path)).status(), path).toBe(404);
  const picture = await request.get(paths.corridorPicture("uk", SLUG));
  expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/png"]);
});
