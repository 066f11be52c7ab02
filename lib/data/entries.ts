import type { Prisma } from "@/prisma/generated/sqlite/client";
import type { ClaimCount, Count } from "../domain/counts";
import type { BriefDay, Claim, Corridor, CorridorDay, Party, Place, Source } from "../domain/record";
import { isOutcome } from "../domain/status";
import { separated } from "../domain/text";
import { CLAIM_KINDS, type ClaimKind, type Counted, type Qualifier } from "../domain/vocabulary";
import type { Db } from "./client";

/** What a claim needs beside its own row. */
export const CLAIM = {
  day: { select: { date: true, corridorSlug: true } },
  place: true,
  claimant: true,
  addressee: true,
  unverifiedBy: true,
  source: true,
} as const satisfies Prisma.ClaimInclude;

export const CORRIDOR = { origin: true, destination: true } as const satisfies Prisma.CorridorInclude;

/** The gate of the public record: what was retracted is in no current view. */
export const CURRENT = { retractedAt: null } as const;
/** What lists and forms name: what was merged into another entry has a page, and nothing else. */
export const LISTED = { ...CURRENT, mergedIntoSlug: null } as const;
/** A claim of a corridor day is current while its day is. */
export const CURRENT_CLAIM = {
  retractedAt: null,
  OR: [{ dayId: null }, { day: { retractedAt: null } }],
} as const satisfies Prisma.ClaimWhereInput;

/**
 * Claims of these kinds, beside another condition that is the narrower one: the other kinds are left out. Asked for by name,
 * SQLite would take every claim of a kind for few, and go through all of them on record.
 */
export const ofKinds = (kinds: readonly ClaimKind[]) => ({
  kind: { notIn: CLAIM_KINDS.filter((kind) => !kinds.includes(kind)) },
});

type Rows = {
  Place: Prisma.PlaceGetPayload<object>;
  Party: Prisma.PartyGetPayload<object>;
  Source: Prisma.SourceGetPayload<object>;
  Corridor: Prisma.CorridorGetPayload<{ include: typeof CORRIDOR }>;
  Claim: Prisma.ClaimGetPayload<{ include: typeof CLAIM }>;
  Day: Prisma.CorridorDayGetPayload<object>;
};

export const placeOf = (row: Rows["Place"]): Place => ({
  slug: row.slug,
  kind: row.kind,
  name: { en: row.nameEn, uk: row.nameUk },
  precision: row.precision,
  lat: row.lat,
  lon: row.lon,
  adm1: row.adm1,
  adm1Vocabulary: row.adm1Vocabulary,
  adm1Name: row.adm1Name,
  country: row.country,
  timeZone: row.timeZone,
  aliases: JSON.parse(row.aliases) as string[],
});

export const partyOf = (row: Rows["Party"]): Party => ({
  slug: row.slug,
  kind: row.kind,
  name: { en: row.nameEn, uk: row.nameUk },
  side: row.sideSlug,
});

export const sourceOf = (row: Rows["Source"]): Source => ({
  slug: row.slug,
  file: row.file,
  publisher: row.publisher,
  publishedOn: row.publishedOn,
  publishedOnPrecision: row.publishedOnPrecision,
  url: row.url,
  archiveUrl: row.archiveUrl,
  retrievedAt: row.retrievedAt,
  sha256: row.sha256,
  retracted: row.retractedAt !== null,
});

export const corridorOf = (row: Rows["Corridor"]): Corridor => ({
  slug: row.slug,
  origin: placeOf(row.origin),
  destination: placeOf(row.destination),
  purpose: row.purpose,
  continuedAs: row.continuedAsSlug,
  mergedInto: row.mergedIntoSlug,
});

const countOf = (min: number | null, max: number | null, qualifier: Qualifier | null): Count | null =>
  qualifier && { min, max, qualifier };

const claimCountOf = (of: Counted | null, count: Count | null): ClaimCount | null => of && count && { ...count, of };

export const claimOf = (row: Rows["Claim"]): Claim => ({
  key: row.key,
  scope: row.scope,
  corridor: row.day?.corridorSlug ?? row.corridorSlug,
  place: row.place && placeOf(row.place),
  date: row.day?.date ?? row.date,
  dateTo: row.dateTo,
  datePrecision: row.datePrecision,
  kind: row.kind,
  claimant: partyOf(row.claimant),
  speaker: row.speaker,
  addressee: row.addressee && partyOf(row.addressee),
  outcome: row.outcome,
  count: claimCountOf(row.countOf, countOf(row.countMin, row.countMax, row.countQualifier)),
  unverifiedBy: row.unverifiedBy && partyOf(row.unverifiedBy),
  summary: { en: row.summaryEn, uk: row.summaryUk },
  source: sourceOf(row.source),
  sourcePlace: row.sourcePlace,
  statement: row.statement,
  saidOn: row.saidOn,
  saidOnPrecision: row.saidOnPrecision,
  updatedAt: row.updatedAt,
  revision: row.revision,
});

const dayOf = <C>(
  row: Rows["Day"],
  claims: C,
  checkedAt: Date | null,
): Omit<CorridorDay, "claims"> & { claims: C } => ({
  corridor: row.corridorSlug,
  date: row.date,
  datePrecision: row.datePrecision,
  period: row.periodFrom && row.periodTo ? { from: row.periodFrom, to: row.periodTo } : null,
  timeZone: row.timeZone,
  status: row.status,
  note: { en: row.noteEn, uk: row.noteUk },
  evacuees: countOf(row.evacueesMin, row.evacueesMax, row.evacueesQualifier),
  grade: row.grade,
  blameContested: row.blameContested,
  evidenced: row.evidenced,
  announcedBy: separated(row.announcedBy),
  blamed: separated(row.blamed),
  claims,
  checkedAt,
  publishedAt: row.publishedAt,
  updatedAt: row.updatedAt,
  revision: row.revision,
});

/** A full board has 1,200 days; one question to SQLite has room for 999 values. */
const CHUNK = 450;
const inChunks = async <K, R>(keys: readonly K[], read: (some: K[]) => Promise<R[]>): Promise<R[]> => {
  const found: R[] = [];
  for (let i = 0; i < keys.length; i += CHUNK) for (const one of await read(keys.slice(i, i + CHUNK))) found.push(one);
  return found;
};

/** Things by the day that they belong to. */
function grouped<T>(of: readonly (readonly [dayId: string | null, T])[]): Map<string | null, T[]> {
  const byDay = new Map<string | null, T[]>();
  for (const [day, one] of of) {
    const list = byDay.get(day);
    if (list) list.push(one);
    else byDay.set(day, [one]);
  }
  return byDay;
}

/** Corridor days with their claims and last checks, ordered as the rows came. */
export async function daysOf(db: Db, rows: readonly Rows["Day"][]): Promise<CorridorDay[]> {
  const claims = await inChunks(
    rows.map((row) => row.id),
    (dayId) =>
      db.claim.findMany({
        where: { dayId: { in: dayId } },
        include: CLAIM,
        orderBy: { position: "asc" },
      }),
  );
  const byDay = grouped(claims.map((row) => [row.dayId, claimOf(row)] as const));
  const checked = await lastChecks(db, rows);
  return rows.map((row) => dayOf(row, byDay.get(row.id) ?? [], checked.get(row.id) ?? null));
}

/** The same for lists and bars, which may have a thousand days: whether an outcome was told is all they need of claims. */
export async function briefDaysOf(db: Db, rows: readonly Rows["Day"][]): Promise<BriefDay[]> {
  const claims = await inChunks(
    // a status that is an outcome says so itself
    rows.filter((row) => !isOutcome(row.status)).map((row) => row.id),
    (dayId) =>
      db.claim.findMany({
        where: { dayId: { in: dayId }, ...ofKinds(["outcome"]) },
        select: { dayId: true, kind: true, source: { select: { retractedAt: true } } },
      }),
  );
  const byDay = grouped(
    claims.map(
      ({ dayId, kind, source }) => [dayId, { kind, source: { retracted: source.retractedAt !== null } }] as const,
    ),
  );
  const checked = await lastChecks(db, rows);
  return rows.map((row) => dayOf(row, byDay.get(row.id) ?? [], checked.get(row.id) ?? null));
}

/** When somebody last looked at each of the days, by its key. */
async function lastChecks(db: Db, rows: readonly Rows["Day"][]): Promise<Map<string, Date | null>> {
  // both lists share the room of one question
  const corridors = [...new Set(rows.map((row) => row.corridorSlug))];
  const checks = await inChunks([...new Set(rows.map((row) => row.date))], (dates) =>
    inChunks(corridors, (some) =>
      db.check.groupBy({
        by: ["corridorSlug", "date"],
        where: { date: { in: dates }, corridorSlug: { in: some } },
        _max: { at: true },
      }),
    ),
  );
  return new Map(checks.map((check) => [`${check.corridorSlug}/${check.date}`, check._max.at]));
}

type Dated = Pick<Claim, "date" | "saidOn" | "key">;

/** Newest first: by the day spoken of, then by the day of speaking; undated ones last. */
export const newestFirst = (a: Dated, b: Dated): number =>
  (b.date ?? "").localeCompare(a.date ?? "") ||
  (b.saidOn ?? "").localeCompare(a.saidOn ?? "") ||
  a.key.localeCompare(b.key);
