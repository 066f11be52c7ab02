import { importFiles } from "@/lib/commands/imports";
import type { Store } from "@/lib/data/client";
import { openExport } from "@/lib/data/exports";
import { landingOn } from "@/lib/data/import-ground";
import type { Choices, Upload } from "@/lib/domain/arrivals";
import { FILE_NAMES, type FileName, type Variant } from "@/lib/domain/files";
import { NO_FILTERS } from "@/lib/domain/filters";
import type { Mapping } from "@/lib/domain/mapping";
import { csvHead, csvRows } from "@/lib/formats/csv";
import { FILES } from "@/lib/formats/files";
import { keptFile, readFiles, uploadOf } from "@/lib/ingest/upload";
import { by, NOW } from "@/tests/support/record";

/** One file of the record as it is downloaded. */
export async function fileOf(store: Store, name: FileName, variant: Variant = "plain", now = NOW) {
  const opened = await openExport(store.url, name, NO_FILTERS, now, new AbortController().signal);
  if (!opened.ok) throw new Error("unknown filters");
  let text = csvHead(name, FILES[name].columns, variant);
  for await (const rows of opened.rows()) text += csvRows(rows, variant);
  return text;
}

/** All eight. */
export async function filesOf(store: Store, variant: Variant = "plain"): Promise<Record<FileName, string>> {
  const files = {} as Record<FileName, string>;
  for (const name of FILE_NAMES) files[name] = await fileOf(store, name, variant);
  return files;
}

/** What says when this store learnt something: all that may differ in a copy. */
const OF_THE_STORE = ["updated_at", "revision", "published_at", "checked_at"];

/** A file without the columns that are a store's own. */
export function contentOf(name: FileName, text: string): string {
  const columns = FILES[name].columns.map((column) => column.name);
  const own = OF_THE_STORE.map((column) => columns.indexOf(column)).filter((i) => i >= 0);
  return text
    .split(/\r\n/)
    .map((line) => (line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? []).filter((_, i) => !own.includes(i)).join(""))
    .join("\n");
}

/** The rows of files given as text or bytes. Fails where one is refused as a whole. */
export async function uploadFrom(
  files: readonly { name: string; text: string | Uint8Array }[],
  mappings: Record<number, Mapping> = {},
): Promise<Upload> {
  const kept = files.map(({ name, text }) => {
    const file = keptFile(name, typeof text === "string" ? new TextEncoder().encode(text) : text);
    if (!file.ok) throw new Error(`${name}: ${file.fault.code}`);
    return file.file;
  });
  const read = await readFiles(kept);
  if (!read.ok) throw new Error(`${read.name}: ${read.fault.code}`);
  return uploadOf(read.files, kept, mappings);
}

/** Imports everything that can land. */
export const bring = (store: Store, upload: Upload, choices: Choices = {}, skipProblems = false, now = NOW) =>
  importFiles(by(store, { now }), { upload, choices, reason: "an import", skipProblems });

/** What is wrong, row by row: `file:line field code`. */
export async function problemsOf(store: Store, upload: Upload, choices: Choices = {}, now = NOW): Promise<string[]> {
  const { landed } = await landingOn(store.read, upload, choices, now);
  return landed.flatMap(({ file, line, problems }) =>
    problems.map(({ field, code, values }) => `${file}:${line} ${field} ${code} ${JSON.stringify(values ?? {})}`),
  );
}
