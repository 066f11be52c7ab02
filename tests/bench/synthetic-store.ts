// A store of made-up corridor days, as many as a measurement needs, written by the database itself. As a program:
// npx tsx tests/bench/synthetic-store.ts --corridors 300 --days 730 [--until 2026-01-31] [--history] --database file:/tmp/big.db
import { existsSync, renameSync, rmSync } from "node:fs";
import { parseArgs } from "node:util";
import Database from "better-sqlite3";
import pg from "pg";
import { type Dialect, dialectOf, sqliteFile } from "@/lib/data/dialect";
import { migrate } from "@/lib/data/migrate";
import { GENESIS, hashOf } from "@/lib/domain/chain";
import { addDays, dateAt, isDate } from "@/lib/domain/dates";
import { foldedNote } from "@/lib/domain/search";
import { claimStatements, derivedFrom, noteOf, partyStatements, type Talk } from "@/tests/bench/synthetic-claims";
import { writeHistory } from "@/tests/bench/synthetic-history";
import { runOn } from "@/tests/support/postgres";

export interface Synthetic {
  corridors: number;
  days: number;
  /** The last day, `YYYY-MM-DD`. */
  until: string;
  /** What parties say beside the one claim that every day has. */
  talk?: Talk;
  /** With a revision of every entry, each day's at noon of its date, and no talk; else the first entry's is the only one. */
  history?: boolean;
}

/** One statement after another on a database of either kind. */
interface Writer {
  run(sql: string): Promise<void>;
  end(): Promise<void>;
}

const NUMBERS = (last: number) =>
  `WITH RECURSIVE numbers(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${last})`;

/** Words that differ between the two databases. */
const words = {
  sqlite: {
    instant: (iso: string) => `'${iso.replace("Z", "+00:00")}'`,
    noon: (date: string) => `${date} || 'T12:00:00.000+00:00'`,
    as: (_type: string, value: string) => value,
    yes: "1",
    no: "0",
  },
  postgresql: {
    instant: (iso: string) => `TIMESTAMP '${iso.replace("T", " ").replace("Z", "")}'`,
    noon: (date: string) => `CAST(${date} || ' 12:00:00' AS TIMESTAMP)`,
    as: (type: string, value: string) => `CAST(${value} AS "${type}")`,
    yes: "TRUE",
    no: "FALSE",
  },
} satisfies Record<Dialect, unknown>;

/**
 * The statements that fill an empty, migrated store: corridors from 50 made-up towns to one, a day for each on every
 * date, held, partly held, failed, announced or cancelled in turn, with one claim each. Without a history all entries have
 * revision 1, which is the only one there is; with one, which writeHistory() adds, each has its own.
 */
function statements(dialect: Dialect, { corridors, days, until, talk, history }: Synthetic): string[] {
  const { instant, noon, as, yes, no } = words[dialect];
  const at = instant(history ? `${addDays(until, 1 - days)}T00:00:00.000Z` : `${until}T12:00:00.000Z`);
  const dayAt = history ? noon(`d."date"`) : at;
  /** Every entry's own number, in the order in which they are written. */
  const nth = (number: string | number) => (history ? String(number) : "1");
  const number = (value: string, width: number) => `substr('${"0".repeat(width)}' || (${value}), -${width})`;
  const padded = (value: string, width: number) =>
    dialect === "sqlite" ? number(value, width) : `lpad(CAST(${value} AS TEXT), ${width}, '0')`;
  const town = `'made-up-town-' || ${padded("i", 4)}`;
  const corridor = `'made-up-corridor-' || ${padded("c.i", 4)}`;
  const place = (
    slug: string,
    name: string,
    revision: string,
  ) => `${slug}, ${as("PlaceKind", "'settlement'")}, ${name}, ${name},
    ${as("PlacePrecision", "'settlement'")}, 'XXA', 'Etc/UTC', ${at}, ${revision}`;
  const dayRevision = nth(`${2 * corridors + 54} + d.i * ${corridors} + c.i`);
  const dates = Array.from({ length: days }, (_, i) => ({ i, date: addDays(until, i + 1 - days) }));
  const kind = "(c.i * 7 + d.i * 3) % 10";
  const status = `CASE WHEN ${kind} < 4 THEN 'held' WHEN ${kind} < 6 THEN 'failed' WHEN ${kind} = 6 THEN 'partly_held'
    WHEN ${kind} < 9 THEN 'announced' ELSE 'cancelled' END`;
  const outcome = `CASE WHEN ${kind} < 4 THEN 'held' WHEN ${kind} < 6 THEN 'failed' WHEN ${kind} = 6 THEN 'partly_held' END`;
  const key = `'made-up-' || c.i || '-' || d.i`;
  // to SQLite, || comes before %
  const report = "'made-up-report-' || ((c.i + d.i) % 50)";
  const derived = derivedFrom(talk, key);
  const how = { dialect, at, as, numbers: NUMBERS, corridor, corridors, dates };
  const counted = `CASE WHEN ${kind} < 4 THEN 10 + (c.i * 13 + d.i * 17) % 900 END`;
  const after = JSON.stringify({ note: "made up for a measurement" });
  const note = {
    noteEn: "A made-up day, for a measurement only.",
    noteUk: "Вигаданий день, лише для вимірювання.",
  };
  const link = {
    seq: 1,
    at: new Date(`${until}T12:00:00.000Z`),
    entryKind: "place",
    entry: "made-up-shelter",
    kind: "addition",
    reason: "",
    role: "seed",
    after,
    prevHash: GENESIS,
  } as const;
  return [
    `INSERT INTO "Place" ("slug", "kind", "nameEn", "nameUk", "precision", "country", "timeZone", "updatedAt", "revision")
      SELECT ${place("'made-up-shelter'", "'Made-up shelter'", nth(1))}`,
    `INSERT INTO "Place" ("slug", "kind", "nameEn", "nameUk", "precision", "country", "timeZone", "updatedAt", "revision")
      ${NUMBERS(corridors - 1)} SELECT ${place(town, `'Made-up town ' || i`, nth("i + 2"))} FROM numbers`,
    `INSERT INTO "Party" ("slug", "kind", "nameEn", "nameUk", "sideSlug", "updatedAt", "revision")
      SELECT 'made-up-side', ${as("PartyKind", "'state'")}, 'Made-up side', 'Made-up side', 'made-up-side', ${at}, ${nth(corridors + 2)}`,
    `INSERT INTO "Party" ("slug", "kind", "nameEn", "nameUk", "sideSlug", "updatedAt", "revision")
      SELECT 'made-up-council', ${as("PartyKind", "'authority'")}, 'Made-up council', 'Made-up council', 'made-up-side', ${at}, ${nth(corridors + 3)}`,
    `INSERT INTO "Source" ("slug", "publisher", "url", "canonicalUrl", "updatedAt", "revision") ${NUMBERS(49)}
      SELECT 'made-up-report-' || i, 'Made-up Gazette', 'https://made-up.example/' || i, 'https://made-up.example/' || i, ${at},
      ${nth(`i + ${corridors + 4}`)} FROM numbers`,
    `INSERT INTO "Corridor" ("slug", "originSlug", "destinationSlug", "purpose", "updatedAt", "revision")
      ${NUMBERS(corridors - 1)} SELECT 'made-up-corridor-' || ${padded("i", 4)}, ${town}, 'made-up-shelter',
      ${as("Purpose", "'evacuation'")}, ${at}, ${nth(`i + ${corridors + 54}`)} FROM numbers`,
    ...(talk ? partyStatements(talk, how) : []),
    `CREATE TEMPORARY TABLE made_up_dates (i INTEGER PRIMARY KEY, "date" TEXT NOT NULL)`,
    `INSERT INTO made_up_dates VALUES ${dates.map(({ i, date }) => `(${i}, '${date}')`).join(", ")}`,
    `INSERT INTO "CorridorDay" ("id", "corridorSlug", "date", "datePrecision", "timeZone", "status", "noteEn", "noteUk", "noteFolded",
      "evacueesMin", "evacueesMax", "evacueesQualifier", "grade", "blameContested", "evidenced", "announcedBy", "blamed",
      "claimKeys", "sourceSlugs", "publishedAt", "updatedAt", "revision")
      ${NUMBERS(corridors - 1)}
      SELECT ${corridor} || '/' || d."date", ${corridor}, d."date", ${as("DatePrecision", "'day'")}, 'Etc/UTC',
      ${as("DayStatus", status)}, ${noteOf(talk, "c.i * 17 + d.i", note.noteEn)},
      ${noteOf(talk, "c.i * 17 + d.i", note.noteUk)},
      lower(${noteOf(talk, "c.i * 17 + d.i", foldedNote(note))}),
      ${counted}, ${counted}, ${as("Qualifier", `CASE WHEN ${kind} < 4 THEN 'exact' END`)},
      ${as("Grade", "'single_source'")}, ${derived.contested ? yes : no}, CASE WHEN ${kind} < 7 THEN ${yes} ELSE ${no} END,
      CASE WHEN ${kind} < 7 THEN '' ELSE 'made-up-council' END, '${derived.blamed}', ${derived.keys}, ${report}, ${dayAt}, ${dayAt}, ${dayRevision}
      FROM made_up_dates d CROSS JOIN numbers c ORDER BY d.i, c.i`,
    `INSERT INTO "Claim" ("key", "scope", "dayId", "kind", "claimantSlug", "outcome", "summaryEn", "summaryUk", "sourceSlug",
      "statement", "listed", "position", "updatedAt", "revision")
      ${NUMBERS(corridors - 1)}
      SELECT ${key}, ${as("ClaimScope", "'corridor_day'")}, ${corridor} || '/' || d."date",
      ${as("ClaimKind", `CASE WHEN ${kind} < 7 THEN 'outcome' ELSE 'announcement' END`)}, 'made-up-council',
      ${as("Outcome", outcome)}, 'Made up.', 'Вигадано.', ${report}, ${key}, d."date" || ' ', 0, ${dayAt}, ${dayRevision}
      FROM made_up_dates d CROSS JOIN numbers c ORDER BY d.i, c.i`,
    ...(talk ? claimStatements(talk, how) : []),
    ...(history
      ? []
      : [
          `INSERT INTO "ChangeSet" ("id", "at", "kind", "reason", "authorRole", "actorId")
            SELECT 'made-up', ${at}, ${as("ChangeKind", "'addition'")}, '', ${as("AuthorRole", "'seed'")}, 'seed'`,
          `INSERT INTO "Revision" ("seq", "at", "entryKind", "entry", "kind", "reason", "role", "fields", "after", "prevHash", "hash", "changeSetId")
            SELECT 1, ${at}, ${as("EntryKind", "'place'")}, '${link.entry}', ${as("ChangeKind", "'addition'")}, '',
            ${as("AuthorRole", "'seed'")}, 'note', '${after}', '${GENESIS}', '${hashOf(link)}', 'made-up'`,
        ]),
  ];
}

function sqliteWriter(file: string): Writer {
  const database = new Database(file);
  // Whatever is interrupted is thrown away, so nothing has to be safe on its way.
  database.exec("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN");
  return {
    run: async (sql) => void database.exec(sql),
    async end() {
      database.exec("COMMIT; PRAGMA optimize; PRAGMA journal_mode = WAL");
      database.close();
    },
  };
}

async function postgresWriter(url: string): Promise<Writer> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("SET synchronous_commit = off; BEGIN");
  return {
    run: async (sql) => void (await client.query(sql)),
    async end() {
      await client.query("COMMIT");
      await client.end();
    },
  };
}

/**
 * Fills the database at `url`. A SQLite file appears only when it is complete, and one that is there is left as it is;
 * a PostgreSQL database has to be there and empty.
 * @returns whether it was made now
 */
export async function makeSyntheticStore(url: string, size: Synthetic): Promise<boolean> {
  const dialect = dialectOf(url);
  const file = dialect === "sqlite" ? sqliteFile(url) : "";
  if (file && existsSync(file)) {
    // it may be from before the newest migration
    await migrate(url);
    return false;
  }
  const making = file ? `file:${file}.making` : url;
  const clear = () => {
    for (const end of ["", "-wal", "-shm", "-journal"]) rmSync(`${file}.making${end}`, { force: true });
  };
  if (file) clear();
  await migrate(making);
  const writer = file ? sqliteWriter(sqliteFile(making)) : await postgresWriter(making);
  for (const statement of statements(dialect, size)) await writer.run(statement);
  await writer.end();
  if (size.history) {
    const dates = Array.from({ length: size.days }, (_, i) => addDays(size.until, i + 1 - size.days));
    await writeHistory(making, dates);
  }
  if (file) {
    renameSync(sqliteFile(making), file);
    clear();
  } else await runOn(url, "VACUUM ANALYZE");
  return true;
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      corridors: { type: "string" },
      days: { type: "string" },
      until: { type: "string" },
      database: { type: "string" },
      history: { type: "boolean", default: false },
    },
  });
  const size = {
    corridors: Number(values.corridors),
    days: Number(values.days),
    until: values.until ?? dateAt(new Date(), "UTC"),
    history: values.history,
  };
  const whole = (number: number, most: number) => Number.isInteger(number) && number > 0 && number <= most;
  if (!values.database || !whole(size.corridors, 9999) || !whole(size.days, 10_000) || !isDate(size.until)) {
    console.error(
      "--corridors N (1 to 9999) --days N (1 to 10000) [--until YYYY-MM-DD] [--history] --database file:… or postgresql://…",
    );
    process.exit(1);
  }
  const start = performance.now();
  const made = await makeSyntheticStore(values.database, size);
  const rows = (size.corridors * size.days).toLocaleString("en");
  console.log(
    made
      ? `${rows} made-up days in ${((performance.now() - start) / 1000).toFixed(1)} s.`
      : "It is there already: nothing was made.",
  );
}
