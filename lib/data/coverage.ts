import type { Coverage } from "../domain/coverage";
import type { Db } from "./client";
import { CURRENT } from "./entries";
import { lastChange } from "./revisions";

/** What the record covers. */
export async function readCoverage(db: Db): Promise<Coverage> {
  const end = (date: "asc" | "desc") =>
    db.corridorDay.findFirst({ where: CURRENT, orderBy: { date }, select: { date: true } });
  const countries = await db.place.groupBy({
    by: ["country"],
    where: { ...CURRENT, OR: [{ origins: { some: CURRENT } }, { destinations: { some: CURRENT } }] },
    orderBy: { country: "asc" },
    take: 50,
  });
  return {
    firstDay: (await end("asc"))?.date ?? null,
    lastDay: (await end("desc"))?.date ?? null,
    change: await lastChange(db),
    countries: countries.map(({ country }) => country),
  };
}
