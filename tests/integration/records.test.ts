import fc from "fast-check";
import { expect, it } from "vitest";
import { foldNotes } from "@/lib/commands/search-texts";
import type { Store } from "@/lib/data/client";
import { openExport } from "@/lib/data/exports";
import { gridOfRecords, LIST_ROWS, listRecords } from "@/lib/data/records";
import { FILE_NAMES, type FileName } from "@/lib/domain/files";
import { type Filters, NO_FILTERS } from "@/lib/domain/filters";
import { folded, foldedNote, wordsOf } from "@/lib/domain/search";
import { shownStatus } from "@/lib/domain/status";
import { DAY_STATUSES, type DayStatus, GRADES, type Grade, SHOWN_STATUSES } from "@/lib/domain/vocabulary";
import { FILES } from "@/lib/formats/files";
import { claimRow, corridorRow, dayRow, placeRow } from "@/tests/support/rows";
import { onEveryStore } from "@/tests/support/stores";

// Plainly made up: three places, two sides with members, days on both sides of "now" in zones far apart.
const NOW = new Date("2001-02-10T11:30:00Z");
const ZONES = ["Pacific/Kiritimati", "Etc/UTC", "Pacific/Pago_Pago"] as const;
const at = new Date("2001-02-01T00:00:00Z");
const meta = { updatedAt: at, revision: 1 };
const PARTIES = { north: "north", "north-town": "north", south: "south", "south-army": "south", relief: null } as const;
type PartySlug = keyof typeof PARTIES;
const CORRIDORS = {
  "alpha-to-beta": "alpha Альфа АЛЬФА beta Бета",
  "alpha-to-gamma": "alpha Альфа gamma Запоріжжя Zaporizhzhia",
  "gamma-to-beta": "gamma Запоріжжя Zaporizhzhia beta Бета",
} as const;
type Slug = keyof typeof CORRIDORS;
const REGIONS: Record<Slug, string[]> = {
  "alpha-to-beta": ["XA-1", "XXA", "XXB"],
  "alpha-to-gamma": ["XA-1", "XXA", "XA-2"],
  "gamma-to-beta": ["XA-2", "XXA", "XXB"],
};
const NOTES = ["", "Buses waited 100% of the day", "Автобуси чекали", "out_of the way"];

type Day = {
  corridor: Slug;
  date: string;
  timeZone: string;
  status: DayStatus;
  evidenced: boolean;
  grade: Grade;
  note: string;
  announcedBy: PartySlug | null;
  blamed: PartySlug | null;
  claimant: PartySlug;
  retracted: boolean;
};

/** A row per corridor and date, everything in it in turn: the same on every run. */
const DAYS: Day[] = Object.keys(CORRIDORS).flatMap((corridor, c) =>
  Array.from({ length: 40 }, (_, i): Day => {
    const n = i * 7 + c * 3;
    const status = DAY_STATUSES[n % DAY_STATUSES.length] as DayStatus;
    const parties = Object.keys(PARTIES) as PartySlug[];
    const outcome = ["held", "partly_held", "failed"].includes(status);
    return {
      corridor: corridor as Slug,
      date: new Date(Date.UTC(2001, 0, 8 + i)).toISOString().slice(0, 10),
      timeZone: ZONES[(i + c) % ZONES.length] as string,
      status,
      evidenced: outcome && n % 4 !== 0,
      grade: GRADES[(i + c) % GRADES.length] as Grade,
      note: NOTES[(i + c) % NOTES.length] as string,
      announcedBy: n % 3 === 0 ? (parties[n % 5] ?? null) : null,
      blamed: n % 4 === 1 ? (parties[(n + 1) % 5] ?? null) : null,
      claimant: parties[(n + 2) % 5] as PartySlug,
      retracted: i === 5,
    };
  }),
);
const keyOf = (day: Day) => `${day.corridor}/${day.date}`;

async function storeDays(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    const place = { timeZone: "Etc/UTC", country: "XXA" };
    await tx.place.create({
      data: { ...placeRow("alpha"), ...place, adm1: "XA-1", nameUk: "Альфа", aliases: '["АЛЬФА"]' },
    });
    await tx.place.create({ data: { ...placeRow("beta"), ...place, country: "XXB", nameUk: "Бета" } });
    await tx.place.create({
      data: { ...placeRow("gamma"), ...place, adm1: "XA-2", nameUk: "Запоріжжя", aliases: '["Zaporizhzhia"]' },
    });
    for (const slug of Object.keys(CORRIDORS)) {
      const [from = "", to = ""] = slug.split("-to-");
      await tx.corridor.create({ data: corridorRow(slug, from, to) });
    }
    for (const slug of ["north", "south", ...Object.keys(PARTIES)]) {
      if (await tx.party.findUnique({ where: { slug } })) continue;
      await tx.party.create({ data: { slug, kind: "authority", nameEn: slug, nameUk: slug, ...meta } });
    }
    for (const [slug, sideSlug] of Object.entries(PARTIES))
      await tx.party.update({ where: { slug }, data: { sideSlug } });
    for (const slug of ["report", "withdrawn"])
      await tx.source.create({ data: { slug, url: `https://example.org/${slug}`, ...meta } });
    await tx.source.update({ where: { slug: "withdrawn" }, data: { retractedAt: at } });
    await tx.corridorDay.createMany({
      data: DAYS.map(({ corridor, date, note, announcedBy, blamed, retracted, claimant: _, ...day }) => ({
        ...dayRow(corridor, date),
        ...day,
        noteUk: note,
        noteFolded: foldedNote({ noteEn: "", noteUk: note }),
        announcedBy: announcedBy ? `aaa; ${announcedBy}` : "",
        blamed: blamed ?? "",
        sourceSlugs: "report",
        retractedAt: retracted ? at : null,
      })),
    });
    await tx.claim.createMany({
      data: DAYS.flatMap((day, i) => [
        { ...claimRow(`c-${i}`, keyOf(day)), claimantSlug: day.claimant },
        // a claim of a withdrawn report counts for nothing
        { ...claimRow(`w-${i}`, keyOf(day)), claimantSlug: "relief", sourceSlug: "withdrawn" },
      ]),
    });
    const wide = {
      dayId: null,
      outcome: null,
      kind: "evacuees",
      countOf: "people",
      countMin: 1,
      countQualifier: "at_least",
    } as const;
    const period = { date: "2001-01-20", dateTo: "2001-01-22", datePrecision: "range" } as const;
    await tx.claim.create({
      data: {
        ...claimRow("total", ""),
        ...wide,
        ...period,
        scope: "country",
        placeSlug: "beta",
        claimantSlug: "north-town",
        summaryEn: "All together",
      },
    });
    await tx.claim.create({
      data: {
        ...claimRow("whole", ""),
        ...wide,
        scope: "corridor",
        corridorSlug: "gamma-to-beta",
        kind: "blame",
        countOf: null,
        countMin: null,
        countQualifier: null,
        addresseeSlug: "south-army",
        claimantSlug: "relief",
      },
    });
  }, 60_000);
}

const sideOr = (asked: readonly string[], party: PartySlug | null) =>
  asked.length === 0 || (party !== null && (asked.includes(party) || asked.includes(PARTIES[party] ?? "")));
const oneOf = <T>(asked: readonly T[], value: T) => asked.length === 0 || asked.includes(value);

/** The rule, in plain code: what the SQL has to agree with. */
const fits = (f: Filters, day: Day): boolean =>
  !day.retracted &&
  (f.from === null || day.date >= f.from) &&
  (f.to === null || day.date <= f.to) &&
  oneOf<string>(f.corridors, day.corridor) &&
  oneOf(f.statuses, shownStatus(day, NOW)) &&
  oneOf(f.grades, day.grade) &&
  sideOr(f.announcedBy, day.announcedBy) &&
  sideOr(f.blamed, day.blamed) &&
  sideOr(f.claimants, day.claimant) &&
  (f.regions.length === 0 || f.regions.some((code) => REGIONS[day.corridor].includes(code))) &&
  wordsOf(f.q ?? "").every(
    (word) => folded(`${day.corridor} ${CORRIDORS[day.corridor]}`).includes(word) || folded(day.note).includes(word),
  );

const date = fc.option(fc.constantFrom("2001-01-10", "2001-01-25", "2001-02-09", "2001-02-10", "2001-02-11"), {
  nil: null,
});
const some = <T>(values: readonly T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant([] as T[]) }, fc.subarray([...values], { minLength: 1, maxLength: 2 }));
const anyFilters: fc.Arbitrary<Filters> = fc.record({
  from: date,
  to: date,
  corridors: some(Object.keys(CORRIDORS)),
  statuses: some(SHOWN_STATUSES),
  grades: some(GRADES),
  announcedBy: some(Object.keys(PARTIES)),
  blamed: some(Object.keys(PARTIES)),
  claimants: some(Object.keys(PARTIES)),
  regions: some(["XA-1", "XA-2", "XXA", "XXB"]),
  q: fc.constantFrom(
    null,
    null,
    "альфа",
    "zaporizhzhya",
    "Бета avtobusi",
    "100%",
    "out_of",
    "beta way",
    "автобуси ALPHA",
  ),
});

const signal = new AbortController().signal;
async function fileOf(store: Store, file: FileName, filters: Partial<Filters>): Promise<Record<string, unknown>[]> {
  const opened = await openExport(store.url, file, { ...NO_FILTERS, ...filters }, NOW, signal);
  if (!opened.ok) throw new Error(JSON.stringify(opened.unknown));
  const rows: Record<string, unknown>[] = [];
  for await (const batch of opened.rows())
    for (const row of batch) rows.push(Object.fromEntries(FILES[file].columns.map(({ name }, i) => [name, row[i]])));
  return rows;
}
const keysOf = async (store: Store, file: FileName, filters: Partial<Filters>) =>
  (await fileOf(store, file, filters)).map((row) => Object.values(row)[0]);

/** Every page of the list. */
async function listed(store: Store, filters: Filters, order: "newest" | "oldest" = "oldest"): Promise<string[]> {
  const keys: string[] = [];
  for (let page = 1; ; page++) {
    const found = await listRecords(store.read, filters, { page, order }, NOW);
    if (!found.ok) throw new Error(JSON.stringify(found.unknown));
    keys.push(...found.rows.map(({ day }) => `${day.corridor}/${day.date}`));
    expect(found.rows.length).toBeLessThanOrEqual(LIST_ROWS);
    if (page >= found.pages) {
      expect(found.count).toBe(keys.length);
      return keys;
    }
  }
}

const byKey = (days: Day[]) => days.sort((a, b) => (a.date + a.corridor < b.date + b.corridor ? -1 : 1)).map(keyOf);

onEveryStore("the explorer and the files", (fresh) => {
  it("find, for any filters, what the rule in plain code finds, and the same rows in the same order", async () => {
    const store = await fresh();
    await storeDays(store);
    let found = 0;
    await fc.assert(
      fc.asyncProperty(anyFilters, async (filters) => {
        const expected = byKey(DAYS.filter((day) => fits(filters, day)));
        found += expected.length;
        const file = await fileOf(store, "corridor-days", filters);
        expect(file.map((row) => row.corridor_day)).toEqual(expected);
        for (const row of file) if (filters.statuses.length > 0) expect(filters.statuses).toContain(row.status);
        expect(await listed(store, filters)).toEqual(expected);
      }),
      // the first asks for nothing, so that there is something to find whatever the others ask for
      { numRuns: 60, examples: [[NO_FILTERS]] },
    );
    expect(found).toBeGreaterThanOrEqual(DAYS.length);
  });

  it("find something by each filter, and not everything, newest first", async () => {
    const store = await fresh();
    await storeDays(store);
    for (const filters of [
      { from: "2001-02-01", to: "2001-02-03" },
      { corridors: ["alpha-to-beta"] },
      { statuses: ["outcome_not_reported" as const] },
      { statuses: ["announced" as const] },
      { grades: ["contested" as const, "unsourced" as const] },
      { announcedBy: ["north"] },
      { blamed: ["south"] },
      { claimants: ["south"] },
      { regions: ["XA-1"] },
      { q: "zaporizhzhya" },
      { q: "автобуси" },
      { q: "100%" },
    ]) {
      const all = { ...NO_FILTERS, ...filters };
      const found = await listed(store, all, "newest");
      const expected = DAYS.filter((day) => fits(all, day)).map(keyOf);
      expect([...found].sort(), JSON.stringify(filters)).toEqual(expected.sort());
      expect(found.length, JSON.stringify(filters)).toBeGreaterThan(0);
      expect(found.length, JSON.stringify(filters)).toBeLessThan(DAYS.length - 3);
      const dates = found.map((key) => key.slice(-10));
      expect(dates).toEqual([...dates].sort().reverse());
    }
  });

  it("fit together: every key in one file is in the others under the same filters", async () => {
    const store = await fresh();
    await storeDays(store);
    await fc.assert(
      fc.asyncProperty(anyFilters, async (filters) => {
        const files = Object.fromEntries(
          await Promise.all(
            FILE_NAMES.filter((file) => file !== "revisions").map(async (file) => [
              file,
              await fileOf(store, file, filters),
            ]),
          ),
        ) as Record<FileName, Record<string, unknown>[]>;
        const keys = (file: FileName) => new Set(files[file].map((row) => Object.values(row)[0]));
        const named = (file: FileName, column: string) =>
          files[file]
            .flatMap((row) => String(row[column] ?? "").split("; "))
            .filter((key) => key !== "" && key !== "aaa");
        for (const [from, column, to] of [
          ["corridor-days", "corridor", "corridors"],
          ["corridor-days", "announced_by", "parties"],
          ["corridor-days", "blamed", "parties"],
          ["corridor-days", "sources", "sources"],
          ["claims", "corridor", "corridors"],
          ["claims", "claimant", "parties"],
          ["claims", "addressee", "parties"],
          ["claims", "source", "sources"],
          ["corridors", "origin", "places"],
          ["corridors", "destination", "places"],
          ["parties", "side", "parties"],
          ["totals", "total", "claims"],
          ["totals", "place", "places"],
        ] as const)
          for (const key of named(from, column)) expect(keys(to), `${from}.${column}`).toContain(key);
      }),
      { numRuns: 15 },
    );
  });

  it("ask a claim of wider scope itself, and leave it out where status or grade is asked", async () => {
    const store = await fresh();
    await storeDays(store);
    const wide = async (filters: Partial<Filters>) =>
      (await keysOf(store, "claims", filters)).filter((key) => key === "total" || key === "whole");
    expect(await wide({})).toEqual(["total", "whole"]);
    expect(await wide({ from: "2001-01-21", to: "2001-01-21" })).toEqual(["total"]);
    expect(await wide({ from: "2001-01-23" })).toEqual([]);
    expect(await wide({ corridors: ["gamma-to-beta"] })).toEqual(["whole"]);
    expect(await wide({ blamed: ["south"] })).toEqual(["whole"]);
    expect(await wide({ announcedBy: ["north"] })).toEqual([]);
    expect(await wide({ claimants: ["north"] })).toEqual(["total"]);
    expect(await wide({ regions: ["XXB"] })).toEqual(["total", "whole"]);
    expect(await wide({ regions: ["XA-1"] })).toEqual([]);
    expect(await wide({ q: "Together" })).toEqual(["total"]);
    expect(await wide({ statuses: [...SHOWN_STATUSES] })).toEqual([]);
    expect(await wide({ grades: [...GRADES] })).toEqual([]);
    expect(await keysOf(store, "totals", { claimants: ["north"] })).toEqual(["total"]);
    expect(await keysOf(store, "totals", { claimants: ["south"] })).toEqual([]);
    // of a party's claims, its own: of a day, all
    const own = await fileOf(store, "claims", { claimants: ["south-army"] });
    expect(new Set(own.map((row) => row.claimant))).toEqual(new Set(["south-army"]));
  });

  it("name every value that the record does not know, and judge none that it does", async () => {
    const store = await fresh();
    await storeDays(store);
    const filters = {
      ...NO_FILTERS,
      corridors: ["alpha-to-beta", "nowhere"],
      announcedBy: ["x"],
      blamed: ["north"],
      claimants: ["y"],
      regions: ["XXA", "ZZ-9"],
    };
    const unknown = [
      ["corridor", "nowhere"],
      ["announced_by", "x"],
      ["claimant", "y"],
      ["region", "ZZ-9"],
    ].map(([name, value]) => ({ name, fault: "unknown", value }));
    expect(await listRecords(store.read, filters, { page: 1, order: "newest" }, NOW)).toEqual({ ok: false, unknown });
    expect(await gridOfRecords(store.read, filters, { page: 1, end: null }, NOW)).toEqual({ ok: false, unknown });
    expect(await openExport(store.url, "places", filters, NOW, signal)).toEqual({ ok: false, unknown });
  });

  it("show a grid of every entry in its days, which tells those that do not fit, and reach every day that fits", async () => {
    const store = await fresh();
    await storeDays(store);
    const later = { ...dayRow("alpha-to-beta", "2001-07-01"), timeZone: "Etc/UTC" };
    await store.transaction((tx) => tx.corridorDay.create({ data: later }));
    const filters = { ...NO_FILTERS, statuses: ["held" as const] };
    const grid = async (end: string | null) => {
      const found = await gridOfRecords(store.read, filters, { page: 1, end }, new Date("2001-07-01T12:00:00Z"));
      if (!found.ok) throw new Error("refused");
      return found;
    };
    const last = await grid(null);
    expect([last.dates.at(-1), last.rows.map(({ corridor }) => corridor.slug), last.later]).toEqual([
      "2001-07-01",
      ["alpha-to-beta"],
      null,
    ]);
    const held = DAYS.filter((day) => fits(filters, day));
    expect(last.count).toBe(held.length + 1);
    const before = await grid(last.earlier);
    const shown = before.rows.flatMap(({ corridor, days, others }) =>
      days.flatMap((day) => (day && !others.has(day.date) ? [`${corridor.slug}/${day.date}`] : [])),
    );
    expect(new Set(shown)).toEqual(new Set(held.map(keyOf)));
    const all = before.rows.flatMap(({ days }) => days).filter(Boolean).length;
    expect(all).toBeGreaterThan(shown.length);
    expect([before.earlier, (await grid(before.later)).dates.at(-1)]).toEqual([null, "2001-07-01"]);
  });

  it("give of the history the versions of what fits, of retracted days as they last stood", async () => {
    const store = await fresh();
    await storeDays(store);
    const entries = [
      ["corridor_day", "alpha-to-beta/2001-01-13"],
      ["corridor_day", "gamma-to-beta/2001-01-13"],
      ["claim", "total"],
      ["place", "alpha"],
      ["party", "relief"],
    ] as const;
    await store.transaction(async (tx) => {
      await tx.changeSet.create({
        data: { id: "s", at, kind: "addition", reason: "", authorRole: "seed", actorId: "x" },
      });
      for (const [i, [entryKind, entry]] of entries.entries())
        await tx.revision.create({
          data: {
            seq: i + 1,
            at,
            entryKind,
            entry,
            kind: "addition",
            reason: "",
            role: "seed",
            fields: "",
            after: "{}",
            prevHash: `${i}`,
            hash: `${i + 1}`,
            changeSetId: "s",
          },
        });
    });
    expect(DAYS.filter(({ retracted }) => retracted).map(keyOf)).toContain("alpha-to-beta/2001-01-13");
    expect(await keysOf(store, "revisions", {})).toEqual([1, 2, 3, 4, 5]);
    expect(
      await keysOf(store, "revisions", { corridors: ["alpha-to-beta"], from: "2001-01-13", to: "2001-01-13" }),
    ).toEqual([1, 4, 5]);
    expect(await keysOf(store, "revisions", { q: "together" })).toEqual([3]);
  });

  it("give the notes of an older store the form that search reads, once", async () => {
    const store = await fresh();
    await storeDays(store);
    await store.transaction((tx) => tx.corridorDay.updateMany({ data: { noteFolded: null } }));
    const filters = { ...NO_FILTERS, q: "avtobusi" };
    expect(await listed(store, filters)).toEqual([]);
    expect(await foldNotes(store)).toBe(DAYS.length);
    expect(await listed(store, filters)).toEqual(byKey(DAYS.filter((day) => fits(filters, day))));
    expect(await foldNotes(store)).toBe(0);
  });
});
