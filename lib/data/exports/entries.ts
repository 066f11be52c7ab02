import type { Matching } from "@/lib/data/matching";
import type { Snapshot } from "@/lib/data/snapshot";
import { askIn, windowsOf } from "@/lib/data/windows";
import { separated } from "@/lib/domain/text";
import { Prisma } from "@/prisma/generated/sqlite/client";

const { sql } = Prisma;

// Which entries fit the filters of days and claims: those that matching days and claims speak of, so that the keys in one
// file are found in the others under the same filters. Each answers null where nothing is asked in particular.
type Wanted = (snapshot: Snapshot, matching: Matching) => Promise<ReadonlySet<string> | null>;

/** All that cells of matching days hold; each cell is a list of keys. */
async function inDays(snapshot: Snapshot, { day, filters }: Matching, columns: Prisma.Sql): Promise<Set<string>> {
  const ask = askIn(snapshot);
  const found = new Set<string>();
  for await (const window of windowsOf(ask, "days", filters))
    for (const row of await ask(sql`SELECT DISTINCT ${columns} FROM "CorridorDay" d WHERE ${window} AND ${day}`))
      for (const key of row.flatMap((cell) => separated(String(cell ?? "")))) found.add(key);
  return found;
}

/** All that cells of matching claims hold. */
async function inClaims(snapshot: Snapshot, { claim }: Matching, columns: Prisma.Sql): Promise<Set<string>> {
  const ask = askIn(snapshot);
  const found = new Set<string>();
  for await (const window of windowsOf(ask, "claims"))
    for (const row of await ask(
      sql`SELECT DISTINCT ${columns} FROM "Claim" c LEFT JOIN "CorridorDay" d ON d."id" = c."dayId" WHERE ${window} AND ${claim}`,
    ))
      for (const key of row) if (key !== null) found.add(String(key));
  return found;
}

export const matchingCorridors: Wanted = async (snapshot, matching) =>
  matching.everything
    ? null
    : new Set([
        ...matching.corridors,
        ...(await inDays(snapshot, matching, sql`d."corridorSlug"`)),
        ...(await inClaims(snapshot, matching, sql`c."corridorSlug"`)),
      ]);

/** The ends of matching corridors, and the regions and countries that matching claims are about. */
export const matchingPlaces: Wanted = async (snapshot, matching) => {
  const corridors = await matchingCorridors(snapshot, matching);
  if (!corridors) return null;
  const ends = await snapshot.all('SELECT "slug", "originSlug", "destinationSlug" FROM "Corridor"');
  return new Set([
    ...ends.flatMap(([slug, ...places]) => (corridors.has(String(slug)) ? places.map(String) : [])),
    ...(await inClaims(snapshot, matching, sql`c."placeSlug"`)),
  ]);
};

/** Who speaks, is spoken to or could not verify it in a matching claim, announced a matching day or is blamed for it; and their sides. */
export const matchingParties: Wanted = async (snapshot, matching) => {
  if (matching.everything) return null;
  const named = new Set([
    ...(await inDays(snapshot, matching, sql`d."announcedBy", d."blamed"`)),
    ...(await inClaims(snapshot, matching, sql`c."claimantSlug", c."addresseeSlug", c."unverifiedBySlug"`)),
  ]);
  const sides = await snapshot.all('SELECT "slug", "sideSlug" FROM "Party"');
  for (const [slug, side] of sides) if (side !== null && named.has(String(slug))) named.add(String(side));
  return named;
};

/** The reports that matching claims and days rest on. */
export const matchingSources: Wanted = async (snapshot, matching) =>
  matching.everything
    ? null
    : new Set([
        ...(await inDays(snapshot, matching, sql`d."sourceSlugs"`)),
        ...(await inClaims(snapshot, matching, sql`c."sourceSlug"`)),
      ]);

/** Claims of wider scope: each is an entry of its own. */
export const matchingWideClaims: Wanted = async (snapshot, matching) =>
  matching.everything
    ? null
    : new Set(
        (
          await askIn(snapshot)(
            sql`SELECT c."key" FROM "Claim" c LEFT JOIN "CorridorDay" d ON d."id" = c."dayId"
              WHERE c."dayId" IS NULL AND ${matching.claim}`,
          )
        ).map(([key]) => String(key)),
      );
