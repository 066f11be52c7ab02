import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqliteFile } from "@/lib/data/dialect";
import { migrate } from "@/lib/data/migrate";
import { addDays } from "@/lib/domain/dates";
import { timeImport } from "@/tests/bench/bringing";
import { corridorNamed, edit, openDesk } from "@/tests/bench/editing";
import { readThrough } from "@/tests/bench/load";
import { forget, peakOf } from "@/tests/bench/memory";
import { figure, median, type Report } from "@/tests/bench/report";
import { type Measured, madeUpFile, onPostgres } from "@/tests/bench/stores";
import { makeSyntheticStore } from "@/tests/bench/synthetic-store";
import { startServer } from "@/tests/support/server";

const UNTIL = "2026-01-31";
const SIZES = [
  { corridors: 10, days: 10 },
  { corridors: 25, days: 40 },
  { corridors: 100, days: 100 },
  { corridors: 250, days: 400 },
  { corridors: 1000, days: 1000 },
].map((size) => ({ ...size, until: UNTIL, history: true }));
type Size = (typeof SIZES)[number];
/** On PostgreSQL, where a history of a million takes many minutes to be made up. */
const POSTGRES = SIZES.filter(({ corridors }) => [10, 100, 250].includes(corridors));
const ROUNDS = 3;
/** Days brought into a store of any size. */
const BROUGHT = 1_000;
/** A page that asks to be asked again is asked so often, in ms, for at most so long. */
const AGAIN = 100;
const PATIENCE = 120_000;

/** Milliseconds until an address is answered with 200, asked again where it says that it is not ready; infinite after PATIENCE. */
async function took(url: string): Promise<number> {
  const began = performance.now();
  for (;;) {
    const answer = await fetch(url);
    await readThrough(answer);
    const ms = performance.now() - began;
    if (answer.ok) return ms;
    if (answer.status !== 503) throw new Error(`${url} was answered with ${answer.status}`);
    if (ms > PATIENCE) return Number.POSITIVE_INFINITY;
    await new Promise((resolve) => setTimeout(resolve, AGAIN));
  }
}

/** What a store of one size costs, in ms and MiB. */
type Found = Record<
  | "start"
  | "board"
  | "corridor"
  | "list"
  | "api"
  | "pastFirst"
  | "pastNext"
  | "file"
  | "form"
  | "save"
  | "bring"
  | "memory",
  number
>;

async function measure({ url: databaseUrl }: Measured, { days }: Size): Promise<Found> {
  // a file of an earlier measurement may lack the newest migration
  await migrate(databaseUrl);
  const began = performance.now();
  const server = await startServer({ databaseUrl });
  const start = performance.now() - began;
  try {
    const at = (pathname: string) => took(server.url + pathname);
    const middle = addDays(UNTIL, -Math.floor(days / 2));
    const [, first = "", second = ""] = [0, 1, 2].map(corridorNamed);
    const visitor = await openDesk(databaseUrl, server.url);
    const rounds: Omit<Found, "start" | "file" | "pastFirst" | "pastNext" | "bring" | "memory">[] = [];
    forget(server.pid);
    // the first one warms up
    for (let n = 0; n <= ROUNDS; n++) {
      const { form, save } = await edit(visitor, { corridor: first, date: UNTIL }, `Measurement ${n}.`);
      rounds.push({
        form,
        save,
        board: await at("/en"),
        corridor: await at(`/en/corridors/${first}`),
        list: await at(`/en/records?status=held&to=${middle}&order=oldest`),
        api: await at(`/api/v1/corridor-days?status=held&from=${middle}&limit=50`),
      });
    }
    const file = await at("/data/corridor-days.csv");
    const bring = await timeImport(databaseUrl, BROUGHT);
    const then = `/en/at/${middle}T12:00:00Z`;
    const pastFirst = await at(then);
    const pastNext = Number.isFinite(pastFirst) ? await at(`${then}/corridors/${second}`) : Number.NaN;
    const memory = peakOf(server.pid);
    const middleOf = (name: keyof (typeof rounds)[number]) => median(rounds.slice(1).map((round) => round[name]));
    return {
      start,
      board: middleOf("board"),
      corridor: middleOf("corridor"),
      list: middleOf("list"),
      api: middleOf("api"),
      file,
      form: middleOf("form"),
      save: middleOf("save"),
      pastFirst,
      pastNext,
      bring,
      memory,
    };
  } finally {
    await server.stop();
  }
}

/** What everything costs with a hundred corridor days, and with a million. */
export async function measureGrowth(): Promise<Report[]> {
  const reading: Report["rows"] = [];
  const working: Report["rows"] = [];
  const show = (dialect: string, size: Size, found: Found) => {
    const count = figure(size.corridors * size.days);
    const ms = (value: number) =>
      Number.isNaN(value) ? "" : Number.isFinite(value) ? figure(value, value < 10 ? 1 : 0) : `> ${figure(PATIENCE)}`;
    const { board, corridor, list, api, pastFirst, pastNext, file, start, form, save, bring, memory } = found;
    reading.push([dialect, count, ...[board, corridor, list, api, file, pastFirst, pastNext].map(ms)]);
    working.push([
      dialect,
      count,
      figure(start / 1000, 2),
      ms(form),
      ms(save),
      figure(bring / 1000, 1),
      figure(memory),
    ]);
  };
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-growth-"));
  try {
    for (const size of SIZES) {
      console.error(`· ${size.corridors * size.days} made-up days with their history on SQLite …`);
      const made = await madeUpFile(size);
      const file = path.join(folder, "growth.db");
      copyFileSync(sqliteFile(made.url), file);
      show("sqlite", size, await measure({ dialect: "sqlite", url: `file:${file}` }, size));
      for (const end of ["", "-wal", "-shm"]) rmSync(file + end, { force: true });
    }
    for (const size of POSTGRES) {
      console.error(`· ${size.corridors * size.days} made-up days with their history on PostgreSQL …`);
      await onPostgres(async (database) => {
        await makeSyntheticStore(database.url, size);
        show("postgresql", size, await measure(database, size));
      });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [
    {
      title: "How reading grows with the record",
      columns: ["database", "days", "board", "corridor", "list", "API list", "whole file", "past, first", "past, next"],
      rows: reading,
      notes: [
        `Milliseconds until the first reader after an edit has the whole answer, which is then made from the database: median of ${ROUNDS} edits after one to warm up, the whole corridor-days.csv once. The corridor's page shows its last 90 days; the list is the explorer, days that held in the older half of the record, the oldest first; the API list is 50 days that held in the newer half. Every later reader is answered from memory or disk.`,
        "",
        `The past is the board as it was in the middle of the record, which is put together from the revisions up to then, once: a reader who comes before it is ready is asked to come again after a while, and does so every ${AGAIN} ms here, for at most ${PATIENCE / 60_000} minutes. Next: a corridor's page at the same instant.`,
      ],
    },
    {
      title: "How work grows with the record",
      columns: [
        "database",
        "days",
        "start-up, s",
        "form, ms",
        "save, ms",
        `import of ${figure(BROUGHT)}, s`,
        "memory, MiB",
      ],
      rows: working,
      notes: [
        `Every entry has its revision. Start-up: from the start of the process to the first connection that it takes, both boards made. Form and save: a correction of one day over HTTP by an editor who is signed in, with its redirect, median of ${ROUNDS}. Import: ${figure(BROUGHT)} new days with a claim each by \`npm run import\`, start of the program included, while the site serves. Memory: the highest that both processes of the site took up together.`,
      ],
    },
  ];
}
