import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Dialect } from "@/lib/data/dialect";
import { sqliteFile } from "@/lib/data/dialect";
import { addDays } from "@/lib/domain/dates";
import { corridorDayColumns } from "@/lib/formats/corridor-days";
import { readThrough } from "@/tests/bench/load";
import { forget, peakOf } from "@/tests/bench/memory";
import { figure, quantile, type Report } from "@/tests/bench/report";
import { type Measured, onMadeUpStores } from "@/tests/bench/stores";
import { startServer } from "@/tests/support/server";

const SIZES = [
  { corridors: 100, days: 100, until: "2026-01-31" },
  { corridors: 1000, days: 1000, until: "2026-01-31" },
];
const RUNS = 3;

/** All rows, but asked for with a filter: so they are read from the database each time. */
const LIVE = "?from=1990-01-01";
const AT_ONCE = 16;
/** Of the days, where many readers ask at once. */
const PART = 0.1;
/** Smaller files are sent before anybody could come in between. */
const CROWDED = 100_000;

type Run = { seconds: number; firstByte: number; bytes: number; lines: number; peak: number };

/** Reads a stream to its end, counting. */
async function timed(open: () => Promise<AsyncIterable<Uint8Array>>, pid: () => number): Promise<Run> {
  const start = performance.now();
  const run: Run = { seconds: 0, firstByte: 0, bytes: 0, lines: 0, peak: Number.NaN };
  let polled = 0;
  for await (const part of await open()) {
    const now = performance.now();
    run.firstByte ||= now - start;
    run.bytes += part.length;
    for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) run.lines++;
    if (now - polled > 20) {
      polled = now;
      run.peak = peakOf(pid()) || run.peak;
    }
  }
  run.seconds = (performance.now() - start) / 1000;
  return run;
}

/** The columns of corridor-days.csv in their order, as one query in the words of both databases. */
const QUERY = `SELECT d."id" AS corridor_day, d."corridorSlug" AS corridor, d."date" AS "date", d."datePrecision" AS date_precision,
  d."timeZone" AS time_zone, c."purpose" AS purpose, o."nameEn" AS origin_name, o."adm1" AS origin_adm1, o."country" AS origin_country,
  t."nameEn" AS destination_name, t."adm1" AS destination_adm1, t."country" AS destination_country,
  CASE WHEN d."status" IN ('held', 'partly_held', 'failed') AND NOT d."evidenced" OR d."status" = 'announced' AND d."date" < 'TODAY'
    THEN 'outcome_not_reported' ELSE CAST(d."status" AS TEXT) END AS status,
  d."status" AS status_recorded, d."grade" AS grade, d."blameContested" AS blame_contested, d."announcedBy" AS announced_by,
  d."blamed" AS blamed, d."evacueesMin" AS evacuees_min, d."evacueesMax" AS evacuees_max, d."evacueesQualifier" AS evacuees_qualifier,
  d."noteEn" AS note_en, d."noteUk" AS note_uk, d."claimKeys" AS claims, d."sourceSlugs" AS sources,
  (SELECT max(k."at") FROM "Check" k WHERE k."corridorSlug" = d."corridorSlug" AND k."date" = d."date") AS checked_at,
  d."publishedAt" AS published_at, d."updatedAt" AS updated_at, d."revision" AS revision
  FROM "CorridorDay" d JOIN "Corridor" c ON c."slug" = d."corridorSlug" JOIN "Place" o ON o."slug" = c."originSlug"
  JOIN "Place" t ON t."slug" = c."destinationSlug"
  WHERE d."retractedAt" IS NULL AND c."retractedAt" IS NULL ORDER BY d."date", d."corridorSlug"`;

const CLIENTS: Record<Dialect, { name: string; command: (url: string, query: string) => [string, string[]] }> = {
  sqlite: {
    name: "sqlite3 -csv",
    command: (url, query) => ["sqlite3", ["-readonly", "-csv", "-header", sqliteFile(url), query]],
  },
  postgresql: {
    name: "psql \\copy",
    command: (url, query) => [
      "psql",
      ["-X", "-d", url, "-c", `\\copy (${query.replace(/\s+/g, " ")}) TO STDOUT CSV HEADER`],
    ],
  },
};

async function byClient({ dialect, url }: Measured): Promise<Run> {
  const today = new Date().toISOString().slice(0, 10);
  const [program, args] = CLIENTS[dialect].command(url, QUERY.replace("TODAY", today));
  let child: ChildProcess | undefined;
  const open = async () => {
    child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    await once(child, "spawn");
    return child.stdout as AsyncIterable<Uint8Array>;
  };
  return timed(open, () => child?.pid ?? 0);
}

type Server = { url: string; pid: number };

async function byServer({ url, pid }: Server, query: string, encoding = "identity"): Promise<Run> {
  forget(pid);
  const open = async () => {
    const answer = await fetch(`${url}/data/corridor-days.csv${query}`, { headers: { "accept-encoding": encoding } });
    if (!answer.ok || !answer.body) throw new Error(`the file was answered with ${answer.status}`);
    return answer.body;
  };
  const run = await timed(open, () => pid);
  return { ...run, peak: peakOf(pid) };
}

/** How long answers take while something else is done, asked for one after the other; ms, in order. */
async function meanwhile(url: string, work: Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  let ended = false;
  const end = () => {
    ended = true;
  };
  work.then(end, end);
  while (!ended) {
    const start = performance.now();
    await (await fetch(url)).arrayBuffer();
    took.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return took.sort((a, b) => a - b);
}

const median = (runs: Run[]): Run =>
  [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)] as Run;

async function repeated(run: () => Promise<Run>, lines: number): Promise<Run> {
  const runs: Run[] = [];
  for (let i = 0; i < RUNS; i++) runs.push(await run());
  for (const one of runs) if (one.lines !== lines) throw new Error(`${one.lines} lines instead of ${lines}`);
  return median(runs);
}

/** corridor-days.csv from the served product beside the database's own client writing the same columns. */
export async function measureExport(): Promise<Report[]> {
  const rows: Report["rows"] = [];
  const crowd: Report["rows"] = [];
  for (const size of SIZES)
    await onMadeUpStores(size, async (store) => {
      const server = await startServer({ databaseUrl: store.url });
      const count = size.corridors * size.days;
      try {
        await fetch(`${server.url}/en`).then((answer) => answer.arrayBuffer());
        await byServer(server, LIVE); // to warm up
        forget(server.pid);
        const idle = peakOf(server.pid);
        const shown = (name: string, run: Run, beside: Run | null, memory = "") =>
          rows.push([
            store.dialect,
            figure(count),
            name,
            figure(count / run.seconds),
            figure(run.seconds, 2),
            figure(run.firstByte),
            memory,
            beside ? `${figure(run.seconds / beside.seconds, 2)} ×` : "",
          ]);
        const client = await repeated(() => byClient(store), count + 1);
        const live = await repeated(() => byServer(server, LIVE), count + 1);
        shown("with a filter, live", live, client, `+${figure(live.peak - idle)}`);
        const first = await byServer(server, "");
        shown("whole, first reader after a change", first, client, `+${figure(first.peak - idle)}`);
        shown("whole, every other reader", await repeated(() => byServer(server, ""), count + 1), client);
        await byServer(server, "", "gzip");
        shown("the same, gzip", await repeated(() => byServer(server, "", "gzip"), count + 1), client);
        shown(CLIENTS[store.dialect].name, client, null, figure(client.peak));

        if (count < CROWDED) return;
        const one = meanwhile(`${server.url}/healthz`, byServer(server, LIVE));
        const pause = (await one).at(-1) ?? Number.NaN;
        forget(server.pid);
        const before = peakOf(server.pid);
        const some = `?from=1990-01-01&to=${addDays(size.until, -Math.floor(size.days * (1 - PART)))}`;
        const start = performance.now();
        const all = Promise.all(
          Array.from({ length: AT_ONCE }, async () => {
            const answer = await fetch(`${server.url}/data/corridor-days.csv${some}`);
            if (!answer.ok || !answer.body) throw new Error(`one of many was answered with ${answer.status}`);
            await readThrough(answer);
          }),
        );
        const board = await meanwhile(`${server.url}/en`, all);
        await all;
        crowd.push([
          store.dialect,
          figure(count),
          figure(pause),
          figure((performance.now() - start) / 1000, 1),
          `+${figure(peakOf(server.pid) - before)}`,
          figure(quantile(board, 0.5), 1),
          figure(quantile(board, 0.99), 1),
        ]);
      } finally {
        await server.stop();
      }
    });
  return [
    {
      title: "corridor-days.csv, rows per second",
      columns: ["database", "rows", "by", "rows/s", "s", "first byte ms", "MiB", "time"],
      rows,
      notes: [
        `All ${corridorDayColumns.length} columns in the same order over loopback, to a reader that counts lines; the median of ${RUNS} runs after one to warm up. Memory is how much the resident peak of the serving processes rose, or that of the client alone.`,
      ],
    },
    {
      title: `${AT_ONCE} live files at once`,
      columns: ["database", "rows", "longest pause ms", "all, s", "MiB", "board p50 ms", "board p99 ms"],
      rows: crowd,
      notes: [
        `Longest pause: the longest that the process that reads the database took to answer /healthz while it sent one file, asked every 2 ms. The others: ${AT_ONCE} readers of a tenth of the rows, of whom four at a time get theirs, and one reader of the board meanwhile.`,
      ],
    },
  ];
}
