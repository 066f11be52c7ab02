import { type Answer, invalid, type Problem } from "../domain/errors";
import { inputOf } from "../domain/payloads";
import { dayKey } from "../domain/record";
import type { ReportedDay } from "../domain/report-form";
import { type Change, type Context, publish } from "./change";
import { publishDay } from "./corridor-days";
import { guardDays } from "./guard-days";
import { refuseNow, relocated } from "./refusing";

export type ReportEdit = {
  source: string;
  days: readonly ReportedDay[];
  /** Required where a day is on record already. */
  reason?: string | null;
  /** Warnings that the editor has seen and goes past: warningKey() of each. */
  onPurpose?: readonly string[];
};

/** The most corridor days of one pass. */
export const MOST_DAYS = 200;

type Joined = {
  reported: ReportedDay;
  baseRevision: number;
  day: Record<string, unknown>;
  old: number;
  status: unknown;
};

/** A day as it stands now, with what the report adds to it. */
async function joined({ newest }: Change, reported: ReportedDay): Promise<Joined> {
  const { corridor, date, status, claims } = reported;
  const entry = dayKey(corridor, date);
  const known = await newest("corridor_day", entry);
  const before = known?.payload ? inputOf("corridor_day", entry, known.payload) : { datePrecision: "day", claims: [] };
  const old = before.claims as unknown[];
  const day = { ...before, corridor, date, claims: [...old, ...claims.map(({ claim }) => claim)] };
  return {
    reported,
    baseRevision: known?.payload ? known.seq : 0,
    day: status ? { ...day, status } : day,
    old: old.length,
    status: before.status,
  };
}

/** Where in the report's form a problem with one of its days stands. */
function fieldOf(days: readonly Joined[], field: string): string {
  const [, at, rest = ""] = /^days\.(\d+)\.(.*)$/.exec(field) ?? [];
  const day = days[Number(at)];
  if (!day) return field;
  const { corridor, claims } = day.reported;
  const [, n, name] = /^claims\.(\d+)\.(.*)$/.exec(rest) ?? [];
  const claim = n === undefined ? undefined : claims[Number(n) - day.old];
  if (claim) return name === "source" ? "source" : `claims.${claim.at}.${name}`;
  return rest === "status" ? `status.${corridor}` : `on.${corridor}`;
}

/** A status that is on record is another one than the report's: nobody may change it without having seen it. */
const changesStatus = (day: Joined, i: number): Problem[] =>
  day.status && day.reported.status && day.status !== day.reported.status
    ? [
        {
          field: `days.${i}.status`,
          code: "status_stands",
          values: { corridor: day.reported.corridor, date: day.reported.date, status: String(day.status) },
          warning: true,
        },
      ]
    : [];

/**
 * Adds the claims of one report to all corridor days that it speaks of, as one change set; what else these days hold stays.
 * @returns the entries, or refuses: `invalid` with problems by the field of the report's form
 */
export const saveReport = (context: Context, edit: ReportEdit): Promise<Answer<{ entries: string[] }>> =>
  publish(
    context,
    edit,
    async (change) => {
      if (edit.days.length === 0) refuseNow(invalid({ field: "on", code: "report_no_day" }));
      if (edit.days.length > MOST_DAYS)
        refuseNow(invalid({ field: "on", code: "report_too_many", values: { most: MOST_DAYS } }));
      if (!edit.source) refuseNow(invalid({ field: "source", code: "required" }));
      const days: Joined[] = [];
      for (const reported of edit.days) days.push(await joined(change, reported));
      try {
        await guardDays(change, {
          days: days.map(({ day }, i) => ({ at: `days.${i}.`, day })),
          also: days.flatMap(changesStatus),
          onPurpose: edit.onPurpose,
        });
        const entries: string[] = [];
        for (const [i, { day, baseRevision }] of days.entries()) {
          try {
            entries.push((await publishDay(change, context.now, { day, baseRevision })).entry);
          } catch (error) {
            throw relocated(error, (field) => `days.${i}.${field}`);
          }
        }
        return { entries };
      } catch (error) {
        throw relocated(error, (field) => fieldOf(days, field));
      }
    },
    { command: "saveReport" },
  );
