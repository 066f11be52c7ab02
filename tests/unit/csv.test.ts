import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "@/lib/domain/files";
import { type Column, column } from "@/lib/formats/columns";
import { csvHead, csvRows } from "@/lib/formats/csv";

const columns: Column[] = ["a", "b", "c"].map((name) => column(name, "text", name, name));
/** What a reader of the file gets: text, and "" for an empty cell. */
const read = (csv: string) => parse(csv, { bom: true }) as string[][];
const text = fc.string({ unit: "binary" });
const nasty = fc
  .array(
    fc.constantFrom(
      '"',
      ",",
      ";",
      "\n",
      "\r",
      "\r\n",
      "\t",
      "\0",
      "=",
      "+",
      "-",
      "@",
      "＝",
      "＋",
      "－",
      "＠",
      " ",
      "\u00a0",
      "\u3000",
      "\ufeff",
      "'",
      "Ґ",
      "їжа",
      "1",
      "\u001f",
      "\u009f",
    ),
  )
  .map((parts) => parts.join(""));
const cell: fc.Arbitrary<Cell> = fc.oneof(
  text,
  nasty,
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 });

describe("a CSV file", () => {
  it("quotes every text, leaves numbers and truth values bare and what is unknown empty, and ends lines with CR LF", () => {
    expect(
      csvHead(null, columns, "plain") +
        csvRows(
          [
            ["Київ", 'says "no", twice', "line\nbreak"],
            [0, -1.5, null],
            [true, false, ""],
          ],
          "plain",
        ),
    ).toBe('a,b,c\r\n"Київ","says ""no"", twice","line\nbreak"\r\n0,-1.5,\r\ntrue,false,\r\n');
  });

  it("gives every reader back what went in", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const csv = csvHead(null, columns, "plain") + csvRows(given, "plain");
        expect(read(csv)).toEqual([["a", "b", "c"], ...given.map((row) => row.map((value) => String(value ?? "")))]);
      }),
      { numRuns: 500 },
    );
  });

  it("for a spreadsheet begins with a byte order mark and gives back the same but for one apostrophe", () => {
    fc.assert(
      fc.property(rows, (given) => {
        const csv = csvHead(null, columns, "excel") + csvRows(given, "excel");
        expect(csv.startsWith("\uFEFFa,b,c\r\n")).toBe(true);
        const [, ...found] = read(csv);
        for (const [i, row] of given.entries()) {
          for (const [j, value] of row.entries()) {
            const plain = String(value ?? "");
            expect([plain, `'${plain}`]).toContain(found[i]?.[j]);
            if (typeof value === "number") expect(found[i]?.[j]).toBe(plain);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("the guard of the excel variant", () => {
  const guarded = (value: string) => read(csvRows([[value, "x"]], "excel"))[0]?.[0] === `'${value}`;
  const blank = fc.stringMatching(/^[\s\p{Cc}]*$/u);
  const trigger = fc.constantFrom("=", "+", "-", "@", "＝", "＋", "－", "＠");

  it("puts an apostrophe before every text that a spreadsheet would run, whatever blanks it hides behind", () => {
    fc.assert(fc.property(blank, trigger, text, (before, sign, after) => guarded(before + sign + after)));
    for (const value of ["=1+1", "\n=cmd", "\u00a0@SUM(A1)", " \u0000-1", "\u3000＝1", "+380441234567"])
      expect(guarded(value), JSON.stringify(value)).toBe(true);
  });

  it("does the same for a text that itself begins with a tab, a line break or NUL", () => {
    for (const value of ["\tx", "\rx", "\nx", "\0x"]) expect(guarded(value), JSON.stringify(value)).toBe(true);
  });

  it("leaves every other text as it is", () => {
    const harmless = text.filter((value) => !/^(?:[\s\p{Cc}]*[=+\-@＝＋－＠]|[\t\r\n\0])/u.test(value));
    fc.assert(fc.property(harmless, (value) => !guarded(value)));
    for (const value of ["a=1", "'=1", " x", "2022-03-12", "1-2", "«-5»"]) expect(guarded(value), value).toBe(false);
  });

  it("leaves negative numbers numbers", () => {
    expect(csvRows([[-5, -0.5]], "excel")).toBe("-5,-0.5\r\n");
  });

  it("is not in the plain variant", () => {
    expect(csvRows([["=1+1"]], "plain")).toBe('"=1+1"\r\n');
  });
});
