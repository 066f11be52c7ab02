import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { childEnvironment } from "@/lib/config";
import { openStore } from "@/lib/data/client";
import { migrate } from "@/lib/data/migrate";
import { IMPORT_FILES } from "@/lib/domain/arrivals";
import { figure, type Report } from "@/tests/bench/report";
import { type Measured, onPostgres } from "@/tests/bench/stores";
import { makeSyntheticStore } from "@/tests/bench/synthetic-store";
import { fileOf } from "@/tests/support/imports";
import { storePerson } from "@/tests/support/people";
import { layGround, numberedDay } from "@/tests/support/record";

/** The seed has two minutes for all of it. */
const SEEDED = [100, 1_000, 3_000];
const IMPORTED = [100, 1_000, 10_000];
const NAME = "importer";

/** Runs `npm run import` on a store in the name of a person who is stored for it; ms. */
async function runImport(databaseUrl: string, files: readonly { name: string; text: string }[]): Promise<number> {
  const store = openStore(databaseUrl);
  await storePerson(store, NAME, "editor", new Date()).finally(store.close);
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-import-"));
  try {
    const paths = files.map(({ name, text }) => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    });
    const began = performance.now();
    const child = spawn(process.execPath, ["--import", "tsx", "lib/cli/import.ts", ...paths, "--as", NAME], {
      env: childEnvironment({ DATABASE_URL: databaseUrl }),
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
    const [code] = await once(child, "close");
    if (code !== 0) throw new Error(`the import failed:\n${said.slice(-2_000)}`);
    return performance.now() - began;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files of a made-up record of so many days on ten corridors, without counts: those need claims of their own. */
async function filesOf(days: number, until: string): Promise<{ name: string; text: string }[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-files-"));
  const url = `file:${folder}/made.db`;
  await makeSyntheticStore(url, { corridors: 10, days: days / 10, until });
  const made = openStore(url);
  try {
    const unknown = { evacueesMin: null, evacueesMax: null, evacueesQualifier: null };
    await made.transaction((tx) => tx.corridorDay.updateMany({ data: unknown }));
    const files: { name: string; text: string }[] = [];
    for (const name of IMPORT_FILES)
      files.push({ name: `${name}.csv`, text: await fileOf(made, name, "plain", new Date()) });
    return files;
  } finally {
    await made.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Brings so many new days, of long before the record, into a made-up store with at least ten corridors; ms. */
export async function timeImport(databaseUrl: string, days: number): Promise<number> {
  const files = (await filesOf(days, "1999-12-31")).filter(({ name }) => /^(?:corridor-days|claims)\.csv$/.test(name));
  // the keys of their claims are taken
  return runImport(
    databaseUrl,
    files.map(({ name, text }) => ({ name, text: text.replace(/\bmade-up-(\d+-\d+)\b/g, "brought-$1") })),
  );
}

/** A record brought into an empty store: as the seed is, entry by entry in one change, and as files by an import. */
export async function measureBringing(): Promise<Report> {
  const rows: Report["rows"] = [];
  const show = (dialect: string, by: string, days: number, ms: number) =>
    rows.push([
      dialect,
      by,
      figure(days),
      ...(Number.isFinite(ms) ? [figure(ms / 1000, 1), figure(days / (ms / 1000))] : ["not in two minutes", ""]),
    ]);
  const seed = async ({ dialect, url }: Measured, days: number) => {
    await migrate(url);
    const store = openStore(url);
    const began = performance.now();
    const seeded = await layGround(store, { days: Array.from({ length: days }, (_, n) => numberedDay(n)) })
      .then(() => true)
      .catch((error: { code?: string }) => {
        // what takes longer than it may is told as that
        if (error.code !== "P2028") throw error;
        return false;
      })
      .finally(store.close);
    show(dialect, "seed", days, seeded ? performance.now() - began : Number.POSITIVE_INFINITY);
  };
  const bring = async ({ dialect, url }: Measured, days: number) => {
    await migrate(url);
    show(dialect, "import", days, await runImport(url, await filesOf(days, "2026-01-31")));
  };
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-bringing-"));
  try {
    for (const [what, sizes] of [
      [seed, SEEDED],
      [bring, IMPORTED],
    ] as const) {
      for (const days of sizes)
        await what({ dialect: "sqlite", url: `file:${folder}/${what === seed ? "seed" : "import"}-${days}.db` }, days);
      for (const days of sizes) await onPostgres((database) => what(database, days));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    title: "A record brought into an empty store",
    columns: ["database", "by", "days", "s", "days/s"],
    rows,
    notes: [
      "All of it in one transaction, a revision per entry. The seed's days have two claims each, and pass the rules one by one like those that editors save. The import is `npm run import` with all seven files, a claim a day, start of the program included; it takes at most 100,000 rows, claims counted, so that larger records come in parts.",
    ],
  };
}
