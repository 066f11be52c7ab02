import { Prisma } from "@/prisma/generated/sqlite/client";
import type { LocalDate } from "../domain/dates";
import { DISPUTING, voiceOf } from "../domain/grade";
import type { Party } from "../domain/record";
import type { ClaimKind } from "../domain/vocabulary";
import type { Db } from "./client";
import { partyOf } from "./entries";
import { askOf } from "./windows";

const { sql, raw, join } = Prisma;

/** Claims that are looked at in one question: the process turns to others in between. */
const ROWS = 1_000;

/** One claim in which a party blames or answers another, as much of it as counting needs. */
export type Said = {
  key: string;
  kind: ClaimKind;
  statement: string;
  from: string;
  to: string;
  fromSide: string;
  toSide: string;
  /** When its report was published. */
  published: LocalDate | null;
  /** The day that it is about, or the first of a period. */
  date: LocalDate | null;
  saidOn: LocalDate | null;
};

/** Every party by its slug, retracted ones too: there are few. */
export async function allParties(db: Db): Promise<Map<string, Party>> {
  return new Map((await db.party.findMany()).map((row) => [row.slug, partyOf(row)]));
}

/**
 * Every public claim in which a party blames or answers another; one leaves with its day, its corridor and its source.
 * @param parties as allParties() reads them
 * @param ends only claims of these claimants about these addressees, either way round; null: all
 */
export async function* saidOf(
  db: Db,
  parties: ReadonlyMap<string, Party>,
  ends: readonly string[] | null = null,
): AsyncGenerator<Said, void, undefined> {
  const ask = askOf(db);
  const retracted = { where: { retractedAt: { not: null } }, select: { slug: true } } as const;
  const corridors = new Set((await db.corridor.findMany(retracted)).map(({ slug }) => slug));
  const sources = await db.source.findMany({ select: { slug: true, publishedOn: true, retractedAt: true } });
  const published = new Map(sources.flatMap((one) => (one.retractedAt ? [] : [[one.slug, one.publishedOn] as const])));
  const sideOf = (slug: string) => {
    const party = parties.get(slug);
    return party ? voiceOf(party) : slug;
  };
  const between = ends
    ? sql`AND c."claimantSlug" IN (${join([...ends])}) AND c."addresseeSlug" IN (${join([...ends])})`
    : Prisma.empty;
  for (const kind of DISPUTING) {
    const ofKind = sql`c."kind" = ${raw(`'${kind}'`)}`;
    for (let last: string | null = ""; last !== null; ) {
      const rest: Prisma.Sql = sql`${ofKind} AND c."key" > ${last}`;
      const [edge] = await ask(
        sql`SELECT c."key" FROM "Claim" c WHERE ${rest} ORDER BY c."key" LIMIT 1 OFFSET ${raw(String(ROWS - 1))}`,
      );
      const until: string | null = edge ? String(edge[0]) : null;
      const rows = await ask(
        sql`SELECT c."key", c."statement", c."claimantSlug", c."addresseeSlug", c."sourceSlug",
            coalesce(d."date", c."date") AS "date", c."saidOn", coalesce(d."corridorSlug", c."corridorSlug") AS "corridor"
          FROM "Claim" c LEFT JOIN "CorridorDay" d ON d."id" = c."dayId"
          WHERE ${rest} ${until === null ? Prisma.empty : sql`AND c."key" <= ${until}`} ${between}
            AND c."addresseeSlug" IS NOT NULL AND c."retractedAt" IS NULL AND d."retractedAt" IS NULL`,
      );
      for (const row of rows) {
        const [key, statement, from, to, source, date, saidOn, corridor] = row as [
          ...[key: string, statement: string, from: string, to: string, source: string],
          ...[date: string | null, saidOn: string | null, corridor: string | null],
        ];
        const printed = published.get(source);
        if (printed === undefined || (corridor !== null && corridors.has(corridor))) continue;
        const sides = { fromSide: sideOf(from), toSide: sideOf(to) };
        yield { key, kind, statement, from, to, ...sides, published: printed, date, saidOn };
      }
      last = until;
    }
  }
}
