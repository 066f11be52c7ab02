import { Prisma } from "@/prisma/generated/sqlite/client";
import type { LocalDate } from "../domain/dates";
import { type Window, windowOf } from "../domain/freshness";
import { voiceOf } from "../domain/grade";
import type { Claim, Corridor, Party } from "../domain/record";
import { isSlug } from "../domain/slugs";
import type { ClaimKind } from "../domain/vocabulary";
import { type AnnouncedDays, readAnnouncedDays } from "./announced";
import { BAR_DAYS, lastDay } from "./board";
import type { Db } from "./client";
import { corridorsOf } from "./corridors";
import { CLAIM, CURRENT, claimOf, newestFirst, partyOf } from "./entries";
import { readSettings } from "./settings";

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

// A claim leaves with its day, its corridor and its source, and belongs to a side through its party. Gathered once and
// counted five times: MATERIALIZED halves what that costs for 40,000 statements.
const SAID = Prisma.sql`SELECT CAST(c."kind" AS TEXT) AS kind, c."statement" AS statement, s."publishedOn" AS published,
    c."claimantSlug" AS from_party, c."addresseeSlug" AS to_party,
    coalesce(f."sideSlug", f."slug") AS from_side, coalesce(t."sideSlug", t."slug") AS to_side
  FROM "Claim" c
  JOIN "Source" s ON s."slug" = c."sourceSlug"
  JOIN "Party" f ON f."slug" = c."claimantSlug"
  JOIN "Party" t ON t."slug" = c."addresseeSlug"
  LEFT JOIN "CorridorDay" d ON d."id" = c."dayId"
  LEFT JOIN "Corridor" k ON k."slug" = coalesce(d."corridorSlug", c."corridorSlug")
  WHERE c."kind" IN ('blame', 'denial', 'rejection') AND c."retractedAt" IS NULL AND s."retractedAt" IS NULL
    AND d."retractedAt" IS NULL AND k."retractedAt" IS NULL`;
const COUNTED = Prisma.sql`count(DISTINCT statement) AS statements, count(*) AS claims`;

type Counted = { statements: bigint; claims: bigint };
type Row = Counted & {
  level: "parties" | "sides" | "by" | "of" | "all";
  kind: ClaimKind;
  a: string;
  b: string;
  first: LocalDate | null;
  last: LocalDate | null;
};
const count = (row: Counted): Count => ({ statements: Number(row.statements), claims: Number(row.claims) });

/** Who blames whom, who denies or rejects it, and what became of announced days, as of `now`. */
export async function readBlame(db: Db, now: Date): Promise<BlamePage> {
  const rows = await db.$queryRaw<Row[]>`WITH said AS MATERIALIZED (${SAID}),
    counted AS (
      SELECT 'parties' AS level, kind, from_party AS a, to_party AS b, ${COUNTED}, min(published) AS first, max(published) AS last
        FROM said GROUP BY kind, from_party, to_party
      UNION ALL SELECT 'sides', kind, from_side, to_side, ${COUNTED}, NULL, NULL FROM said GROUP BY kind, from_side, to_side
      UNION ALL SELECT 'by', kind, from_side, '', ${COUNTED}, NULL, NULL FROM said GROUP BY kind, from_side
      UNION ALL SELECT 'of', kind, '', to_side, ${COUNTED}, NULL, NULL FROM said GROUP BY kind, to_side
      UNION ALL SELECT 'all', kind, '', '', ${COUNTED}, min(published), max(published) FROM said GROUP BY kind
    ) SELECT * FROM counted ORDER BY statements DESC, a, b`;
  const blame = rows.filter(({ kind }) => kind === "blame");
  const at = (level: Row["level"], from = blame) => from.filter((row) => row.level === level);
  const sides = at("sides");
  const voices = [...new Set(sides.flatMap(({ a, b }) => [a, b]))];
  const shown = new Set(voices.slice(0, MOST_SIDES));
  const parties = await partiesBySlug(db, [...new Set(rows.flatMap(({ a, b }) => [a, b]).filter(Boolean))]);
  const pairOf = (row: Row): Pair[] => {
    const [from, to] = [parties.get(row.a), parties.get(row.b)];
    return from && to ? [{ from, to, ...count(row) }] : [];
  };
  const pairs = at("parties");
  const all = at("all")[0];
  return {
    window: windowOf(await lastDay(db), BAR_DAYS, (await readSettings(db)).timeZone, now),
    voices: [...shown].flatMap((slug) => parties.get(slug) ?? []),
    moreVoices: voices.length - shown.size,
    cells: sides.filter(({ a, b }) => shown.has(a) && shown.has(b)).flatMap(pairOf),
    by: new Map(at("by").map((row) => [row.a, count(row).statements])),
    of: new Map(at("of").map((row) => [row.b, count(row).statements])),
    all: all ? count(all) : { statements: 0, claims: 0 },
    published: all?.first && all.last ? { from: all.first, to: all.last } : null,
    pairs: pairs.slice(0, MOST_PAIRS).flatMap(pairOf),
    morePairs: Math.max(0, pairs.length - MOST_PAIRS),
    answers: answersOf(at("sides", rows), pairOf).slice(0, MOST_PAIRS),
    announced: await readAnnouncedDays(db, now),
  };
}

function answersOf(rows: Row[], pairOf: (row: Row) => Pair[]): Answered[] {
  const found = new Map<string, Answered>();
  for (const row of rows) {
    if (row.kind !== "denial" && row.kind !== "rejection") continue;
    for (const { from, to, statements } of pairOf(row)) {
      const key = `${row.a}/${row.b}`;
      const answered = found.get(key) ?? { from, to, denial: 0, rejection: 0 };
      answered[row.kind] += statements;
      found.set(key, answered);
    }
  }
  return [...found.values()];
}

async function partiesBySlug(db: Db, slugs: string[]): Promise<Map<string, Party>> {
  const rows = await db.party.findMany({ where: { slug: { in: slugs } } });
  return new Map(rows.map((row) => [row.slug, partyOf(row)]));
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

/** What one side or party says against another; null where one of the two is no side, or no party. */
export async function findBlamePair(db: Db, ends: Ends, from: string, to: string): Promise<BlamePair | null> {
  if (!isSlug(from) || !isSlug(to)) return null;
  const rows = await db.party.findMany({ where: { slug: { in: [from, to] }, ...CURRENT } });
  const known = new Map(rows.map((row) => [row.slug, partyOf(row)]));
  const [a, b] = [known.get(from), known.get(to)];
  if (!a || !b || (ends === "sides" && (voiceOf(a) !== from || voiceOf(b) !== to))) return null;
  const forth = await countsOf(db, ends, from, to);
  const blame = await claimsOf(db, ends, from, to, ["blame"]);
  const answers = await claimsOf(db, ends, from, to, ["denial", "rejection"]);
  return {
    ends,
    from: a,
    to: b,
    blame: { count: forth.blame, claims: blame },
    answers: { count: forth.answers, claims: answers },
    corridors: await corridorsOf(db, [...blame, ...answers]),
    reverse: await countsOf(db, ends, to, from),
  };
}

async function countsOf(db: Db, ends: Ends, from: string, to: string): Promise<{ blame: Count; answers: Count }> {
  const where =
    ends === "sides"
      ? Prisma.sql`from_side = ${from} AND to_side = ${to}`
      : Prisma.sql`from_party = ${from} AND to_party = ${to}`;
  const rows = await db.$queryRaw<(Counted & { blames: string })[]>`WITH said AS (${SAID})
    SELECT CASE WHEN kind = 'blame' THEN 'yes' ELSE 'no' END AS blames, ${COUNTED} FROM said WHERE ${where} GROUP BY 1`;
  const of = (blames: string) => count(rows.find((row) => row.blames === blames) ?? { statements: 0n, claims: 0n });
  return { blame: of("yes"), answers: of("no") };
}

async function claimsOf(db: Db, ends: Ends, from: string, to: string, kinds: ClaimKind[]): Promise<Claim[]> {
  const end = (slug: string) => (ends === "sides" ? { OR: [{ sideSlug: slug }, { slug, sideSlug: null }] } : { slug });
  const where: Prisma.ClaimWhereInput = {
    kind: { in: kinds },
    claimant: end(from),
    addressee: end(to),
    source: CURRENT,
    ...CURRENT,
  };
  const last = { sort: "desc", nulls: "last" } as const;
  // a claim has its date from its day or of its own: the newest of both are among the newest of each
  const ofDays = await db.claim.findMany({
    where: { ...where, day: { ...CURRENT, corridor: CURRENT } },
    include: CLAIM,
    orderBy: [{ day: { date: "desc" } }, { saidOn: last }, { key: "asc" }],
    take: MOST_CLAIMS,
  });
  const wider = await db.claim.findMany({
    where: { ...where, dayId: null, OR: [{ corridorSlug: null }, { corridor: CURRENT }] },
    include: CLAIM,
    orderBy: [{ date: last }, { saidOn: last }, { key: "asc" }],
    take: MOST_CLAIMS,
  });
  return [...ofDays, ...wider].map(claimOf).sort(newestFirst).slice(0, MOST_CLAIMS);
}
