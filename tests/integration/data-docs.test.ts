import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { csvResponse } from "@/app/(open-data)/data/csv-response";
import type { Store } from "@/lib/data/client";
import { isDate } from "@/lib/domain/dates";
import { FILE_NAMES, type FileName } from "@/lib/domain/files";
import { separated } from "@/lib/domain/text";
import type { Column } from "@/lib/formats/columns";
import { FILES } from "@/lib/formats/files";
import { rowsOf } from "@/lib/ingest/csv";
import { printed } from "@/tests/support/data-docs";
import { listening } from "@/tests/support/listening";
import { itWith, python, run } from "@/tests/support/programs";
import { laySeed } from "@/tests/support/seeded";
import { onEveryStore } from "@/tests/support/stores";

// loading the seed takes its time on a busy machine
vi.setConfig({ testTimeout: 60_000 });

const NOW = new Date("2026-11-22T03:15:00.000Z");
const [reading, rebuilding, verifying] = ["status=held", "entries = {}", 'head = "0" * 64'].map((having) =>
  printed("python", having),
) as [string, string, string];

async function seeded(fresh: () => Promise<Store>): Promise<Store> {
  const store = await fresh();
  await laySeed(store, NOW);
  return store;
}

const file = (store: Store, name: FileName): Promise<string> =>
  csvResponse(new Request(`http://localhost/data/${name}.csv`), `${name}.csv`, store, NOW).then((r) => r.text());

const IS: Record<Column["type"], (cell: string) => boolean> = {
  text: () => true,
  key: (cell) => /^[a-z0-9][a-z0-9/-]*$/.test(cell),
  list: (cell) => !/^; |; $|; ; /.test(cell),
  code: () => true,
  date: isDate,
  instant: (cell) => !Number.isNaN(Date.parse(cell)) && new Date(cell).toISOString() === cell,
  integer: (cell) => /^\d+$/.test(cell),
  decimal: (cell) => /^-?\d+(\.\d+)?$/.test(cell),
  boolean: (cell) => cell === "true" || cell === "false",
  url: (cell) => URL.canParse(cell),
  json: (cell) => typeof JSON.parse(cell) === "object",
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tracker-data-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytesOn = new Map<string, string>();

onEveryStore("the files of the seed", (fresh) => {
  it("are the same bytes on both databases, with what docs/data.md says in every cell, and keys of rows that exist", async () => {
    const store = await seeded(fresh);
    for (const name of FILE_NAMES) {
      const csv = await file(store, name);
      expect(csv.length).toBeGreaterThan(100);
      expect(csv, name).toBe(bytesOn.get(name) ?? csv);
      bytesOn.set(name, csv);
    }

    const rows = new Map<FileName, Record<string, string>[]>();
    for (const name of FILE_NAMES) rows.set(name, rowsOf(bytesOn.get(name) as string));
    const keys = new Map(
      FILE_NAMES.map((name) => [
        name,
        new Set(rows.get(name)?.map((row) => row[FILES[name].columns[0]?.name as string])),
      ]),
    );
    for (const name of FILE_NAMES) {
      for (const row of rows.get(name) ?? []) {
        for (const column of FILES[name].columns) {
          const cell = row[column.name] as string;
          if (cell === "") continue;
          expect(IS[column.type](cell), `${name}.${column.name}: ${cell}`).toBe(true);
          if (column.values) expect(column.values, `${name}.${column.name}`).toContain(cell);
          if (!column.file) continue;
          for (const key of column.type === "list" ? separated(cell) : [cell])
            expect(keys.get(column.file)?.has(key), `${name}.${column.name}: ${key}`).toBe(true);
        }
      }
    }
  });

  itWith("python", "do what docs/data.md promises to the three programs that it prints", async () => {
    const store = await seeded(fresh);
    await theHeadOfTheChain(store);
    await theRecordAtAnInstant(store);
    await served(store, (site) => theHeldDays(store, site));
  });

  itWith("pandas", "are read by pandas as docs/data.md does it", async () => {
    const store = await seeded(fresh);
    const table = await served(store, (site) => run("pandas", ["-c", printed("python", "pandas"), site]));
    await isWhatTheFileHas(store, table);
  });

  itWith("r", "are read by R as docs/data.md does it", async () => {
    const store = await seeded(fresh);
    const file = path.join(folder, "read.R");
    writeFileSync(file, printed("r", "read.csv"));
    await isWhatTheFileHas(store, await served(store, (site) => run("r", ["--vanilla", file, site])));
  });
});

/** Holds a table of the days by status and grade against the file. */
async function isWhatTheFileHas(store: Store, table: string): Promise<void> {
  const [head = "", ...lines] = table.trim().split(/\r?\n/);
  const grades = head.split(",").slice(1);
  const counted = lines.flatMap((line) => {
    const [status, ...counts] = line.split(",");
    return counts.map((count, i) => [`${status} ${grades[i]}`, Number(count)] as const);
  });
  const expected = new Map<string, number>();
  for (const { status, grade } of rowsOf(await file(store, "corridor-days")))
    expected.set(`${status} ${grade}`, (expected.get(`${status} ${grade}`) ?? 0) + 1);
  expect(expected.size).toBeGreaterThan(2);
  expect(Object.fromEntries(counted.filter(([, count]) => count > 0))).toEqual(Object.fromEntries(expected));
}

/** The head, and none of a chain in which a letter was changed or a revision is missing. */
async function theHeadOfTheChain(store: Store): Promise<void> {
  const csv = await file(store, "revisions");
  const whole = path.join(folder, "revisions.csv");
  writeFileSync(whole, csv);
  const head = await store.read.revision.findFirst({ orderBy: { seq: "desc" } });
  expect(await python(verifying, [whole])).toBe(`${head?.hash}\n`);

  const changed = path.join(folder, "changed.csv");
  for (const [from, to] of [
    ["Mykhailo", "Mykhaila"],
    ['"addition"', '"correction"'],
    [/\r\n5,[^\r]*/, ""],
  ] as const) {
    writeFileSync(changed, csv.replace(from, to));
    expect(csv.replace(from, to)).not.toBe(csv);
    await expect(python(verifying, [changed])).rejects.toThrow("does not fit");
  }
}

async function theRecordAtAnInstant(store: Store): Promise<void> {
  const revisions = path.join(folder, "revisions.csv");
  writeFileSync(revisions, await file(store, "revisions"));
  const { read } = store;
  expect(JSON.parse(await python(rebuilding, [revisions, NOW.toISOString()]))).toEqual({
    claim: await read.claim.count({ where: { dayId: null } }),
    corridor: await read.corridor.count(),
    corridor_day: await read.corridorDay.count(),
    party: await read.party.count(),
    place: await read.place.count(),
    source: await read.source.count(),
  });
  expect(JSON.parse(await python(rebuilding, [revisions, "2026-11-22T03:14:59.999Z"]))).toEqual({});
}

/** Gives the files of a store an address while something asks for them. */
async function served<T>(store: Store, ask: (site: string) => Promise<T>): Promise<T> {
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const answer = await csvResponse(new Request(url), path.basename(url.pathname), store, NOW);
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  try {
    return await ask(`http://127.0.0.1:${await listening(server)}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function theHeldDays(store: Store, site: string): Promise<void> {
  const days = await python(reading, [site]);
  const held = rowsOf(await file(store, "corridor-days")).filter((row) => row.status === "held");
  expect(held.length).toBeGreaterThan(0);
  expect(days.trimEnd().split("\n")).toEqual(
    held.map((day) => `${day.date} ${day.origin_name} ${day.destination_name} ${day.evacuees_min || "not stated"}`),
  );
}
