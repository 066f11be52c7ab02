import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { FILE_NAMES, VARIANTS, type Variant } from "@/lib/domain/files";
import { csvHead, csvRows } from "@/lib/formats/csv";
import { FILES } from "@/lib/formats/files";
import { itWith, run } from "@/tests/support/programs";

vi.setConfig({ testTimeout: 60_000 });

/** How LibreOffice is told of a comma, double quotes and UTF-8; the second also has every text quoted, as it writes. */
const READING = "Text - txt - csv (StarCalc):44,34,76,1";
const WRITING = `csv:${READING},,0,true,true,false`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tracker-spreadsheet-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens files in a spreadsheet with nobody at it, and returns the cells that it then has. */
async function opened(files: Record<string, string>): Promise<Record<string, string[][]>> {
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  const out = path.join(folder, "out");
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const paths = Object.keys(files).map((name) => path.join(folder, name));
  await run("spreadsheet", [
    profile,
    "--headless",
    `--infilter=${READING}`,
    "--convert-to",
    WRITING,
    "--outdir",
    out,
    ...paths,
  ]);
  const cells = (name: string) =>
    parse(readFileSync(path.join(out, name), "utf8"), { bom: true, relax_column_count: true }) as string[][];
  return Object.fromEntries(Object.keys(files).map((name) => [name, cells(name)]));
}

const NOTES = [
  'Люди виїхали; «повільно», кажуть "двоє"',
  "two\nlines, one cell",
  "=1+1",
  "+1",
  "-1",
  "@SUM(1)",
  "\t=1+1",
  "＝1+1",
];
/** Days with a note that is hard on programs, and counts of unknown and of nobody. */
const rows = NOTES.map((note, i) =>
  FILES["corridor-days"].columns.map(({ name, type }) => {
    if (name === "note_en") return note;
    if (name === "evacuees_min") return 0;
    if (name === "evacuees_max") return null;
    return type === "text" ? `text ${i}` : null;
  }),
);
const { columns } = FILES["corridor-days"];
const at = (name: string) => columns.findIndex((column) => column.name === name);
const text = (variant: Variant) => csvHead("corridor-days", columns, variant) + csvRows(rows, variant);

itWith(
  "spreadsheet",
  "a spreadsheet has every cell of each variant, unknown empty and none 0; of the one for it, it runs nothing",
  async () => {
    const files = Object.fromEntries(VARIANTS.map((variant) => [`${variant}.csv`, text(variant)]));
    const found = await opened(files);
    for (const variant of VARIANTS) {
      const [head, ...all] = found[`${variant}.csv`] ?? [];
      expect(head, variant).toEqual(columns.map(({ name }) => name));
      const data = variant === "hxl" ? all.slice(1) : all;
      expect(data.map((row) => [row[at("evacuees_min")], row[at("evacuees_max")]])).toEqual(NOTES.map(() => ["0", ""]));
      const notes = data.map((row) => row[at("note_en")]);
      expect(notes.slice(0, 2)).toEqual(NOTES.slice(0, 2));
      if (variant === "excel") expect(notes.slice(2)).toEqual(NOTES.slice(2).map((note) => `'${note}`));
    }
    // what the apostrophe is for: this program does run the others
    expect(found["plain.csv"]?.[3]?.[at("note_en")]).toBe("2");
  },
);

itWith("spreadsheet", "a spreadsheet finds as many columns in each file as it has names", async () => {
  const files = Object.fromEntries(
    FILE_NAMES.map((name) => [`${name}.csv`, csvHead(name, FILES[name].columns, "hxl")]),
  );
  for (const [name, [head, tags]] of Object.entries(await opened(files))) {
    expect(head?.length, name).toBe(FILES[name.replace(".csv", "") as (typeof FILE_NAMES)[number]].columns.length);
    expect(tags?.[0], name).toMatch(/^#/);
  }
});
