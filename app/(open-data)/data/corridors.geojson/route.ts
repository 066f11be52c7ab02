import { published } from "@/app/(open-data)/published";
import { store } from "@/lib/data/client";
import { allCorridors } from "@/lib/data/corridors";
import { reachOf } from "@/lib/data/past";
import { readSite } from "@/lib/data/site";
import { todayEnds } from "@/lib/data/today";
import { askOf } from "@/lib/data/windows";
import { corridorsGeoJson } from "@/lib/formats/geojson";

export const dynamic = "force-dynamic";

/** Every corridor with its latest day on record that has begun, for maps. */
export async function GET(): Promise<Response> {
  const db = store().read;
  const now = new Date();
  const { seq, at } = await reachOf(db, now);
  const about = { site: await readSite(db), asOf: seq > 0 ? at : null, now };
  const text = corridorsGeoJson(await allCorridors(db, now), about);
  return published(text, "application/geo+json; charset=utf-8", await todayEnds(askOf(db), now));
}
