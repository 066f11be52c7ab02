import { randomUUID } from "node:crypto";
import { corridorTitle } from "@/components/corridors/corridor-name";
import { newState } from "@/components/entry/form-state";
import { RowLinks, RowRecord } from "@/components/sheet/row-record";
import type { RowStart, RowState } from "@/components/sheet/row-state";
import { type Db, store } from "@/lib/data/client";
import { type DeskRow, newestVersion } from "@/lib/data/desk";
import { findDraft } from "@/lib/data/drafts";
import { type LocalDate, phaseOf } from "@/lib/domain/dates";
import { dayTyped, newDay } from "@/lib/domain/day-form";
import type { Actor } from "@/lib/domain/policy";
import { dayKey } from "@/lib/domain/record";
import { hasClaims, rowOf } from "@/lib/domain/sheet";
import { allowedStatuses } from "@/lib/domain/status";
import type { Typed } from "@/lib/domain/typed";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** What a row starts from: the draft that one has of that day, else what is published, else nothing. */
async function beginning(
  db: Db,
  actor: Actor,
  row: DeskRow,
  date: LocalDate,
): Promise<{ day: Typed; base: number; draft: RowState["draft"] }> {
  const mine = row.drafts.find((draft) => draft.mine);
  const found = mine ? await findDraft(db, actor, mine.id) : null;
  if (found) {
    const { id, version, baseRevision } = found.draft;
    return { day: found.typed, base: baseRevision, draft: { id, version } };
  }
  const { slug } = row.corridor;
  if (!row.day) return { day: newDay(slug, date), base: 0, draft: null };
  const { revision, payload } = await newestVersion(db, "corridor_day", dayKey(slug, date));
  return { day: payload ? dayTyped(payload) : newDay(slug, date), base: revision, draft: null };
}

/** The rows of the sheet for a day, in the order of the corridors' names. */
export async function sheetRows(
  reader: Reader,
  actor: Actor,
  rows: readonly DeskRow[],
  date: LocalDate,
  canCheck: boolean,
): Promise<RowStart[]> {
  const db = store().read;
  const starts: RowStart[] = [];
  for (const row of rows) {
    const { corridor } = row;
    const { day, base, draft } = await beginning(db, actor, row, date);
    const phase = phaseOf(date, row.day?.timeZone ?? corridor.origin.timeZone ?? reader.zone, reader.now);
    const about = { reader, row, date };
    starts.push({
      corridor: corridor.slug,
      name: corridorTitle(reader, corridor),
      state: { ...newState({ values: rowOf(day), base, draft, key: randomUUID() }), saved: null },
      statuses: allowedStatuses(phase).map((value) => ({ value, label: reader.t(`status.${value}`) })),
      claimed: hasClaims(day),
      record: <RowRecord {...about} />,
      links: <RowLinks {...about} canCheck={canCheck} />,
      dayLink: paths.deskDay(reader.locale, corridor.slug, date),
    });
  }
  return starts;
}
