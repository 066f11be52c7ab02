import { Prisma } from "@/prisma/generated/sqlite/client";
import type { LocalDate } from "../domain/dates";
import type { Party } from "../domain/record";
import type { ClaimKind } from "../domain/vocabulary";
import type { Db } from "./client";
import { partyOf } from "./entries";
import { word } from "./matching";
import { type Ask, askOf } from "./windows";

const { sql, raw, join } = Prisma;

/** Claims that are looked at in one question, on their index alone: the process turns to others in between. */
const ROWS = 20_000;
/** Statements that are asked for by name at once. */
const NAMED = 500;

/** What a party says against another, counted. */
export type Said = {
  from: string;
  to: string;
  /** The statement, where it is said of several pairs of parties; null: statements that are said of these two alone. */
  statement: string | null;
  statements: number;
  claims: number;
};

/** Every party by its slug, retracted ones too: there are few. */
export async function allParties(db: Db): Promise<Map<string, Party>> {
  return new Map((await db.party.findMany()).map((row) => [row.slug, partyOf(row)]));
}

const isOf = (kinds: readonly ClaimKind[]) =>
  kinds.length === 1 ? sql`c."kind" = ${word(String(kinds[0]))}` : sql`c."kind" IN (${join(kinds.map(word))})`;

const RETRACTED_SOURCES = sql`SELECT s."slug" FROM "Source" s WHERE s."retractedAt" IS NOT NULL`;
const RETRACTED_CORRIDORS = sql`SELECT r."slug" FROM "Corridor" r WHERE r."retractedAt" IS NOT NULL`;
/** A corridor goes only without current days and claims, but what a record was loaded from may have been less strict. */
const ON_RETRACTED = sql`SELECT o."key" FROM "Claim" o WHERE o."listed" IS NOT NULL
  AND (o."corridorSlug" IN (${RETRACTED_CORRIDORS}) OR o."dayId" IN (
    SELECT d."id" FROM "CorridorDay" d WHERE d."retractedAt" IS NULL AND d."corridorSlug" IN (${RETRACTED_CORRIDORS})))`;

/** Which claims (`c`) are public: one leaves with its day, its corridor and its source. What nothing has left by is not asked. */
async function gateOf(ask: Ask): Promise<Prisma.Sql> {
  const some = async (rows: Prisma.Sql) => (await ask(sql`${rows} LIMIT 1`)).length > 0;
  const gates = [sql`c."listed" IS NOT NULL`, sql`c."addresseeSlug" IS NOT NULL`];
  if (await some(RETRACTED_SOURCES)) gates.push(sql`c."sourceSlug" NOT IN (${RETRACTED_SOURCES})`);
  if (await some(ON_RETRACTED)) gates.push(sql`c."key" NOT IN (${ON_RETRACTED})`);
  return join(gates, " AND ");
}

/** Parts the claims of some kinds by their statements, all claims of one statement in one part; the condition of each. */
async function* partsOf(ask: Ask, kinds: readonly ClaimKind[]): AsyncGenerator<Prisma.Sql, void, undefined> {
  for (let last: string | null = ""; last !== null; ) {
    const after: string = last;
    const ends: string[] = [];
    for (const kind of kinds) {
      const [edge] = await ask(
        sql`SELECT c."statement" FROM "Claim" c WHERE ${isOf([kind])} AND c."statement" > ${after}
          ORDER BY c."statement" LIMIT 1 OFFSET ${raw(String(ROWS - 1))}`,
      );
      if (edge) ends.push(String(edge[0]));
    }
    last = ends.sort()[0] ?? null;
    const rest = sql`${isOf(kinds)} AND c."statement" > ${after}`;
    yield last === null ? rest : sql`${rest} AND c."statement" <= ${last}`;
  }
}

/**
 * What parties say against others in public claims of some kinds, counted statement by statement: a statement that is said of
 * several pairs comes once for each, so that whoever counts pairs together can count it once.
 * @param ends only claims of these claimants about these addressees, either way round; null: all
 */
export async function* saidOf(
  db: Db,
  kinds: readonly ClaimKind[],
  ends: readonly string[] | null = null,
): AsyncGenerator<Said, void, undefined> {
  const ask = askOf(db);
  const among = ends && join([...ends]);
  const between = among ? sql`AND c."claimantSlug" IN (${among}) AND c."addresseeSlug" IN (${among})` : Prisma.empty;
  const gate = sql`${await gateOf(ask)} ${between}`;
  for await (const part of partsOf(ask, kinds)) {
    const rows = await ask(
      sql`SELECT t."from", t."to", t."several", count(*) AS "statements", CAST(sum(t."claims") AS INTEGER) AS "claims" FROM (
          SELECT min(c."claimantSlug") AS "from", min(c."addresseeSlug") AS "to", count(*) AS "claims",
            CASE WHEN min(c."claimantSlug") < max(c."claimantSlug") OR min(c."addresseeSlug") < max(c."addresseeSlug")
              THEN c."statement" END AS "several"
          FROM "Claim" c WHERE ${part} AND ${gate} GROUP BY c."statement"
        ) t GROUP BY t."from", t."to", t."several"`,
    );
    const several: string[] = [];
    for (const [from, to, statement, statements, claims] of rows as [string, string, string | null, number, number][])
      if (statement === null) yield { from, to, statement, statements, claims };
      else several.push(statement);
    for (let i = 0; i < several.length; i += NAMED) {
      const named = join(several.slice(i, i + NAMED));
      const pairs = await ask(
        sql`SELECT c."claimantSlug", c."addresseeSlug", c."statement", count(*) AS "claims" FROM "Claim" c
          WHERE ${isOf(kinds)} AND c."statement" IN (${named}) AND ${gate}
          GROUP BY c."statement", c."claimantSlug", c."addresseeSlug"`,
      );
      for (const [from, to, statement, claims] of pairs as [string, string, string, number][])
        yield { from, to, statement, statements: 1, claims };
    }
  }
}

/** When the reports of public claims of one kind were published, the first and the last; null where none of them says. */
export async function publishedOf(db: Db, kind: ClaimKind): Promise<{ from: LocalDate; to: LocalDate } | null> {
  const ask = askOf(db);
  const gate = await gateOf(ask);
  let span = null as { from: LocalDate; to: LocalDate } | null;
  for await (const part of partsOf(ask, [kind])) {
    const [[from, to] = []] = await ask(
      sql`SELECT min(s."publishedOn") AS "from", max(s."publishedOn") AS "to" FROM "Source" s
        WHERE s."slug" IN (SELECT c."sourceSlug" FROM "Claim" c WHERE ${part} AND ${gate})`,
    );
    if (typeof from !== "string" || typeof to !== "string") continue;
    span = { from: span && span.from < from ? span.from : from, to: span && span.to > to ? span.to : to };
  }
  return span;
}

/**
 * Keys of the newest public claims of some kinds by some parties about some others, newest first: by the day spoken of, then
 * by the day of speaking.
 */
export async function newestSaid(
  db: Db,
  kinds: readonly ClaimKind[],
  [from, to]: readonly [readonly string[], readonly string[]],
  most: number,
): Promise<string[]> {
  const ask = askOf(db);
  const gate = await gateOf(ask);
  const found: { key: string; listed: string }[] = [];
  for (const addressee of to) {
    const rows = await ask(
      sql`SELECT c."key", c."listed" FROM "Claim" c WHERE c."addresseeSlug" = ${addressee}
        AND c."claimantSlug" IN (${join([...from])}) AND ${isOf(kinds)} AND ${gate}
        ORDER BY c."listed" DESC, c."key" LIMIT ${raw(String(most))}`,
    );
    for (const [key, listed] of rows as [string, string][]) found.push({ key, listed });
  }
  const order = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
  found.sort((a, b) => order(b.listed, a.listed) || order(a.key, b.key));
  return found.slice(0, most).map(({ key }) => key);
}
