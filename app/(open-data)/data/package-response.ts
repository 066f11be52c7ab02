import { createHash } from "node:crypto";
import { bodyOf, inParts } from "@/app/(open-data)/data/body";
import { csvTexts, stampOf } from "@/app/(open-data)/data/csv-response";
import { fileHeaders, withoutContent } from "@/app/(open-data)/data/file-answer";
import { notNow, sentence } from "@/app/(open-data)/data/refusals";
import { type Packed, zipped } from "@/app/(open-data)/data/zip";
import { signatureOf, signedHead } from "@/lib/data/checkpoint";
import type { Store } from "@/lib/data/client";
import { type OpenRecord, openRecord } from "@/lib/data/exports";
import { saidSince } from "@/lib/data/past";
import { openPastRecord } from "@/lib/data/past-exports";
import { readSite } from "@/lib/data/site";
import { GENESIS, sha256 } from "@/lib/domain/chain";
import { FILE_NAMES, type FileName, type Row } from "@/lib/domain/files";
import { NO_FILTERS, parseAsOf } from "@/lib/domain/filters";
import { isSettled } from "@/lib/domain/instants";
import type { Site } from "@/lib/domain/settings";
import { citedAddress } from "@/lib/formats/citation";
import { dataPackage, type Edition, type Written } from "@/lib/formats/data-package";
import { readMe } from "@/lib/formats/read-me";
import { FILTER_SENTENCES } from "@/lib/formats/refused-query";
import { type Translate, translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";

/** `description` is what describes the files, `zip` all of them in one, with that. */
export type Form = "description" | "zip";

const FORMS: Record<Form, { type: string; path: string }> = {
  description: { type: "application/json; charset=utf-8", path: paths.dataPackage },
  zip: { type: "application/zip", path: paths.zip },
};

/**
 * Answers with the whole record, of one moment: described, or packed.
 * @param request GET or HEAD; of a query it takes `as_of` alone
 * @param now the clock that statuses are shown by
 * @param patience how long to wait for the record as it was, in ms
 */
export async function packageResponse(
  request: Request,
  form: Form,
  store: Pick<Store, "url" | "read">,
  now: Date,
  patience?: number,
): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  if ([...asked.keys()].some((name) => name !== "as_of")) return sentence(400, "This takes as_of, and nothing else.");
  const when = parseAsOf(asked, now);
  if ("problem" in when) return sentence(400, FILTER_SENTENCES[when.problem.fault](when.problem));

  const { asOf } = when;
  const { type, path } = FORMS[form];
  let record: OpenRecord | undefined;
  try {
    record = asOf
      ? await openPastRecord(store, asOf, request.signal, patience)
      : await openRecord(store.url, now, request.signal);
    const { head, recorded } = record;
    const site = await readSite(store.read);
    const edition: Edition = {
      asOf: await saidSince(store.read, asOf ?? now, recorded),
      seq: head?.seq ?? 0,
      hash: head?.hash ?? GENESIS,
    };
    const { versions, rows } = await filesOf(record);
    const checkpoint = form === "zip" ? signedHead(head) : null;
    const tag = sha256(JSON.stringify([form, versions, edition, site, checkpoint])).slice(0, 32);
    const headers = fileHeaders({
      type,
      name: form === "zip" ? `corridor-tracker-${stampOf(edition.asOf)}.zip` : null,
      tag,
      settled: asOf !== null && isSettled(asOf, now),
      cite: edition.asOf && citedAddress(site.url, path, edition.asOf),
    });
    const short = withoutContent(request, tag, headers);
    if (short) {
      await record.close();
      return short;
    }
    const parts = form === "zip" ? packed(site, edition, rows, checkpoint) : inParts(described(site, edition, rows));
    return new Response(bodyOf(parts, record.close), { headers });
  } catch (error) {
    await record?.close();
    return notNow(error, request, path);
  }
}

type Rows = Record<FileName, () => AsyncIterable<Row[]>>;

/** All files, whole. */
async function filesOf(record: OpenRecord): Promise<{ versions: string[]; rows: Rows }> {
  const versions: string[] = [];
  const rows = {} as Rows;
  for (const name of FILE_NAMES) {
    const file = await record.file(name, NO_FILTERS);
    if (!file.ok) throw new Error("Files without filters cannot be refused.");
    versions.push(file.version);
    rows[name] = () => file.rows();
  }
  return { versions, rows };
}

const t = translator("en");
const label = (words: string, value: string) => t(`${words}.${value}` as Parameters<Translate>[0]);

async function* described(site: Site, edition: Edition, rows: Rows): AsyncGenerator<string, void, undefined> {
  const files = {} as Record<FileName, Written>;
  for (const name of FILE_NAMES)
    for await (const _ of measured(csvBytes(name, rows), (written) => (files[name] = written))) {
      // only what it weighs is wanted here
    }
  yield dataPackage(site, edition, files, false, label);
}

function packed(site: Site, edition: Edition, rows: Rows, checkpoint: string | null) {
  const files = {} as Record<FileName, Written>;
  const sums: string[] = [];
  const summed = (
    name: string,
    bytes: () => AsyncIterable<Uint8Array>,
    heard?: (written: Written) => void,
  ): Packed => ({
    name,
    bytes: () =>
      measured(bytes(), (written) => {
        sums.push(`${written.sha256}  ${name}\n`);
        heard?.(written);
      }),
  });
  const text = (name: string, of: () => string) => summed(name, () => once(Buffer.from(of())));
  const list = () => sums.join("");
  const signed = checkpoint !== null;
  return zipped([
    text("README.txt", () => readMe(site, edition, signed)),
    ...FILE_NAMES.map((name) =>
      summed(
        `${name}.csv`,
        () => csvBytes(name, rows),
        (written) => (files[name] = written),
      ),
    ),
    // only now it is known what the others weigh
    text("datapackage.json", () => dataPackage(site, edition, files, true, label)),
    ...(signed ? [text("checkpoint", () => checkpoint)] : []),
    { name: "SHA256SUMS", bytes: () => once(Buffer.from(list())) },
    ...(signed ? [{ name: "SHA256SUMS.sig", bytes: () => once(signatureOf(list()) ?? Buffer.alloc(0)) }] : []),
  ]);
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

const csvBytes = (name: FileName, rows: Rows) => inParts(csvTexts(name, "plain", rows[name]()));

/** The same bytes; what they weigh and are known by is told after the last of them. */
async function* measured(
  parts: AsyncIterable<Uint8Array>,
  heard: (written: Written) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const part of parts) {
    hash.update(part);
    bytes += part.length;
    yield part;
  }
  heard({ bytes, sha256: hash.digest("hex") });
}
