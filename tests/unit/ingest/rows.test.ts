import { expect, it } from "vitest";
import type { Mapping } from "@/lib/domain/mapping";
import { arrivalsOf, wordsMapped } from "@/lib/ingest/rows";

const mapping: Mapping = {
  file: "corridor-days",
  columns: { Day: "date", Result: "status", Comment: "note_en" },
  values: { status: { success: "failed", held: "failed", elsewhere: "held" }, note_en: { success: "failed" } },
  constants: {},
};
const table = {
  header: ["Day", "Result", "Comment"],
  rows: ["success", " Partly held", "held", "constructor", "", "success"].map((result, i) => {
    return { line: i + 2, cells: [`2001-02-0${i + 1}`, result, "success"] };
  }),
};

it("a word of somebody else's table says what it is mapped to, and one of ours always what it says", () => {
  const read = arrivalsOf(0, table, { own: false, file: "corridor-days", mapping });
  const said = read.map((arrival) => ("input" in arrival ? arrival.input.status : null));
  expect(said).toEqual(["failed", "partly_held", "held", "constructor", undefined, "failed"]);
  expect(read[0]).toMatchObject({ input: { noteEn: "success" } });
});

it("the words that a mapping takes for others are told, once each, of those that the table has", () => {
  expect(wordsMapped(table, mapping)).toEqual([{ field: "status", from: "success", to: "failed" }]);
});
