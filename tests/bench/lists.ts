import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqliteFile } from "@/lib/data/dialect";
import { addDays } from "@/lib/domain/dates";
import { allDifferent, FEW, FOR, type Question } from "@/tests/bench/asking";
import { beside } from "@/tests/bench/beside";
import { measureDirectus } from "@/tests/bench/directus";
import { corridorNamed, type MadeUpDay, openDesk, timeSaves, timeSignIns } from "@/tests/bench/editing";
import { load, readThrough } from "@/tests/bench/load";
import { cpuOf } from "@/tests/bench/memory";
import { figure, median, quantile, type Report } from "@/tests/bench/report";
import { madeUpFile } from "@/tests/bench/stores";
import { startServer } from "@/tests/support/server";

const SIZE = { corridors: 250, days: 400, until: "2026-01-31", history: true };
const FIRST = addDays(SIZE.until, 1 - SIZE.days);
/** Many more than are answered by the database or wait for it. */
const MANY = 256;
const RUNS = 3;

/** One of 40,000: days that held between two dates. */
const question: Question = (n) => ({
  status: "held",
  from: addDays(FIRST, n % 200),
  to: addDays(SIZE.until, -(Math.floor(n / 200) % 200)),
});
const between = (n: number) => new URLSearchParams(question(n)).toString();
const LISTS = [
  { name: "explorer", at: (n: number) => `/en/records?${between(n)}&order=oldest` },
  { name: "API", at: (n: number) => `/api/v1/corridor-days?${between(n)}&limit=50` },
];

/** How long a whole file takes to be read, uncompressed, as programs ask for it. */
async function seconds(url: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, { headers: { "accept-encoding": "identity" } });
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}`);
  await readThrough(answer);
  return (performance.now() - began) / 1_000;
}

/** Another one each time, before the record. */
let saved = 0;
const nextDay = (): MadeUpDay => ({ corridor: corridorNamed(1), date: addDays(FIRST, -++saved) });

/**
 * Lists of a record of 100,000 days, from memory and from the database; its whole file; saves in it, and signing in.
 * @param directus where a Directus runs to be measured beside
 */
export async function measureLists(directus: string | undefined): Promise<Report[]> {
  const rows: Report["rows"] = [];
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-lists-"));
  const copy = path.join(folder, "lists.db");
  copyFileSync(sqliteFile((await madeUpFile(SIZE)).url), copy);
  const databaseUrl = `file:${copy}`;
  const server = await startServer({ databaseUrl });
  const figures: Record<string, number> = {};
  try {
    let next = 0;
    for (const { name, at } of LISTS) {
      console.error(`· Lists of 100,000 days: ${name} …`);
      const url = server.url + at(next++);
      await load(url, "gzip", { seconds: 2 });
      const same = await load(url, "gzip", { seconds: FOR });
      rows.push([name, "the same", 64, figure(same.perSecond), "", 0, same.p50, same.p99, ""]);
      await allDifferent(server.url, at, next, FEW); // to warm up
      for (const connections of [FEW, MANY]) {
        next += 5_000;
        const before = cpuOf(server.pid);
        const found = await allDifferent(server.url, at, next, connections);
        const cpu = (cpuOf(server.pid) - before) / (found.perSecond * found.seconds);
        if (connections === FEW) figures[name] = found.perSecond;
        rows.push([
          name,
          "all different",
          connections,
          figure(found.perSecond),
          figure(found.refused),
          found.errors,
          `${figure(found.p50)}ms`,
          `${figure(found.p99)}ms`,
          connections === FEW ? figure(cpu) : "",
        ]);
      }
    }
    const file = `${server.url}/data/corridor-days.csv`;
    const live: number[] = [];
    for (let n = 0; n <= RUNS; n++) live.push(await seconds(`${file}?from=1990-01-0${n + 1}`));
    const whole = await seconds(file);
    const later: number[] = [];
    for (let n = 0; n < RUNS; n++) later.push(await seconds(file));
    const theirs = directus ? await measureDirectus(directus, file, question) : null;
    const saves = (await timeSaves(await openDesk(databaseUrl, server.url), nextDay)).sort((a, b) => a - b);
    const work = { save: quantile(saves, 0.95), signIn: median(await timeSignIns(databaseUrl, server.url)) };
    const { explorer = Number.NaN, API = Number.NaN } = figures;
    const files = { live: median(live.slice(1)), whole, later: median(later) };
    return [
      {
        title: "Lists of 100,000 corridor days",
        columns: ["list", "questions", "connections", "answers/s", "refused/s", "errors", "p50", "p99", "CPU ms"],
        rows,
        notes: [
          `50 days that held between two dates: the explorer's page, oldest first, with how many there are; and the API's. SQLite. The same question is answered from memory. Different ones are asked of the database, two at a time, while 32 wait; whoever comes on top of those is refused with 503 and Retry-After, which costs next to nothing, so that this many are. CPU is what both processes of the site spend on one answer, which other load on the machine changes least.`,
        ],
      },
      beside({ explorer, lists: API, ...files, ...work }, theirs),
    ];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
