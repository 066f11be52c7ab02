import type { Arrival, Fields, Write } from "./arrivals";
import { sha256 } from "./chain";
import { wideClaimProblems } from "./day-rules";
import { preciseClaim } from "./day-warnings";
import type { Problem } from "./errors";
import {
  type CorridorInput,
  corridorInput,
  type PartyInput,
  type PlaceInput,
  parseInput,
  partyInput,
  placeInput,
  type SourceInput,
  sourceInput,
  wideClaimInput,
} from "./inputs";
import { barred, endsOf, marksOf, type Simple, type Work } from "./landing-work";
import { leadsBack } from "./merging";
import { corridorPayload, type Payload, partyPayload, placePayload, sourcePayload, wideClaimPayload } from "./payloads";
import { unknownReferences } from "./references";
import { corridorSlug, slugFrom } from "./slugs";
import { joined } from "./text";
import { addressProblems } from "./urls";
import type { Purpose } from "./vocabulary";

/** Another party that belongs to one, as a side. */
const memberOf = ({ ground }: Work, side: string): string | undefined =>
  [...ground.party].find(([slug, { after }]) => {
    const party = after === null ? null : (JSON.parse(after) as Payload);
    return slug !== side && party?.side === side && !party.merged_into;
  })?.[0];

type Rules = { [K in Simple]: (work: Work, slug: string, input: never) => Problem[] };

const RULES: Rules = {
  place: (work, slug, place: PlaceInput) => {
    const before = work.fields<PlaceInput>("place", slug);
    const origin = () =>
      [...work.ground.corridor.values()].some(({ after }) => after && JSON.parse(after).origin === slug);
    return before?.timeZone && !place.timeZone && origin() ? [{ field: "timeZone", code: "origin_time_zone" }] : [];
  },
  party: (work, slug, { side }: PartyInput) => {
    const stands = !side || side === slug || work.fields<PartyInput>("party", side)?.side === side;
    if (!stands) return [{ field: "side", code: "unknown_side" }];
    // only what is a side has members: all parties are gone through for those alone that no longer are one
    const wasSide = side !== slug && work.fields<PartyInput>("party", slug)?.side === slug;
    const member = wasSide ? memberOf(work, slug) : undefined;
    return member ? [{ field: "side", code: "side_of_others", values: { party: member } }] : [];
  },
  source: (work, slug, source: SourceInput) => [
    ...addressProblems(source, work.fields<SourceInput>("source", slug)),
    ...marksOf(sourcePayload(slug, source, null)).flatMap((mark) => {
      const known = work.sourceBy(mark);
      const field = mark.slice(0, mark.indexOf(" "));
      return known && known !== slug ? [{ field, code: "known_source", values: { source: known } }] : [];
    }),
  ],
  corridor: (work, slug, corridor: CorridorInput) => corridorProblems(work, slug, corridor),
};

/** What each corridor goes on as, those of this import with them. */
const continuations = ({ ground }: Work) =>
  new Map([...ground.corridor].map(([slug, { after }]) => [slug, after && JSON.parse(after).continued_as] as const));

export function corridorProblems(work: Work, slug: string, corridor: CorridorInput): Problem[] {
  const problems: Problem[] = [];
  const [origin, destination] = (["origin", "destination"] as const).map((end) => {
    const place = work.fields<PlaceInput>("place", corridor[end]);
    if (!place) problems.push({ field: end, code: "unknown_place", values: { name: corridor[end] } });
    return place;
  });
  if (origin && !origin.timeZone) problems.push({ field: "origin", code: "origin_time_zone" });
  if (destination && corridor.origin === corridor.destination && origin?.kind !== "not_stated")
    problems.push({ field: "destination", code: "same_place" });
  const twin = work.corridorBetween(endsOf(corridor as unknown as Payload));
  if (twin && twin !== slug)
    problems.push({ field: "destination", code: "known_corridor", values: { corridor: twin } });
  if (corridor.continuedAs && (corridor.continuedAs === slug || !work.stands("corridor").has(corridor.continuedAs)))
    problems.push({ field: "continuedAs", code: "unknown_corridor" });
  else if (corridor.continuedAs && leadsBack(slug, continuations(work).set(slug, corridor.continuedAs)))
    problems.push({ field: "continuedAs", code: "continued_circle" });
  return problems;
}

const FORMS = { place: placeInput, party: partyInput, source: sourceInput, corridor: corridorInput } as const;

/** The slug of a row that names none: that of the entry which it must be, or a new one. */
function slugOf(work: Work, kind: Simple, input: Fields, arrival: Arrival): string {
  const name = String(input.nameEn ?? "");
  if (kind === "source") {
    const known = marksOf(input as Payload)
      .map(work.sourceBy)
      .find(Boolean);
    return known ?? work.free("source", sourceName(String(input.url ?? ""), String(input.publishedOn ?? ""), input));
  }
  if (kind === "corridor") {
    const known = work.corridorBetween(endsOf(input as Payload));
    const { origin, destination, purpose } = input;
    return known ?? work.free("corridor", corridorSlug(String(origin), String(destination), purpose as Purpose));
  }
  const region = String(input.adm1 ?? input.adm1Name ?? "");
  const found = name ? work.naming.find(kind, name, region, arrival.line) : null;
  if (found?.slug) return found.slug;
  return work.free(kind, slugFrom(name) || kind);
}

/** A readable name for a report: its publisher or host, and its date. */
export function sourceName(url: string, date: string, input: Fields = {}): string {
  const host = URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") : "";
  return slugFrom(`${input.publisher || host || input.file || ""} ${date}`) || "source";
}

/** Names in the place of keys, where the file is not one of ours. */
function resolved(work: Work, arrival: Arrival, fields: Fields, names: Record<string, "place" | "party">): Problem[] {
  if (!work.byName[arrival.file]) return [];
  return Object.entries(names).flatMap(([field, kind]) => {
    const name = fields[field];
    if (typeof name !== "string" || name === "") return [];
    const found = work.naming.find(kind, name, "", arrival.line);
    if (found.slug !== undefined) fields[field] = found.slug;
    return found.problem ? [{ field, ...found.problem }] : [];
  });
}

const NAMES: Partial<Record<Write["kind"], Record<string, "place" | "party">>> = {
  party: { side: "party" },
  corridor: { origin: "place", destination: "place" },
  claim: { claimant: "party", addressee: "party", unverifiedBy: "party", place: "place" },
};

/** Lets a place, party, source or corridor land. */
export function landSimple(work: Work, kind: Simple, arrival: Extract<Arrival, { input: Fields }>): void {
  const input = { ...arrival.input };
  const unnamed = resolved(work, arrival, input, NAMES[kind] ?? {});
  const slug = String(input.slug || slugOf(work, kind, input, arrival));
  const standing = work.ground[kind].get(slug);
  const bar = barred(standing);
  if (bar) {
    work.refuse(arrival, [bar], slug);
    return;
  }
  const parsed = parseInput(FORMS[kind], { ...work.over(kind, slug, input), slug });
  if (!parsed.ok) {
    const wrong = parsed.problems.filter(({ field }) => !unnamed.some((problem) => problem.field === field));
    work.refuse(arrival, [...unnamed, ...wrong], slug);
    return;
  }
  const before = standing?.after ? (JSON.parse(standing.after) as Payload) : null;
  const told = arrival.kind === "corridor" && !standing ? arrival.mergedInto : null;
  const version = VERSIONS[kind](slug, parsed.value as never, before, told);
  if (unnamed.length === 0 && !work.isPublished(kind, slug, version)) {
    unnamed.push(...RULES[kind](work, slug, parsed.value as never));
    if (told && !work.stands("corridor").has(told)) unnamed.push({ field: "mergedInto", code: "unknown_corridor" });
  }
  if (unnamed.length > 0) work.refuse(arrival, unnamed, slug);
  else work.land(arrival, kind, slug, version);
}

type Versions = { [K in Simple]: (slug: string, input: never, before: Payload | null, told: string | null) => Payload };

const mergedInto = (before: Payload | null) => (before?.merged_into ?? null) as string | null;

const VERSIONS: Versions = {
  place(slug, place: PlaceInput, before) {
    // one cell cannot tell an alias with a semicolon in it from two
    const kept = (before?.aliases ?? []) as string[];
    const aliases = joined(kept) === joined(place.aliases) ? kept : place.aliases;
    return placePayload(slug, { ...place, aliases }, mergedInto(before));
  },
  party: (slug, party: PartyInput, before) => partyPayload(slug, party, mergedInto(before)),
  source: (slug, source: SourceInput, before) => sourcePayload(slug, source, mergedInto(before)),
  corridor: (slug, corridor: CorridorInput, before, told) =>
    corridorPayload(slug, corridor, mergedInto(before) ?? told),
};

/** Lets a claim of wider scope land. */
export function landClaim(work: Work, arrival: Extract<Arrival, { input: Fields }>): void {
  const fields = { ...arrival.input };
  const unnamed = resolved(work, arrival, fields, NAMES.claim!);
  // a row that has no key of its own has the same one whenever the same file comes again
  const made = work.byName[arrival.file] && `c${sha256(JSON.stringify(arrival.input)).slice(0, 11)}`;
  const key = String(fields.key || made || "");
  fields.key = key;
  const bar = barred(work.ground.claim.get(key));
  if (bar) {
    work.refuse(arrival, [bar], key);
    return;
  }
  if (unnamed.length > 0) {
    work.refuse(arrival, unnamed, key);
    return;
  }
  const parsed = parseInput(wideClaimInput, work.over("claim", key, fields));
  if (!parsed.ok) {
    work.refuse(arrival, parsed.problems, key);
    return;
  }
  const claim = parsed.value;
  if (!claim.key) {
    work.refuse(arrival, [{ field: "key", code: "required" }]);
    return;
  }
  if (work.ground.ofDay.has(claim.key)) {
    work.refuse(arrival, [{ field: "key", code: "key_taken" }], key);
    return;
  }
  const origin = claim.corridor && work.fields<CorridorInput>("corridor", claim.corridor)?.origin;
  const place = work.fields<PlaceInput>("place", origin || claim.place || "");
  const today = work.dateIn(place?.timeZone || work.ground.timeZone);
  const problems = [
    ...wideClaimProblems(claim, today),
    // as in a day's texts
    ...((claim.dateTo ?? claim.date ?? today) >= today ? preciseClaim(claim) : []),
    ...unknownReferences(claim, "", { parties: work.stands("party"), sources: work.ground.source }),
  ];
  if (claim.corridor && !origin) problems.push({ field: "corridor", code: "unknown_corridor" });
  if (claim.place && !work.stands("place").has(claim.place)) problems.push({ field: "place", code: "unknown_place" });
  const version = wideClaimPayload({ ...claim, key: claim.key });
  if (problems.length > 0 && !work.isPublished("claim", claim.key, version)) work.refuse(arrival, problems, key);
  else work.land(arrival, "claim", claim.key, version);
}
