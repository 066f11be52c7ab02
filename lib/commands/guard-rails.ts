import type { Tx } from "@/lib/data/client";
import { CORRIDOR, LISTED } from "@/lib/data/entries";
import { corridorWarnings } from "../domain/corridors";
import { invalid, isWarned, type Problem, warningKey } from "../domain/errors";
import {
  type CorridorInput,
  corridorInput,
  type PartyInput,
  type PlaceInput,
  parseInput,
  partyInput,
  placeInput,
} from "../domain/inputs";
import { partyWarnings } from "../domain/parties";
import { type PlaceFacts, placeWarnings } from "../domain/places";
import type { EntryEdit } from "./places";
import { refuseNow } from "./refusing";

type PlaceRow = Omit<PlaceFacts, "names"> & { nameEn: string; nameUk: string; aliases: string };
const factsOf = (row: PlaceRow): PlaceFacts => ({
  ...row,
  names: [row.nameEn, row.nameUk, ...(JSON.parse(row.aliases) as string[])],
});
const typedFacts = (place: PlaceInput): PlaceFacts => ({
  ...place,
  slug: place.slug ?? "",
  names: [place.nameEn, place.nameUk, ...place.aliases],
});

/** What says which warnings were gone past: warningKey() of each. */
export type Guarded = { onPurpose?: readonly string[] };

/** Refuses what was not done on purpose. What was on record before this edit is no news. */
export function refuseWarned(edit: Guarded, now: Problem[], before: Problem[]): void {
  const known = new Set(before.map(warningKey));
  const news = now.filter((problem) => !known.has(warningKey(problem)));
  if (news.some((problem) => !isWarned(problem, edit.onPurpose))) refuseNow(invalid(...news));
}

/** A new entry under a key that is in use is refused for that, before anybody asks whether it is on purpose. */
const isTaken = (edit: EntryEdit, existing: { retractedAt: Date | null } | null) =>
  edit.baseRevision === 0 && existing !== null && existing.retractedAt === null;

/** Holds a form up where its place is likely on record already. Imports and the seed look at the rules for themselves. */
export async function guardPlace(tx: Tx, edit: EntryEdit): Promise<void> {
  const parsed = parseInput(placeInput, edit.input);
  if (!parsed.ok) return;
  const known = (await tx.place.findMany({ where: LISTED, orderBy: { slug: "asc" } })).map(factsOf);
  const { slug } = parsed.value;
  const existing = slug ? await tx.place.findUnique({ where: { slug } }) : null;
  if (isTaken(edit, existing)) return;
  const before = existing ? placeWarnings(factsOf(existing), known) : [];
  refuseWarned(edit, placeWarnings(typedFacts(parsed.value), known), before);
}

export async function guardCorridor(tx: Tx, edit: EntryEdit): Promise<void> {
  const parsed = parseInput(corridorInput, edit.input);
  if (!parsed.ok) return;
  const { slug, purpose }: CorridorInput = parsed.value;
  const ends = await tx.place.findMany({
    where: { ...LISTED, slug: { in: [parsed.value.origin, parsed.value.destination] } },
  });
  const end = (wanted: string) => ends.find((place) => place.slug === wanted);
  const [origin, destination] = [end(parsed.value.origin), end(parsed.value.destination)];
  if (!origin || !destination) return;
  const rows = await tx.corridor.findMany({ where: LISTED, include: CORRIDOR, orderBy: { slug: "asc" } });
  const known = rows
    // the very same one is refused by a rule, with its name
    .filter((row) => row.originSlug !== origin.slug || row.destinationSlug !== destination.slug)
    .map((row) => ({ ...row, origin: factsOf(row.origin), destination: factsOf(row.destination) }));
  const typed = { slug: slug ?? "", purpose, origin: factsOf(origin), destination: factsOf(destination) };
  const existing = known.find((row) => row.slug === slug);
  refuseWarned(edit, corridorWarnings(typed, known), existing ? corridorWarnings(existing, known) : []);
}

export async function guardParty(tx: Tx, edit: EntryEdit): Promise<void> {
  const parsed = parseInput(partyInput, edit.input);
  if (!parsed.ok) return;
  const known = await tx.party.findMany({ where: LISTED, orderBy: { slug: "asc" } });
  const party: PartyInput = parsed.value;
  const { slug } = party;
  const existing = slug ? await tx.party.findUnique({ where: { slug } }) : null;
  if (isTaken(edit, existing)) return;
  const before = existing ? partyWarnings(existing, known) : [];
  refuseWarned(edit, partyWarnings({ ...party, slug: existing?.slug ?? "" }, known), before);
}
