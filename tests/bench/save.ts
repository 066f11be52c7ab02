import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { saveDay } from "@/lib/commands/corridor-days";
import { openStore } from "@/lib/data/client";
import { migrate } from "@/lib/data/migrate";
import { dayKey } from "@/lib/domain/record";
import { figure, quantile, type Report } from "@/tests/bench/report";
import { type Measured, onPostgres } from "@/tests/bench/stores";
import { by, CORRIDOR, layGround, numberedDay, yes } from "@/tests/support/record";

const EDITORS = [1, 8, 32];
const SECONDS = 5;
const WARM_UP = 50;
/** All editors at once on few days, for as long. */
const CROWD = { editors: 32, days: 16, seconds: 60 };

/** New days with two claims each, saved through the command that the desk uses, by one to many editors at once. */
export async function measureSaves(): Promise<Report[]> {
  const rows: Report["rows"] = [];
  const crowd: Report["rows"] = [];
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-"));
  try {
    await saves({ dialect: "sqlite", url: `file:${folder}/saves.db` }, rows);
    await onPostgres((store) => saves(store, rows));
    await crowded({ dialect: "sqlite", url: `file:${folder}/crowd.db` }, crowd);
    await onPostgres((store) => crowded(store, crowd));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const saved = {
    title: "Saves per second",
    columns: ["database", "editors", "saves/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms"],
    rows,
    notes: [
      `Each save is one transaction on disk: a new corridor day with two claims, its revision in the public chain, its line in the audit log, its request key. ${SECONDS} s each, after ${WARM_UP} saves to warm up. An editor sends the next save when the last one is answered. CPU is what this process spends on one save, which other load on the machine changes least.`,
    ],
  };
  const edited = {
    title: "Editors in each other's way",
    columns: ["database", "editors", "saves", "refused as stale", "lost", "p50 ms", "p95 ms", "p99 ms"],
    rows: crowd,
    notes: [
      `${CROWD.editors} editors change the same ${CROWD.days} days for ${CROWD.seconds} s: each reads a number in a day's note, adds one and saves; a save of an older version is refused, and tried again on the newer one. The numbers in the end must be as many as the saves that were answered with yes, and every other answer than these two, a deadlock for instance, ends the measurement.`,
    ],
  };
  return [saved, edited];
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

/** Many editors adding to the same numbers: a lost update would be missing from their sum. */
async function crowded({ dialect, url }: Measured, rows: Report["rows"]): Promise<void> {
  await migrate(url);
  const store = openStore(url);
  const times: number[] = [];
  let stale = 0;
  try {
    await layGround(store);
    for (let n = 0; n < CROWD.days; n++)
      await yes(saveDay(by(store), { day: { ...numberedDay(n), noteEn: "0" }, baseRevision: 0 }));
    const end = performance.now() + CROWD.seconds * 1000;
    const editor = async (_: unknown, number: number) => {
      for (let turn = number; performance.now() < end; turn++) {
        const { date } = numberedDay(turn % CROWD.days);
        const { noteEn, revision } = await store.read.corridorDay.findUniqueOrThrow({
          where: { id: dayKey(CORRIDOR, date) },
        });
        const from = performance.now();
        const day = { ...numberedDay(turn % CROWD.days), noteEn: String(Number(noteEn) + 1) };
        const answer = await saveDay(by(store), { day, baseRevision: revision, reason: "One more" });
        if (answer.ok) times.push(performance.now() - from);
        else if (answer.code === "conflict") stale++;
        else throw new Error(`refused: ${JSON.stringify(answer)}`);
      }
    };
    await Promise.all(Array.from({ length: CROWD.editors }, editor));
    const days = await store.read.corridorDay.findMany({ select: { noteEn: true } });
    const lost = times.length - days.reduce((sum, { noteEn }) => sum + Number(noteEn), 0);
    if (lost !== 0)
      throw new Error(`${lost} of ${times.length} saves on ${dialect} were answered with yes and are not there`);
    times.sort((a, b) => a - b);
    const quantiles = [0.5, 0.95, 0.99].map((p) => figure(quantile(times, p), 1));
    rows.push([dialect, CROWD.editors, figure(times.length), figure(stale), lost, ...quantiles]);
  } finally {
    await store.close();
  }
}
