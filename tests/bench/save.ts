import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { saveDay } from "@/lib/commands/corridor-days";
import { openStore } from "@/lib/data/client";
import { migrate } from "@/lib/data/migrate";
import { figure, quantile, type Report } from "@/tests/bench/report";
import { type Measured, onPostgres } from "@/tests/bench/stores";
import { by, layGround, numberedDay, yes } from "@/tests/support/record";

const EDITORS = [1, 8, 32];
const SECONDS = 5;
const WARM_UP = 50;

/** New days with two claims each, saved through the command that the desk uses, by one to many editors at once. */
export async function measureSaves(): Promise<Report> {
  const rows: Report["rows"] = [];
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-"));
  try {
    await saves({ dialect: "sqlite", url: `file:${folder}/saves.db` }, rows);
    await onPostgres((store) => saves(store, rows));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    title: "Saves per second",
    columns: ["database", "editors", "saves/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms"],
    rows,
    notes: [
      `Each save is one transaction on disk: a new corridor day with two claims, its revision in the public chain, its line in the audit log, its request key. ${SECONDS} s each, after ${WARM_UP} saves to warm up. An editor sends the next save when the last one is answered. CPU is what this process spends on one save, which other load on the machine changes least.`,
    ],
  };
}

async function saves({ dialect, url }: Measured, rows: Report["rows"]): Promise<void> {
  await migrate(url);
  const store = openStore(url);
  let next = 0;
  const save = async () => {
    const n = next++;
    await yes(saveDay(by(store, { requestKey: `save-${n}` }), { day: numberedDay(n), baseRevision: 0 }));
  };
  try {
    await layGround(store);
    while (next < WARM_UP) await save();
    for (const editors of EDITORS) {
      const times: number[] = [];
      const before = process.cpuUsage();
      const start = performance.now();
      const end = start + SECONDS * 1000;
      const editor = async () => {
        for (let from = performance.now(); from < end; from = performance.now()) {
          await save();
          times.push(performance.now() - from);
        }
      };
      await Promise.all(Array.from({ length: editors }, editor));
      const perSecond = times.length / ((performance.now() - start) / 1000);
      const { user, system } = process.cpuUsage(before);
      times.sort((a, b) => a - b);
      const quantiles = [0.5, 0.95, 0.99].map((p) => figure(quantile(times, p), 1));
      rows.push([dialect, editors, figure(perSecond), ...quantiles, figure((user + system) / 1000 / times.length, 1)]);
    }
  } finally {
    await store.close();
  }
}
