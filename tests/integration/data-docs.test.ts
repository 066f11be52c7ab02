import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { csvResponse } from "@/app/(open-data)/data/csv-response";
import { readSeed } from "@/lib/cli/db-seed";
import { loadSeed } from "@/lib/commands/seed";
import type { Store } from "@/lib/data/client";
import { isDate } from "@/lib/domain/dates";
import { FILE_NAMES, type FileName } from "@/lib/domain/files";
import { seedActor } from "@/lib/domain/policy";
import { separated } from "@/lib/domain/text";
import type { Column } from "@/lib/formats/columns";
import { FILES } from "@/lib/formats/files";
import { rowsOf } from "@/lib/ingest/csv";
import { itWithPython, python } from "@/tests/support/python";
import { onEveryStore } from "@/tests/support/stores";

// loading the seed takes its time on a busy machine
vi.setConfig({ testTimeout: 60_000 });

const NOW = new Date("2026-11-22T03:15:00.000Z");
const [reading, rebuilding, verifying] = [
  ...readFileSync("docs/data.md", "utf8").matchAll(/^```python\n(.*?)^```/gms),
].map(([, program]) => program as string);

async function seeded(fresh: () => Promise<Store>): Promise<Store> {
  const store = await fresh();
  const answer = await loadSeed({ store, actor: seedActor, now: NOW }, readSeed());
  expect(answer.ok).toBe(true);
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

  itWithPython("do what docs/data.md promises to the three programs that it prints", async () => {
    const store = await seeded(fresh);
    await theHeadOfTheChain(store);
    await theRecordAtAnInstant(store);
    await theHeldDays(store);
  });
});

/** The head, and none of a chain in which a letter was changed or a revision is missing. */
async function theHeadOfTheChain(store: Store): Promise<void> {
  const csv = await file(store, "revisions");
  const whole = path.join(folder, "revisions.csv");
  writeFileSync(whole, csv);
  const head = await store.read.revision.findFirst({ orderBy: { seq: "desc" } });
  expect(await python(verifying as string, [whole])).toBe(`${head?.hash}\n`);

  const changed = path.join(folder, "changed.csv");
  for (const [from, to] of [
    ["Mykhailo", "Mykhaila"],
    ['"addition"', '"correction"'],
    [/\r\n5,[^\r]*/, ""],
  ] as const) {
    writeFileSync(changed, csv.replace(from, to));
    expect(csv.replace(from, to)).not.toBe(csv);
    await expect(python(verifying as string, [changed])).rejects.toThrow("does not fit");
  }
}

async function theRecordAtAnInstant(store: Store): Promise<void> {
  const revisions = path.join(folder, "revisions.csv");
  writeFileSync(revisions, await file(store, "revisions"));
  const { read } = store;
  expect(JSON.parse(await python(rebuilding as string, [revisions, NOW.toISOString()]))).toEqual({
    claim: await read.claim.count({ where: { dayId: null } }),
    corridor: await read.corridor.count(),
    corridor_day: await read.corridorDay.count(),
    party: await read.party.count(),
    place: await read.place.count(),
    source: await read.source.count(),
  });
  expect(JSON.parse(await python(rebuilding as string, [revisions, "2026-11-22T03:14:59.999Z"]))).toEqual({});
}

async function theHeldDays(store: Store): Promise<void> {
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const answer = await csvResponse(new Request(url), path.basename(url.pathname), store, NOW);
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo;
    const printed = await python(reading as string, [`http://127.0.0.1:${port}`]);
    const held = rowsOf(await file(store, "corridor-days")).filter((row) => row.status === "held");
    expect(held.length).toBeGreaterThan(0);
    expect(printed.trimEnd().split("\n")).toEqual(
      held.map((day) => `${day.date} ${day.origin_name} ${day.destination_name} ${day.evacuees_min || "not stated"}`),
    );
  } finally {
    server.close();
  }
}
