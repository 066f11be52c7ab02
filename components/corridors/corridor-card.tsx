import type { LocalDate } from "@/lib/domain/dates";
import type { Reader } from "@/lib/i18n/reader";
import type { BoardRow } from "./board-types";
import { CorridorHeading } from "./corridor-heading";
import { DayBar } from "./day-bar";
import { Ahead, EntrySummary } from "./entry-summary";
import type { Stretch } from "./stretches";

/** One corridor on the board: its last entry, and its days. */
export function CorridorCard({
  reader,
  row,
  dates,
  stretches,
}: {
  reader: Reader;
  row: BoardRow;
  dates: LocalDate[];
  stretches: Stretch[];
}) {
  const { corridor, latest, bar, disputes } = row;
  return (
    <article className="corridor">
      <CorridorHeading reader={reader} corridor={corridor} />
      <EntrySummary reader={reader} corridor={corridor} day={latest} wider={disputes} />
      <Ahead reader={reader} after={latest} days={bar} />
      <DayBar reader={reader} corridor={corridor} dates={dates} days={bar} stretches={stretches} />
    </article>
  );
}
