import type { Tx } from "@/lib/data/client";
import type { Prisma } from "@/prisma/generated/sqlite/client";

// Rows that every guard lets pass, for tests of the store itself; each test changes what it is about.
const at = new Date("2022-03-12T10:00:00.000Z");

/** A town in Ukraine. */
export function placeRow(slug: string): Prisma.PlaceUncheckedCreateInput {
  return {
    slug,
    kind: "settlement",
    nameEn: slug,
    nameUk: slug,
    precision: "settlement",
    country: "UKR",
    timeZone: "Europe/Kyiv",
    updatedAt: at,
    revision: 1,
  };
}

/** An evacuation corridor, for places that exist. */
export function corridorRow(
  slug: string,
  originSlug: string,
  destinationSlug: string,
): Prisma.CorridorUncheckedCreateInput {
  return { slug, originSlug, destinationSlug, purpose: "evacuation", updatedAt: at, revision: 1 };
}

/** A day that held, without counts. */
export function dayRow(corridorSlug: string, date: string): Prisma.CorridorDayUncheckedCreateInput {
  return {
    id: `${corridorSlug}/${date}`,
    corridorSlug,
    date,
    datePrecision: "day",
    timeZone: "Europe/Kyiv",
    status: "held",
    grade: "single_source",
    blameContested: false,
    evidenced: true,
    publishedAt: at,
    updatedAt: at,
    revision: 1,
  };
}

/** What a party said of the day `dayId`. */
export function claimRow(key: string, dayId: string): Prisma.ClaimUncheckedCreateInput {
  return {
    key,
    scope: "corridor_day",
    dayId,
    kind: "outcome",
    outcome: "held",
    claimantSlug: "council",
    sourceSlug: "report",
    statement: key,
    position: 1,
    updatedAt: at,
    revision: 1,
  };
}

/** Stores a town, a city, the corridor between them, a party and a source: what a day and its claims refer to. */
export async function storeCorridor(tx: Tx): Promise<void> {
  await tx.place.create({ data: placeRow("town") });
  await tx.place.create({ data: placeRow("city") });
  await tx.corridor.create({ data: corridorRow("town-city", "town", "city") });
  const names = { nameEn: "Council", nameUk: "Рада" };
  await tx.party.create({ data: { slug: "council", kind: "authority", ...names, updatedAt: at, revision: 1 } });
  await tx.source.create({ data: { slug: "report", url: "https://example.org/1", updatedAt: at, revision: 1 } });
}
