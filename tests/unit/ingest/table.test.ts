import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LONGEST_NAME, MOST_COLUMNS, MOST_ROWS } from "@/lib/domain/arrivals";
import { FILE_NAMES } from "@/lib/domain/files";
import { FILES } from "@/lib/formats/files";
import { OWN_FILES, ownFileOf } from "@/lib/ingest/own-files";
import { decoded, tableOf } from "@/lib/ingest/table";
import { keptFile, readFiles } from "@/lib/ingest/upload";

const bytes = (text: string) => new TextEncoder().encode(text);
async function read(text: string) {
  const answer = await tableOf(text);
  return answer.ok ? answer.table : answer.fault.code;
}
const faultOf = (upload: Uint8Array) => {
  const answer = decoded(upload);
  return answer.ok ? null : answer.fault.code;
};

describe("the bytes of an upload", () => {
  it("are UTF-8, with or without a byte order mark", () => {
    expect(decoded(bytes("a,b\nї,1\n"))).toEqual({ ok: true, text: "a,b\nї,1\n", bom: false });
    expect(decoded(bytes("\uFEFFa,b\n"))).toEqual({ ok: true, text: "a,b\n", bom: true });
  });

  it("are refused where they are another encoding, no text, nothing, or too many", () => {
    expect(faultOf(new Uint8Array([0xff, 0xfe, 0x61, 0]))).toBe("import_encoding");
    expect(faultOf(new Uint8Array([0x61, 0x2c, 0xcc, 0x0a]))).toBe("import_encoding");
    expect(faultOf(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).toBe("import_binary");
    expect(faultOf(bytes(" \n"))).toBe("import_empty");
    expect(faultOf(new Uint8Array(64 * 1024 * 1024 + 1))).toBe("import_too_large");
  });
});

describe("the table in an upload", () => {
  it.each([",", ";", "\t"])("may have %j between its cells, and line breaks inside quotes", async (mark) => {
    const text = `a;b,\tc\n"x, ;\t""y""\nz";1;\n;;2\n`.replaceAll(";", mark).replace(",\tc", `${mark}c`);
    expect(await read(text.replace('"x, ', '"x '))).toMatchObject({
      rows: [{ line: 2 }, { line: 4, cells: ["", "", "2"] }],
    });
  });

  it("names the line on which each row begins, past empty lines and broken ones", async () => {
    expect(await read('a,b\r\n"1\r\n2",3\r\n\r\n4,5\r\n')).toEqual({
      header: ["a", "b"],
      rows: [
        { line: 2, cells: ["1\n2", "3"] },
        { line: 5, cells: ["4", "5"] },
      ],
    });
  });

  it("may have a cell with a million spaces in the place of a tag", async () => {
    const cell = `${" ".repeat(1_000_000)}x`;
    expect(await read(`a,b\n${cell},1\n`)).toMatchObject({ rows: [{ line: 2, cells: [cell, "1"] }] });
  });

  it("is refused where its end is missing", async () => {
    expect(await read('a,b\n1,"2')).toBe("import_cut_off");
    expect(await read("a,b\n1,2\n3\n")).toBe("import_cut_off");
    const cut = { name: "parties", text: "party,name,name_uk,kind,side\na,A,А,agency,nor", bom: false };
    expect(await readFiles([cut])).toMatchObject({ ok: false, fault: { code: "import_cut_off" } });
  });

  it("is refused where it has more rows than an import takes, in one file or in several", async () => {
    const rows = (count: number) => `a,b\n${"1,2\n".repeat(count)}`;
    expect(await read(rows(MOST_ROWS + 1))).toBe("import_too_many_rows");
    const half = { name: "half", text: rows(MOST_ROWS / 2 + 1), bom: false };
    expect(await readFiles([half, half])).toMatchObject({ ok: false, fault: { code: "import_too_many_rows" } });
  });

  it("is refused where it has more columns than any real one, or a name that is none", async () => {
    const wide = (count: number) => `${Array.from({ length: count }, (_, i) => `c${i}`).join(",")}\n`;
    expect(await read(wide(MOST_COLUMNS))).toMatchObject({ rows: [] });
    expect(await read(wide(MOST_COLUMNS + 1))).toBe("import_too_many_columns");
    expect(await read(`${wide(100_000)}1,2\n`)).toBe("import_too_many_columns");
    expect(await read(`a,${"b".repeat(LONGEST_NAME)}\n`)).toMatchObject({ rows: [] });
    expect(await read(`a,${"b".repeat(LONGEST_NAME + 1)}\n`)).toBe("import_long_name");
  });

  it("is refused where a row goes on and on, because of a quote that nobody closed or of cells without end", async () => {
    expect(await read(`a,b\n"1,2\n${"3,4\n".repeat(500_000)}`)).toBe("import_long_row");
    expect(await read(`a,b\n${",".repeat(2_000_000)}\n`)).toBe("import_long_row");
    expect(await read(",".repeat(2_000_000))).toBe("import_long_row");
  });

  it("is refused where no column has a name of its own", async () => {
    expect(await read("just words\nand more\n")).toBe("import_no_table");
    expect(await read("a,a\n1,2\n")).toBe("import_twice_named");
  });

  it("is read or refused, whatever the bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (upload) => {
        const file = keptFile("file", upload);
        if (file.ok) await readFiles([file.file]);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'",;\t\n\rаb1'), maxLength: 60 }), async (text) => {
        await readFiles([{ name: "file", text, bom: false }]);
      }),
    );
  });
});

describe("our own files", () => {
  it.each(FILE_NAMES)("%s.csv is known by its columns", (name) => {
    expect(ownFileOf(FILES[name].columns.map((column) => column.name))).toBe(name);
  });

  it.each(FILE_NAMES.filter((name) => name !== "revisions"))("every column of %s.csv is taken or computed", (name) => {
    const { taken, computed } = OWN_FILES[name];
    expect([...taken, ...computed].sort()).toEqual(FILES[name].columns.map((column) => column.name).sort());
  });

  it("are not made of somebody else's columns", () => {
    expect(ownFileOf(["date", "from", "to", "status"])).toBeNull();
  });
});
