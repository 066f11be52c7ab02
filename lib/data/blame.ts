import type { LocalDate } from "../domain/dates";
import type { Window } from "../domain/freshness";
import { voiceOf } from "../domain/grade";
import type { Claim, Corridor, Party } from "../domain/record";
import { isSlug } from "../domain/slugs";
import type { ClaimKind } from "../domain/vocabulary";
import { type AnnouncedDays, readAnnouncedDays } from "./announced";
import { readWindow } from "./board";
import type { Db } from "./client";
import { corridorsOf } from "./corridors";
import { CLAIM, CURRENT, claimOf, newestFirst, partyOf } from "./entries";
import { allParties, newestSaid, publishedOf, type Said, saidOf } from "./said";

/** The most sides that the table has on one edge, and the most pairs of parties below it. */
const MOST_SIDES = 20;
const MOST_PAIRS = 200;
/** The most claims of each sort that one page lists. */
const MOST_CLAIMS = 100;

/** Statements are counted, claims are listed: ten reports that repeat one statement are ten claims and one statement. */
export type Count = { statements: number; claims: number };
export type Pair = Count & { from: Party; to: Party };
/** What one side answers another: it denies what that one says, or rejects what that one offers. */
export type Answered = { from: Party; to: Party; denial: number; rejection: number };

export type BlamePage = {
  window: Window;
  /** Everybody who blames or is blamed: sides, and parties that belong to none. */
  voices: Party[];
  /** How many more there are than the table has room for. */
  moreVoices: number;
  cells: Pair[];
  /** What a side says of anybody, and what anybody says of a side: a statement that blames two counts once. */
  by: Map<string, number>;
  of: Map<string, number>;
  all: Count;
  /** When the reports of all that were published; null where none of them says. */
  published: { from: LocalDate; to: LocalDate } | null;
  pairs: Pair[];
  morePairs: number;
  answers: Answered[];
  announced: AnnouncedDays;
};

/** Statements and claims from one end about another, told apart by both. */
class Tally {
  readonly #found = new Map<string, { a: string; b: string; alone: number; several: Set<string>; claims: number }>();

  add(a: string, b: string, { statement, statements, claims }: Said): void {
    const key = `${a} ${b}`;
    const found = this.#found.get(key) ?? { a, b, alone: 0, several: new Set<string>(), claims: 0 };
    if (statement === null) found.alone += statements;
    else found.several.add(statement);
    found.claims += claims;
    this.#found.set(key, found);
  }

  /** The most statements first. */
  counts(): Counted[] {
    return [...this.#found.values()]
      .map(({ a, b, alone, several, claims }) => ({ a, b, statements: alone + several.size, claims }))
      .sort((x, y) => y.statements - x.statements || order(x.a, y.a) || order(x.b, y.b));
  }

  of(a: string, b: string): Count {
    const { alone = 0, several, claims = 0 } = this.#found.get(`${a} ${b}`) ?? {};
    return { statements: alone + (several?.size ?? 0), claims };
  }
}

type Counted = Count & { a: string; b: string };
const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Who blames whom, who denies or rejects it, and what became of announced days, as of `now`. */
export async function readBlame(db: Db, now: Date): Promise<BlamePage> {
  const parties = await allParties(db);
  const [byParty, bySide, by, of, all] = [new Tally(), new Tally(), new Tally(), new Tally(), new Tally()];
  const answers = { denial: new Tally(), rejection: new Tally() };
  const sideOf = sidesOf(parties);
  for await (const said of saidOf(db, ["blame"])) {
    const [fromSide, toSide] = [sideOf(said.from), sideOf(said.to)];
    byParty.add(said.from, said.to, said);
    bySide.add(fromSide, toSide, said);
    by.add(fromSide, "", said);
    of.add("", toSide, said);
    all.add("", "", said);
  }
  for (const kind of ["denial", "rejection"] as const)
    for await (const said of saidOf(db, [kind])) answers[kind].add(sideOf(said.from), sideOf(said.to), said);
  const sides = bySide.counts();
  const voices = [...new Set(sides.flatMap(({ a, b }) => [a, b]))];
  const shown = new Set(voices.slice(0, MOST_SIDES));
  const pairOf = ({ a, b, ...count }: Counted): Pair[] => {
    const [from, to] = [parties.get(a), parties.get(b)];
    return from && to ? [{ from, to, ...count }] : [];
  };
  const pairs = byParty.counts();
  return {
    window: await readWindow(db, now),
    voices: [...shown].flatMap((slug) => parties.get(slug) ?? []),
    moreVoices: voices.length - shown.size,
    cells: sides.filter(({ a, b }) => shown.has(a) && shown.has(b)).flatMap(pairOf),
    by: new Map(by.counts().map(({ a, statements }) => [a, statements])),
    of: new Map(of.counts().map(({ b, statements }) => [b, statements])),
    all: all.of("", ""),
    published: await publishedOf(db, "blame"),
    pairs: pairs.slice(0, MOST_PAIRS).flatMap(pairOf),
    morePairs: Math.max(0, pairs.length - MOST_PAIRS),
    answers: answersOf(answers, pairOf).slice(0, MOST_PAIRS),
    announced: await readAnnouncedDays(db, now),
  };
}

/** Whom a party speaks for, by its slug. */
const sidesOf = (parties: ReadonlyMap<string, Party>) => (slug: string) => {
  const party = parties.get(slug);
  return party ? voiceOf(party) : slug;
};

/** The most answers of one sort first. */
function answersOf(tallies: Record<"denial" | "rejection", Tally>, pairOf: (row: Counted) => Pair[]): Answered[] {
  const rows = Object.values(tallies).flatMap((tally) => tally.counts());
  rows.sort((x, y) => y.statements - x.statements || order(x.a, y.a) || order(x.b, y.b));
  const found = new Map<string, Answered>();
  for (const row of rows)
    for (const { from, to } of pairOf(row)) {
      const of = (kind: keyof typeof tallies) => tallies[kind].of(row.a, row.b).statements;
      found.set(`${row.a} ${row.b}`, { from, to, denial: of("denial"), rejection: of("rejection") });
    }
  return [...found.values()];
}

/** Of whom the two ends of a pair speak: of one party, or of a side with everybody who belongs to it. */
export type Ends = "sides" | "parties";

export type BlamePair = {
  ends: Ends;
  from: Party;
  to: Party;
  /** Newest first; at most 100. */
  blame: { count: Count; claims: Claim[] };
  /** Denials and rejections. */
  answers: { count: Count; claims: Claim[] };
  /** The corridors that the claims speak of, by slug. */
  corridors: Map<string, Corridor>;
  /** The other way round: how often `to` blames, and how often it denies or rejects. */
  reverse: { blame: Count; answers: Count };
};

/** What a pair's page lists: blame, and answers to it. */
const SORTS: Record<"blame" | "answers", readonly ClaimKind[]> = { blame: ["blame"], answers: ["denial", "rejection"] };

/** What one side or party says against another; null where one of the two is no side, or no party. */
export async function findBlamePair(db: Db, ends: Ends, from: string, to: string): Promise<BlamePair | null> {
  if (!isSlug(from) || !isSlug(to)) return null;
  const rows = await db.party.findMany({ where: { slug: { in: [from, to] }, ...CURRENT } });
  const known = new Map(rows.map((row) => [row.slug, partyOf(row)]));
  const [a, b] = [known.get(from), known.get(to)];
  if (!a || !b || (ends === "sides" && (voiceOf(a) !== from || voiceOf(b) !== to))) return null;
  const parties = await allParties(db);
  const isEnd = (party: Party, slug: string) => (ends === "sides" ? voiceOf(party) : party.slug) === slug;
  const membersOf = (slug: string) => [...parties.values()].flatMap((party) => (isEnd(party, slug) ? party.slug : []));
  const [ours, theirs] = [membersOf(from), membersOf(to)];
  const sideOf = sidesOf(parties);
  const counted = new Tally();
  const claims = { blame: [] as Claim[], answers: [] as Claim[] };
  for (const sort of ["blame", "answers"] as const) {
    const kinds = SORTS[sort];
    for await (const said of saidOf(db, kinds, [...new Set([...ours, ...theirs])])) {
      const [a, b] = ends === "sides" ? [sideOf(said.from), sideOf(said.to)] : [said.from, said.to];
      counted.add(`${sort} ${a}`, b, said);
    }
    claims[sort] = await claimsWith(db, await newestSaid(db, kinds, [ours, theirs], MOST_CLAIMS));
  }
  const { blame, answers } = claims;
  const count = (by: string, of: string) => ({
    blame: counted.of(`blame ${by}`, of),
    answers: counted.of(`answers ${by}`, of),
  });
  const forth = count(from, to);
  return {
    ends,
    from: a,
    to: b,
    blame: { count: forth.blame, claims: blame },
    answers: { count: forth.answers, claims: answers },
    corridors: await corridorsOf(db, [...blame, ...answers]),
    reverse: count(to, from),
  };
}

/** Claims by their keys, newest first. */
async function claimsWith(db: Db, keys: string[]): Promise<Claim[]> {
  if (keys.length === 0) return [];
  const rows = await db.claim.findMany({ where: { key: { in: keys } }, include: CLAIM });
  return rows.map(claimOf).sort(newestFirst);
}
