import type { Context } from "@/lib/commands/change";
import { saveDay } from "@/lib/commands/corridor-days";
import { retract } from "@/lib/commands/retractions";
import { loadSeed, type Seed } from "@/lib/commands/seed";
import type { Store } from "@/lib/data/client";
import { addDays } from "@/lib/domain/dates";
import type { Answer, Refusal } from "@/lib/domain/errors";
import { personActor, seedActor } from "@/lib/domain/policy";
import type { Role } from "@/lib/domain/vocabulary";
import { layOnce } from "@/tests/support/laid";

// A plainly made-up record: two towns, two sides, three reports. Nothing in it happened.

/** When the tests' editors work: three days after the days that they write about. */
export const NOW = new Date("2001-02-06T09:00:00.000Z");
export const DATE = "2001-02-03";
export const CORRIDOR = "alpha-to-beta";

export const person = (id: string, role: Role) => personActor({ id, name: id, role });
const editor = person("editor-1", "editor");

/** What a command is told when an editor works on `store` at NOW. */
export const by = (store: Store, more: Partial<Context> = {}): Context => ({ store, actor: editor, now: NOW, ...more });

/** The answer of a command that has to say yes. */
export async function yes<T>(answer: Promise<Answer<T>>): Promise<{ ok: true } & T> {
  const given = await answer;
  if (!given.ok) throw new Error(`refused: ${JSON.stringify(given)}`);
  return given;
}

/** The refusal of a command that has to say no. */
export async function no(answer: Promise<Answer<unknown>>): Promise<Refusal> {
  const given = await answer;
  if (given.ok) throw new Error(`accepted: ${JSON.stringify(given)}`);
  return given;
}

export const placeForm = (slug: string, more: Record<string, unknown> = {}) => ({
  slug,
  kind: "settlement",
  nameEn: slug.toUpperCase(),
  nameUk: slug.toUpperCase() || "МІСТО",
  precision: "settlement",
  country: "XXA",
  timeZone: "Etc/UTC",
  ...more,
});

export const partyForm = (slug: string, side = "", more: Record<string, unknown> = {}) => ({
  slug,
  kind: "authority",
  nameEn: slug,
  nameUk: slug,
  side,
  ...more,
});

export const sourceForm = (slug: string, more: Record<string, unknown> = {}) => ({
  slug,
  publisher: "Test Gazette",
  publishedOn: DATE,
  url: `https://reports.example/${slug}`,
  ...more,
});

export const corridorForm = (origin: string, destination: string, more: Record<string, unknown> = {}) => ({
  origin,
  destination,
  purpose: "evacuation",
  ...more,
});

/** A claim that the corridor held, made by alpha-council in report-1; each test changes what it is about. */
export const claimForm = (more: Record<string, unknown> = {}) => ({
  kind: "outcome",
  outcome: "held",
  claimant: "alpha-council",
  summaryEn: "Cars passed.",
  source: "report-1",
  ...more,
});

/** A claim about a corridor for longer than a day, by which one side blames another; its key is `wide-1`. */
export const WIDE_BLAME = {
  key: "wide-1",
  scope: "corridor",
  corridor: CORRIDOR,
  kind: "blame",
  claimant: "north",
  addressee: "south",
  source: "report-1",
} as const;

/** A day that held by one claim. */
export const dayForm = (more: Record<string, unknown> = {}) => ({
  corridor: CORRIDOR,
  date: DATE,
  datePrecision: "day",
  status: "held",
  claims: [claimForm()],
  ...more,
});

/**
 * Lays the ground in one change set: places alpha and beta, the corridor between them, sides north and south,
 * alpha-council of the north, south-army of the south, relief of no side, sources report-1 to report-3.
 */
export async function layGround(store: Store, more: Partial<Seed> = {}): Promise<void> {
  const ground: Seed = {
    places: [placeForm("alpha"), placeForm("beta")],
    parties: [
      partyForm("north", "north"),
      partyForm("south", "south"),
      partyForm("alpha-council", "north"),
      partyForm("south-army", "south"),
      partyForm("relief"),
    ],
    sources: [sourceForm("report-1"), sourceForm("report-2"), sourceForm("report-3")],
    corridors: [corridorForm("alpha", "beta")],
    days: [],
    claims: [],
    ...more,
  };
  const load = () => yes(loadSeed({ store, actor: seedActor, now: NOW }, ground));
  await layOnce(store, JSON.stringify(ground), load);
}

/** Publishes a day, and answers with what was saved. */
export const publishDay = (store: Store, day: unknown = dayForm(), baseRevision = 0, reason = "") =>
  yes(saveDay(by(store), { day, baseRevision, reason }));

/** The n-th of many days, each with two claims; n is in its note. */
export const numberedDay = (n: number) =>
  dayForm({
    date: addDays("1900-01-01", n),
    noteEn: `day ${n}`,
    claims: [claimForm(), claimForm({ kind: "announcement", outcome: "", source: "report-2" })],
  });

/** Takes back a source. */
export const retractSource = (
  context: Context,
  { slug, ...edit }: { slug: string; baseRevision: number; reason: string },
): Promise<Answer<{ revision: number }>> => retract(context, { entryKind: "source", entry: slug, ...edit });
