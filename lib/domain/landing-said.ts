import { z } from "zod";
import type { Arrival, Fields, Said } from "./arrivals";
import { sha256 } from "./chain";
import type { Problem } from "./errors";
import { type CorridorInput, type DayInput, parseInput, sourceInput } from "./inputs";
import { corridorProblems, sourceName } from "./landing-entries";
import { endsOf, type Work } from "./landing-work";
import { corridorPayload, sourcePayload } from "./payloads";
import { corridorSlug } from "./slugs";
import { isOutcome } from "./status";
import { addressProblems, canonicalUrl } from "./urls";

type DayArrival = Extract<Arrival, { kind: "day" }>;

/** The corridor that a row names by its ends, made on the way where there is none; null where that cannot be. */
export function corridorOf(work: Work, arrival: DayArrival, said: Said, also: string[]): string | null {
  if (arrival.input.corridor) return String(arrival.input.corridor);
  const problems: Problem[] = [];
  const [origin, destination] = (["origin", "destination"] as const).map((end) => {
    if (!said[end]) problems.push({ field: end, code: "required" });
    const found = said[end] ? work.naming.find("place", said[end], said[`${end}Region`], arrival.line) : null;
    if (found?.problem) problems.push({ field: end, ...found.problem });
    return found?.slug ?? "";
  });
  const purpose = (said.purpose || "evacuation") as CorridorInput["purpose"];
  const corridor = { slug: null, origin: origin!, destination: destination!, purpose, continuedAs: null };
  const known = work.corridorBetween(endsOf(corridor));
  if (known && problems.length === 0) return known;
  const slug = work.free("corridor", corridorSlug(String(origin), String(destination), purpose));
  if (problems.length === 0) problems.push(...corridorProblems(work, slug, corridor));
  if (problems.length > 0) {
    work.refuse(arrival, problems);
    return null;
  }
  work.make("corridor", slug, corridorPayload(slug, corridor, null));
  also.push(`corridor ${slug}`);
  return slug;
}

/** An address of a report, as the form of a source takes it. */
const ADDRESS = z.object({ url: sourceInput.shape.url });

/** The claims that a row of somebody else's table makes: one per report, all of them one statement. */
export function saidClaims(work: Work, arrival: DayArrival, said: Said, entry: string, also: string[]) {
  const problems: Problem[] = [];
  const { status } = arrival.input;
  const number = arrival.input.evacueesMin ?? arrival.input.evacueesMax;
  const told = said.urls.length > 0 || said.claimant !== "";
  if (!told) return { claims: [], problems };
  const who = said.claimant ? work.naming.find("party", said.claimant, "", arrival.line) : null;
  if (!who) problems.push({ field: "claimant", code: "required" });
  if (who?.problem) problems.push({ field: "claimant", ...who.problem });
  if (said.urls.length === 0) problems.push({ field: "url", code: "required" });
  const sources = said.urls.flatMap((written) => {
    const parsed = parseInput(ADDRESS, { url: written });
    if (!parsed.ok) problems.push(...parsed.problems);
    const url = parsed.ok && parsed.value.url;
    if (url) problems.push(...addressProblems({ url, archiveUrl: null }));
    const canonical = url && canonicalUrl(url);
    return canonical ? [{ url, canonical }] : [];
  });
  if (problems.length > 0) return { claims: [], problems };
  const outcome = typeof status === "string" && isOutcome(status as DayInput["status"]) ? status : "";
  const kinds = [outcome ? "outcome" : "announcement", ...(number ? ["evacuees"] : [])];
  const claims: Fields[] = kinds.flatMap((kind) => {
    const keys = sources.map(({ canonical }) => `c${sha256(`${entry} ${kind} ${canonical}`).slice(0, 11)}`);
    return sources.map(({ url, canonical }, i) => ({
      key: keys[i],
      kind,
      claimant: who!.slug,
      outcome: kind === "outcome" ? outcome : "",
      ...(kind === "evacuees" && {
        countOf: "people",
        countMin: arrival.input.evacueesMin,
        countMax: arrival.input.evacueesMax,
        countQualifier: arrival.input.evacueesQualifier,
      }),
      summaryEn: said.summaryEn,
      summaryUk: said.summaryUk,
      source: sourceAt(work, url, canonical, String(arrival.input.date ?? ""), also),
      sourcePlace: said.sourcePlace,
      statement: keys[0],
    }));
  });
  return { claims, problems };
}

/** The report at an address, made on the way where it is not on record. */
function sourceAt(work: Work, url: string, canonical: string, date: string, also: string[]): string {
  const known = work.sourceBy(`url ${canonical}`);
  if (known) return known;
  const slug = work.free("source", sourceName(url, date));
  const source = { slug, file: null, publisher: null, publishedOn: null, publishedOnPrecision: null, url };
  work.make(
    "source",
    slug,
    sourcePayload(slug, { ...source, archiveUrl: null, retrievedAt: null, sha256: null }, null),
  );
  also.push(`source ${slug}`);
  return slug;
}

/** How many rows in a row make a dragged cell of what two might have by chance. */
const DRAGGED = 3;

/**
 * Rows whose addresses grow by one from row to row, as when a cell is dragged down a sheet: such addresses lead to
 * nothing, or to somebody else's report. They are refused until somebody says that they are right.
 */
export function draggedRows(work: Work, days: readonly DayArrival[]): ReadonlySet<Arrival> {
  const runs: DayArrival[][] = [];
  let last: { stem: string; number: number } | null = null;
  for (const row of days) {
    const [, stem = "", digits = ""] = /^(.*?)(\d{1,9})\D*$/.exec(row.said?.urls[0] ?? "") ?? [];
    const next = digits && row.said?.urls.length === 1 ? { stem, number: Number(digits) } : null;
    const follows = next && last && next.stem === last.stem && next.number === last.number + 1;
    if (follows) runs.at(-1)?.push(row);
    else runs.push([row]);
    last = next;
  }
  const dragged = runs.filter((run) => run.length >= DRAGGED).flat();
  const found = new Set<Arrival>();
  for (const row of dragged) {
    const question = { key: "addresses", about: "addresses" as const, name: row.said?.urls[0] ?? "", region: "" };
    if (work.naming.ask({ ...question, candidates: [] }, row.line) === "keep") continue;
    work.refuse(row, [{ field: "url", code: "import_dragged" }]);
    found.add(row);
  }
  return found;
}
