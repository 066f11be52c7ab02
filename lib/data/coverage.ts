import type { Coverage } from "../domain/coverage";
import type { Db } from "./client";
import { CURRENT } from "./entries";
import { lastChange } from "./revisions";

/** What the record covers. */
export async function readCoverage(db: Db): Promise<Coverage> {
  const days = await db.corridorDay.aggregate({ where: CURRENT, _min: { date: true }, _max: { date: true } });
  const countries = await db.place.groupBy({
    by: ["country"],
    where: { ...CURRENT, OR: [{ origins: { some: CURRENT } }, { destinations: { some: CURRENT } }] },
    orderBy: { country: "asc" },
    take: 50,
  });
  return {
    firstDay: days._min.date,
    lastDay: days._max.date,
    change: await lastChange(db),
    countries: countries.map(({ country }) => country),
  };
}
