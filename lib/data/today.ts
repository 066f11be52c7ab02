import { dateAt, endOfDay } from "@/lib/domain/dates";
import { DEFAULT_SETTINGS, settingsSchema } from "@/lib/domain/settings";
import { Prisma } from "@/prisma/generated/sqlite/client";
import type { Ask } from "./windows";

const SITE = Prisma.sql`SELECT "value" FROM "Setting" WHERE "key" = 'timeZone'`;
const ORIGINS = Prisma.sql`SELECT DISTINCT p."timeZone" FROM "Place" p
  WHERE EXISTS (SELECT 1 FROM "Corridor" c WHERE c."originSlug" = p."slug")`;
const timeZone = settingsSchema.shape.timeZone.catch(DEFAULT_SETTINGS.timeZone);

/**
 * Until when an answer made at `now` may be shown unrenewed: to the end of the first of the local days that it may call
 * today, in the site's zone or in that of any place where a corridor begins.
 */
export async function todayEnds(ask: Ask, now: Date): Promise<Date> {
  const [site] = await ask(SITE);
  const origins = await ask(ORIGINS);
  const zones = new Set([timeZone.parse(site?.[0]), ...origins.flatMap(([zone]) => (zone ? [String(zone)] : []))]);
  return new Date(Math.min(...[...zones].map((zone) => endOfDay(dateAt(now, zone), zone).getTime())));
}
