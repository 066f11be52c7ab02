import { expect } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { paths } from "@/lib/paths";
import { test } from "@/tests/support/browsing";

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a question goes from the board to a list, a grid and a file with the same days", async ({ page, request }) => {
    await page.goto(paths.board("en"));
    await page.getByLabel("Corridor, place or note").fill("МАРІУПОЛЬ");
    await page.getByRole("button", { name: "Find" }).click();
    await expect(page).toHaveURL(/\/en\/records\?q=/);
    await expect(page.getByLabel("Corridor, place or note")).toHaveValue("МАРІУПОЛЬ");
    const everything = await page.getByRole("row").count();

    await page.getByRole("checkbox", { name: "Held", exact: true }).check();
    await page.getByLabel("To day").fill("2022-03-31");
    await page.getByRole("button", { name: "Show" }).click();
    const rows = page.locator("tbody tr");
    await expect(page.getByRole("heading", { name: "One corridor day fits" })).toBeVisible();
    await expect(rows).toHaveCount(1);
    expect(everything).toBeGreaterThan(2);
    await expect(rows).toContainText("Was reported to have held on 14 March 2022");
    const days = await rows
      .getByRole("rowheader")
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => (link.getAttribute("href") ?? "").replace("/en/corridors/", "")));

    await page.getByLabel("a grid of corridors and days").check();
    await page.getByRole("button", { name: "Show" }).click();
    const cells = page.locator(".bar .entry:not(.other) a");
    expect(
      await cells.evaluateAll((links) =>
        links.map((link) => (link.getAttribute("href") ?? "").replace("/en/corridors/", "")),
      ),
    ).toEqual(days);

    const file = await request.get(
      (await page.getByRole("link", { name: "corridor-days.csv" }).getAttribute("href")) ?? "",
    );
    const read = parse(await file.text(), { columns: true }) as { corridor_day: string }[];
    expect(read.map((row) => row.corridor_day)).toEqual(days);

    await page.getByRole("link", { name: "Remove Status" }).click();
    await expect(page.getByRole("checkbox", { name: "Held", exact: true })).not.toBeChecked();
  });

  test("what is wrong is said beside its field, and stays there", async ({ page }) => {
    await page.goto(`${paths.records("uk")}?status=open&from=2022&utm_source=x`);
    await expect(page.getByText("«open» тут не існує.")).toBeVisible();
    const from = page.locator("#from");
    await expect(from).toHaveValue("2022");
    await expect(from).toHaveAccessibleDescription("«2022» — не дата; пишіть так: 2022-03-12.");
    await expect(page.locator("tbody tr")).toHaveCount(0);
  });
});
