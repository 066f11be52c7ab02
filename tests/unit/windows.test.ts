import { expect, it } from "vitest";
import { type Ask, windowsOf } from "@/lib/data/windows";

/** What the windows say of dates, where the database finds these edges. */
async function windows(edges: string[], ends: { from?: string; to?: string }, newestFirst = false): Promise<string[]> {
  const said: string[] = [];
  const ask: Ask = async () => {
    const edge = edges.shift();
    return edge ? [[edge]] : [];
  };
  for await (const { sql, values } of windowsOf(ask, "days", ends, newestFirst))
    said.push(
      values.reduce<string>((text, value) => text.replace("?", String(value)), sql).replaceAll('d."date" ', ""),
    );
  return said;
}

// of two bounds at one end SQLite enters the index by one, and asks every row from there on for the other
it.each([
  [
    "from the oldest on",
    false,
    [">= 2001-01-01 AND <= 2001-02-01", "> 2001-02-01 AND <= 2001-03-01", "> 2001-03-01 AND <= 2001-12-31"],
  ],
  [
    "from the newest on",
    true,
    ["<= 2001-12-31 AND >= 2001-02-01", "< 2001-02-01 AND >= 2001-03-01", "< 2001-03-01 AND >= 2001-01-01"],
  ],
])("parts what lies between two dates into windows with one bound at either end, %s", async (_, newestFirst, said) => {
  const found = await windows(["2001-02-01", "2001-03-01"], { from: "2001-01-01", to: "2001-12-31" }, newestFirst);
  expect(found).toEqual(said.map((window) => `${window} AND 1 = 1`));
});

it("leaves an end open that nobody names, and parts nothing where few rows lie between the ends", async () => {
  expect(await windows(["2001-02-01"], {})).toEqual(["<= 2001-02-01 AND 1 = 1", "> 2001-02-01 AND 1 = 1"]);
  expect(await windows([], { from: "2001-01-01" })).toEqual([">= 2001-01-01 AND 1 = 1"]);
  expect(await windows([], {})).toEqual(["1 = 1"]);
});
