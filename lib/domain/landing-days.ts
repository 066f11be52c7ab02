import type { Arrival, Fields } from "./arrivals";
import { dayProblems } from "./day-rules";
import { preciseDay } from "./day-warnings";
import type { Problem } from "./errors";
import { type CorridorInput, type DayInput, dayInput, type PlaceInput, parseInput } from "./inputs";
import { corridorOf, saidClaims } from "./landing-said";
import { barred, type Work } from "./landing-work";
import { dayPayload, type Payload } from "./payloads";
import { dayKey } from "./record";
import { unknownReferences } from "./references";
import type { KeyedClaim } from "./rows";

type DayArrival = Extract<Arrival, { kind: "day" }>;
type ClaimArrival = Extract<Arrival, { kind: "day_claim" }>;
/** Everything that an upload says of one corridor on one day. */
type Group = {
  corridor: string;
  date: string;
  days: DayArrival[];
  claims: ClaimArrival[];
  also: Map<Arrival, string[]>;
};

type PublishedDay = Omit<DayInput, "claims"> & { timeZone: string; claims: KeyedClaim[] };

/** What only says that no source stands for it; a day that its own file gives so was published with one. */
const UNSUPPORTED = new Set([
  "outcome_unsourced",
  "announcement_unsourced",
  "status_unsourced",
  "count_unsourced",
  "count_beyond",
]);

/** Lets corridor days land with their claims, each day as the one entry that it is. */
export async function landDays(
  work: Work,
  days: DayArrival[],
  claims: ClaimArrival[],
  dragged: ReadonlySet<Arrival>,
  turn: () => Promise<void>,
): Promise<void> {
  const groups = new Map<string, Group>();
  const groupOf = (corridor: string, date: string) => {
    const key = dayKey(corridor, date);
    const group: Group = groups.get(key) ?? { corridor, date, days: [], claims: [], also: new Map() };
    groups.set(key, group);
    return group;
  };
  let grouped = 0;
  for (const arrival of days) {
    if (++grouped % 1000 === 0) await turn();
    if (dragged.has(arrival)) continue;
    const also: string[] = [];
    const corridor = arrival.said
      ? corridorOf(work, arrival, arrival.said, also)
      : String(arrival.input.corridor ?? "");
    if (corridor === null) continue;
    const group = groupOf(corridor, String(arrival.input.date ?? ""));
    group.days.push(arrival);
    group.also.set(arrival, also);
  }
  for (const arrival of claims) groupOf(arrival.corridor, arrival.date).claims.push(arrival);
  let done = 0;
  for (const group of groups.values()) {
    if (++done % 100 === 0) await turn();
    landDay(work, group);
  }
  work.forgetUnused();
}

function landDay(work: Work, group: Group): void {
  const { corridor, date, days, claims } = group;
  const entry = dayKey(corridor, date);
  const standing = work.ground.corridor_day.get(entry);
  const rows: Arrival[] = [...days, ...claims];
  const all = (problem: Problem) => {
    for (const row of rows) work.refuse(row, [problem], entry);
  };
  const bar = barred(standing);
  if (bar) return void all(bar);
  const [first] = days;
  const before = work.fields<PublishedDay>("corridor_day", entry);
  if (!first && !before) return void all({ field: "date", code: "import_unknown_day", values: { day: entry } });
  const place = work.fields<CorridorInput>("corridor", corridor);
  if (!place) return void all({ field: "corridor", code: "unknown_corridor" });
  if (work.ground.corridor.get(corridor)?.mergedInto) return void all({ field: "corridor", code: "merged_corridor" });
  const origin = work.fields<PlaceInput>("place", place.origin);
  const timeZone = before?.timeZone ?? first?.timeZone ?? origin?.timeZone;
  if (!timeZone) return void all({ field: "corridor", code: "origin_time_zone" });

  // rows that say the same of the day are one row with several reports; rows that do not are not for us to choose from
  const other = days.find(({ input }) => JSON.stringify(input) !== JSON.stringify(first?.input));
  if (first && other) {
    for (const row of days) {
      const line = row === first ? other.line : first.line;
      work.refuse(row, [{ field: "date", code: "import_duplicate", values: { line } }], entry);
    }
    for (const row of claims) work.refuse(row, [{ field: "date", code: "import_day_refused" }], entry);
    return;
  }

  const arrived = new Map<string, { claim: Fields; row: Arrival }>();
  const problems = new Map<Arrival, Problem[]>();
  const no = (row: Arrival, ...wrong: Problem[]) => {
    const before = problems.get(row) ?? [];
    const isNew = ({ field, code }: Problem) => !before.some((one) => one.field === field && one.code === code);
    problems.set(row, before);
    for (const problem of wrong) if (isNew(problem)) before.push(problem);
  };
  for (const row of claims) {
    const key = String(row.input.key ?? "");
    const same = arrived.get(key);
    if (same && JSON.stringify(same.claim) !== JSON.stringify(row.input))
      no(row, { field: "key", code: "import_duplicate", values: { line: same.row.line } });
    if (!key) no(row, { field: "key", code: "required" });
    if (!same) arrived.set(key, { claim: row.input, row });
  }
  for (const row of days) {
    if (!row.said) continue;
    const said = saidClaims(work, row, row.said, entry, group.also.get(row) ?? []);
    no(row, ...said.problems);
    for (const claim of said.claims)
      if (!arrived.has(String(claim.key))) arrived.set(String(claim.key), { claim, row });
  }
  for (const [key, { row }] of arrived) {
    const owner = work.ground.ofDay.get(key);
    if ((owner && owner !== entry) || work.ground.claim.has(key)) no(row, { field: "key", code: "key_taken" });
  }

  const kept = before?.claims ?? [];
  const told = first?.claims ?? [];
  const added = [...arrived.keys()].filter((key) => !kept.some((claim) => claim.key === key));
  const rank = (key: string) => (told.includes(key) ? told.indexOf(key) : told.length);
  added.sort((a, b) => rank(a) - rank(b));
  const missing = told.filter((key) => !arrived.has(key) && !kept.some((claim) => claim.key === key));
  if (first && missing.length > 0)
    no(first, { field: "claims", code: "import_claims_missing", values: { claims: missing.slice(0, 3).join("; ") } });
  const said = [
    ...kept.map((claim) => ({ ...claim, ...toldOnly(arrived.get(claim.key)?.claim) })),
    ...added.map((key) => ({ ...toldOnly(arrived.get(key)?.claim) })),
  ];
  const fields = { ...before, ...toldOnly(first?.input), corridor, date, claims: said };
  const parsed = parseInput(dayInput, fields);
  const keys = [...kept.map(({ key }) => key), ...added];
  const blame = (wrong: readonly Problem[]) => {
    for (const problem of wrong) {
      const [, index, rest] = /^claims\.(\d+)\.(.*)$/.exec(problem.field) ?? [];
      const row = index === undefined ? first : arrived.get(keys[Number(index)] ?? "")?.row;
      no(row ?? rows[0]!, index === undefined ? problem : { ...problem, field: rest ?? "" });
    }
  };
  if (!parsed.ok) blame(parsed.problems);
  else {
    const day = parsed.value;
    const retracted = new Set(
      day.claims.map(({ source }) => source).filter((slug) => work.ground.source.get(slug)?.after === null),
    );
    const facts = { timeZone, now: work.now, today: work.dateIn(timeZone), retracted };
    const lenient = !standing && first?.unsupported;
    blame([
      ...dayProblems(day, facts).filter(({ code }) => !(lenient && UNSUPPORTED.has(code))),
      // nobody confirms row by row: what must not be told before a day is over waits until then
      ...(day.date >= facts.today ? preciseDay(day) : []),
      ...day.claims.flatMap((claim, i) =>
        unknownReferences(claim, `claims.${i}.`, { parties: work.stands("party"), sources: work.ground.source }),
      ),
    ]);
  }
  const wrong = [...problems].filter(([, list]) => list.length > 0);
  // what was published as it stands is not refused for rules that came later, or for what an entry elsewhere became
  const after = parsed.ok
    ? dayPayload(
        parsed.value,
        timeZone,
        parsed.value.claims.map((claim, i) => ({ ...claim, key: keys[i]! })),
      )
    : null;
  const same = after !== null && work.isPublished("corridor_day", entry, after);
  if (wrong.length > 0 && !same) {
    for (const row of rows)
      work.refuse(
        row,
        problems.get(row)?.length ? problems.get(row)! : [{ field: "date", code: "import_day_refused" }],
        entry,
      );
    return;
  }
  const [landing] = rows;
  const landed = work.land(landing!, "corridor_day", entry, after!);
  for (const row of rows) {
    if (row === landing && row.kind === "day") landed.also = group.also.get(row) ?? [];
    else work.landed.set(row, landedBeside(row, entry, before?.claims, after!, group));
  }
  if (landing!.kind === "day_claim")
    work.landed.set(landing!, landedBeside(landing!, entry, before?.claims, after!, group));
}

/** What became of a further row of a day: of a claim, itself; of a day that is said twice, what it adds. */
function landedBeside(row: Arrival, entry: string, before: KeyedClaim[] | undefined, after: Payload, group: Group) {
  const { file, line } = row;
  const also = group.also.get(row) ?? [];
  const base = { file, line, entry, problems: [], fields: [], also };
  if (row.kind !== "day_claim") return { ...base, state: also.length ? ("changed" as const) : ("identical" as const) };
  const key = String(row.input.key);
  const is = (after.claims as Payload[]).find(({ claim }) => claim === key)!;
  const was = before?.find((claim) => claim.key === key);
  if (!was) return { ...base, entry: key, state: "new" as const };
  const old = claimFields(was);
  const fields = Object.keys(is)
    .filter((name) => JSON.stringify(old[name] ?? null) !== JSON.stringify(is[name] ?? null))
    .map((name) => ({ name, from: old[name] ?? null, to: is[name] ?? null }));
  return { ...base, entry: key, fields, state: fields.length ? ("changed" as const) : ("identical" as const) };
}

const claimFields = (claim: KeyedClaim): Payload =>
  Object.fromEntries(
    Object.entries(claim).map(([name, value]) => [
      name === "key" ? "claim" : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );

/** Only what a row says: what it has no column for stays as it is. */
const toldOnly = (fields: Fields | undefined): Fields =>
  Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined));
