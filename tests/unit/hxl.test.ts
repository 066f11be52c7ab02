import { describe, expect, it } from "vitest";
import { FILE_NAMES } from "@/lib/domain/files";
import { csvHead, csvRows } from "@/lib/formats/csv";
import { FILES } from "@/lib/formats/files";
import { HXL_TAGS } from "@/lib/formats/hxl";

/** The hashtags that version 1.1 of the dictionary has (hxlstandard.org/standard/1-1final/dictionary). */
const DICTIONARY = new Set(
  (
    "access activity adm1 adm2 adm3 adm4 adm5 affected beneficiary capacity cause channel contact country crisis currency " +
    "date delivery description event frequency geo group impact indicator inneed item loc meta modality need operations " +
    "org output population reached region respondee sector service severity status subsector targeted value"
  ).split(" "),
);

describe.each(FILE_NAMES)("the tags of %s", (file) => {
  const tags = FILES[file].columns.map(({ name }) => HXL_TAGS[file][name] ?? "");

  it("are of the dictionary, with attributes that can be read, one for every column", () => {
    for (const [i, tag] of tags.entries()) {
      expect(tag, FILES[file].columns[i]?.name).toMatch(/^#[a-z0-9]+(?:\+[a-z][a-z0-9_]*)*$/);
      expect(DICTIONARY).toContain(/^#([a-z0-9]+)/.exec(tag)?.[1]);
    }
    expect(new Set(tags).size).toBe(tags.length);
  });

  it("stand in the second line, and the rows below are those of the plain file", () => {
    const { columns } = FILES[file];
    const [names, second, ...rest] = csvHead(file, columns, "hxl").split("\r\n");
    expect(names).toBe(columns.map(({ name }) => name).join(","));
    expect(second?.split(",")).toEqual(tags);
    expect(rest).toEqual([""]);
    const rows = [columns.map(() => "=1")];
    expect(csvRows(rows, "hxl")).toBe(csvRows(rows, "plain"));
  });
});
