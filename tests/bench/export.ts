import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import type { Dialect } from "@/lib/data/dialect";
import { sqliteFile } from "@/lib/data/dialect";
import { corridorDayColumns } from "@/lib/formats/corridor-days";
import { figure, type Report } from "@/tests/bench/report";
import { type Measured, onMadeUpStores } from "@/tests/bench/stores";
import { startServer } from "@/tests/support/server";

const SIZES = [
  { corridors: 100, days: 100, until: "2026-01-31" },
  { corridors: 1000, days: 1000, until: "2026-01-31" },
];
const RUNS = 3;

type Run = { seconds: number; firstByte: number; bytes: number; lines: number; peak: number };

/** A process and those that it has started: the site is served by two. */
const withChildren = (pid: number): number[] => {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
    return [pid, ...children.flatMap(withChildren)];
  } catch {
    return [pid];
  }
};
/** The highest resident memory of a process with its children since the last forget(), in MiB; Linux only, else unknown. */
const peakOf = (root: number): number => {
  try {
    const peaks = withChildren(root).map(
      (pid) => /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1],
    );
    return peaks.reduce((sum, peak) => sum + Number(peak), 0) / 1024;
  } catch {
    return Number.NaN;
  }
};
const forget = (root: number) => {
  try {
    for (const pid of withChildren(root)) writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // then the peak is the one since the process began
  }
};

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

async function byServer(url: string, pid: number): Promise<Run> {
  forget(pid);
  const open = async () => {
    const answer = await fetch(`${url}/data/corridor-days.csv`, { headers: { "accept-encoding": "identity" } });
    if (!answer.ok || !answer.body) throw new Error(`the file was answered with ${answer.status}`);
    return answer.body;
  };
  const run = await timed(open, () => pid);
  return { ...run, peak: peakOf(pid) };
}

const median = (runs: Run[]): Run =>
  [...runs].sort((a, b) => a.seconds - b.seconds)[Math.floor(runs.length / 2)] as Run;

/** corridor-days.csv from the served product beside the database's own client writing the same columns. */
export async function measureExport(): Promise<Report> {
  const rows: Report["rows"] = [];
  for (const size of SIZES)
    await onMadeUpStores(size, async (store) => {
      const server = await startServer({ databaseUrl: store.url });
      const idle = peakOf(server.pid);
      try {
        const ours: Run[] = [];
        const theirs: Run[] = [];
        await byServer(server.url, server.pid); // to warm up
        for (let run = 0; run < RUNS; run++) {
          ours.push(await byServer(server.url, server.pid));
          theirs.push(await byClient(store));
        }
        const expected = size.corridors * size.days + 1;
        for (const run of [...ours, ...theirs])
          if (run.lines !== expected) throw new Error(`${run.lines} lines instead of ${expected}`);
        const [a, b] = [median(ours), median(theirs)];
        const shown = (name: string, run: Run, ratio: string, memory: string) =>
          rows.push([
            store.dialect,
            figure(expected - 1),
            name,
            figure((expected - 1) / run.seconds),
            figure(run.seconds, 2),
            figure(run.firstByte),
            memory,
            ratio,
          ]);
        shown(
          "corridor-days.csv",
          a,
          `${figure(a.seconds / b.seconds, 1)} ×`,
          `${figure(a.peak)} (idle ${figure(idle)})`,
        );
        shown(CLIENTS[store.dialect].name, b, "", figure(b.peak));
      } finally {
        await server.stop();
      }
    });
  return {
    title: "corridor-days.csv, rows per second",
    columns: ["database", "rows", "by", "rows/s", "s", "first byte ms", "peak MiB", "time"],
    rows,
    notes: [
      `All ${corridorDayColumns.length} columns in the same order over loopback, not compressed; the median of ${RUNS} runs after one to warm up. Memory is the resident peak of the serving process, or of the client alone.`,
    ],
  };
}
