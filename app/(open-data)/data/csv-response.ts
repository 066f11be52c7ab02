import { bodyOf, inParts } from "@/app/(open-data)/data/body";
import { fileHeaders, withoutContent } from "@/app/(open-data)/data/file-answer";
import { notNow, sentence } from "@/app/(open-data)/data/refusals";
import type { Store } from "@/lib/data/client";
import { type OpenExport, openExport } from "@/lib/data/exports";
import { saidSince } from "@/lib/data/past";
import { openPastExport } from "@/lib/data/past-exports";
import { siteUrl } from "@/lib/data/site";
import { FILE_NAMES, type FileName, type Row, type Variant } from "@/lib/domain/files";
import { parseFileQuery } from "@/lib/domain/filters";
import { isSettled } from "@/lib/domain/instants";
import { citedAddress } from "@/lib/formats/citation";
import { csvHead, csvRows } from "@/lib/formats/csv";
import { FILES } from "@/lib/formats/files";
import { refusedQuery } from "@/lib/formats/refused-query";
import { paths } from "@/lib/paths";

/**
 * Answers for one file of the open data: `corridor-days.csv`, streamed as it is read.
 * @param request GET or HEAD; its query holds filters and variant
 * @param name as in the address, with `.csv`
 * @param store the database of now
 * @param now the clock that statuses are shown by
 * @param patience how long to wait for the record as it was, in ms
 */
export async function csvResponse(
  request: Request,
  name: string,
  store: Pick<Store, "url" | "read">,
  now: Date,
  patience?: number,
): Promise<Response> {
  const file = FILE_NAMES.find((known) => `${known}.csv` === name);
  if (!file) return sentence(404, `There is no such file. There are: ${FILE_NAMES.map((f) => `${f}.csv`).join(", ")}.`);
  const parsed = parseFileQuery(new URL(request.url).searchParams, now);
  if (!parsed.ok) return sentence(400, refusedQuery(file, parsed.problems));

  const { filters, variant, asOf } = parsed.query;
  let opened: OpenExport | undefined;
  try {
    const found = asOf
      ? await openPastExport(store, file, filters, asOf, request.signal, patience)
      : await openExport(store.url, file, filters, now, request.signal);
    if (!found.ok) return sentence(400, refusedQuery(file, found.unknown));
    opened = found;
    const said = await saidSince(store.read, asOf ?? now, opened.recorded);
    const tag = `${opened.version}-${variant}`;
    const headers = fileHeaders({
      type: "text/csv; charset=utf-8; header=present",
      name: `${file}-${asOf ? `as-of-${stampOf(asOf)}` : stampOf(opened.asOf)}.csv`,
      tag,
      settled: asOf !== null && isSettled(asOf, now),
      cite: said && citedAddress(siteUrl(), paths.file(file), said, new URL(request.url).search),
    });
    const short = withoutContent(request, tag, headers);
    if (short) await opened.close();
    return short ?? new Response(await csvBody(file, variant, opened), { headers });
  } catch (error) {
    // nobody reads it to its end
    await opened?.close();
    return notNow(error, request, `${file}.csv`);
  }
}

async function csvBody(file: FileName, variant: Variant, opened: OpenExport): Promise<ReadableStream<Uint8Array>> {
  const texts = csvTexts(file, variant, opened.rows());
  // what cannot be read at all is told with a status, not with a broken file
  const first = await texts.next();
  const parts = inParts(continued(first, texts));
  return bodyOf(parts, opened.close);
}

/** A file as text, in pieces. */
export async function* csvTexts(
  file: FileName,
  variant: Variant,
  batches: AsyncIterable<Row[]>,
): AsyncGenerator<string, void, undefined> {
  let head = csvHead(file, FILES[file].columns, variant);
  for await (const rows of batches) {
    yield head + csvRows(rows, variant);
    head = "";
  }
  if (head) yield head;
}

async function* continued<T>(first: IteratorResult<T, void>, rest: AsyncIterable<T>) {
  if (!first.done) yield first.value;
  yield* rest;
}

/** An instant for a file name; `empty` for an empty record: `2026-11-22T03-15-00Z`. */
export const stampOf = (at: Date | null): string =>
  at
    ? at
        .toISOString()
        .replace(/\.\d+Z$/, "Z")
        .replaceAll(":", "-")
    : "empty";
