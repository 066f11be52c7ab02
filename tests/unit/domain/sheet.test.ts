import { describe, expect, it } from "vitest";
import { dayTyped, newDay, withClaims } from "@/lib/domain/day-form";
import { KEPT_DAYS, type KeptRow, MOST_KEPT, readKept, writeKept } from "@/lib/domain/kept-rows";
import { cellMove, contested, hasClaims, rowOf, withRow } from "@/lib/domain/sheet";

const DAY = withClaims({ ...newDay("alpha-to-beta", "2001-02-03"), status: "held", noteEn: "As published." }, [
  { key: "c-1", kind: "outcome", outcome: "held", claimant: "north", source: "report-1", summaryEn: "Cars passed." },
]);

describe("a row of the sheet", () => {
  it("changes its own cells of the day, and leaves the claims and the rest as they are", () => {
    const row = { ...rowOf(DAY), status: "failed", noteUk: "Нотатка.", reason: "Put right", date: "1999-01-01" };
    expect(withRow(DAY, row)).toEqual({ ...DAY, status: "failed", noteUk: "Нотатка.", reason: "Put right" });
  });

  it("knows whether the day has a claim: an empty one is none", () => {
    expect(hasClaims(DAY)).toBe(true);
    expect(hasClaims(newDay("alpha-to-beta", "2001-02-03"))).toBe(false);
    expect(hasClaims(dayTyped({ claims: [] }))).toBe(false);
  });
});

describe("two editors of one day", () => {
  const change = (more: Record<string, string>) => ({ ...DAY, ...more });

  it("who change different fields do not stand in each other's way, nor where both type the same", () => {
    expect(contested(DAY, change({ noteUk: "a" }), change({ noteEn: "b" }))).toBe(false);
    expect(contested(DAY, change({ status: "failed" }), change({ status: "failed" }))).toBe(false);
    expect(contested(DAY, DAY, change({ status: "failed" }))).toBe(false);
    expect(contested(DAY, change({ status: "failed" }), DAY)).toBe(false);
  });

  it("who change the same field in different ways do", () => {
    expect(contested(DAY, change({ noteEn: "a" }), change({ noteEn: "b" }))).toBe(true);
    expect(contested(DAY, change({ status: "failed" }), change({ status: "partly_held" }))).toBe(true);
  });

  it("who change two parts of one number do: half of each would be a number that nobody gave", () => {
    const counted = change({ evacueesQualifier: "about", evacueesMin: "100", evacueesMax: "200" });
    const lower = { ...counted, evacueesMin: "50" };
    const other = { ...counted, evacueesQualifier: "exact", evacueesMax: "100" };
    expect(contested(counted, lower, other)).toBe(true);
    expect(contested(counted, lower, { ...counted, noteEn: "b" })).toBe(false);
  });

  it("who both change the claims do", () => {
    const claims = (summaryEn: string) => withClaims(DAY, [{ key: "c-1", kind: "outcome", summaryEn }]);
    expect(contested(DAY, claims("a"), claims("b"))).toBe(true);
    expect(contested(DAY, claims("a"), change({ noteEn: "b" }))).toBe(false);
  });
});

describe("a key in a cell", () => {
  const press = (key: string, editing: boolean, more = {}) =>
    cellMove({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more }, editing);

  it("goes to the neighbour while the cell is chosen, and belongs to the text while it is edited", () => {
    expect(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].map((key) => press(key, false))).toEqual([
      "up",
      "down",
      "left",
      "right",
    ]);
    expect(press("ArrowLeft", true)).toBeNull();
  });

  it("edits, commits, takes back and saves", () => {
    expect([press("Enter", false), press("F2", false)]).toEqual(["edit", "edit"]);
    expect(press("Enter", true)).toBe("commit");
    expect(press("Escape", true)).toBe("cancel");
    expect(press("Enter", true, { ctrlKey: true })).toBe("save");
    expect(press("Enter", false, { metaKey: true })).toBe("save");
  });

  it("is the browser's own where it is Tab, a letter, or a line break in a note", () => {
    expect([press("Tab", false), press("x", false), press("Enter", true, { shiftKey: true })]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("what a browser keeps of a day", () => {
  const NOW = new Date("2001-02-03T12:00:00Z");
  const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
  const ROW: KeptRow = {
    values: { ...rowOf(DAY), reason: "Put right" },
    base: 7,
    draft: { id: "d", version: 2 },
    key: "k",
    waiting: "publish",
  };

  it("comes back as it was, until it is too old", () => {
    const kept = writeKept({ "alpha-to-beta": ROW }, NOW);
    expect(readKept(kept, later(KEPT_DAYS))).toEqual({ "alpha-to-beta": ROW });
    expect(readKept(kept, later(KEPT_DAYS + 1))).toEqual({});
  });

  it("is nothing where nothing is unsaved, and never more than a browser should keep", () => {
    expect(writeKept({}, NOW)).toBeNull();
    const large = { ...ROW, values: { ...ROW.values, noteEn: "x".repeat(MOST_KEPT) } };
    expect(writeKept({ "alpha-to-beta": large }, NOW)).toBeNull();
  });

  it("is as if it were not there where it cannot be read", () => {
    for (const kept of [null, "", "{", "[]", "null", '{"at":"x","rows":{}}']) expect(readKept(kept, NOW)).toEqual({});
    const at = NOW.getTime();
    const broken = { a: null, b: { ...ROW, base: -1 }, c: { ...ROW, values: { noteEn: 3 } }, d: ROW };
    expect(readKept(JSON.stringify({ at, rows: broken }), NOW)).toEqual({ d: ROW });
    const odd = { d: { ...ROW, draft: { id: 1 }, waiting: "everything" } };
    expect(readKept(JSON.stringify({ at, rows: odd }), NOW).d).toMatchObject({ draft: null, waiting: null });
  });
});
