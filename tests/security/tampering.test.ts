import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { redact } from "@/lib/commands/redactions";
import { headsOf, verifyChains } from "@/lib/data/chains";
import { openStore } from "@/lib/data/client";
import { guardTriggers } from "@/lib/data/guard-triggers";
import { migrate } from "@/lib/data/migrate";
import { readSchema } from "@/lib/data/migrations";
import { checkReplay } from "@/lib/data/replay-check";
import { openSnapshot } from "@/lib/data/snapshot";
import { anyStep, carryOutAny } from "@/tests/support/any-history";
import { DEEDS, dice } from "@/tests/support/random-tampering";
import { by, CORRIDOR, dayForm, layGround, NOW, person, publishDay, yes } from "@/tests/support/record";

/** How often: enough for every deed and every column to have its turn. */
const TIMES = 1_000;
const SEED = 7;

const folder = mkdtempSync(path.join(tmpdir(), "tracker-tampering-"));
const original = path.join(folder, "original.db");
const copy = path.join(folder, "copy.db");
type Heads = Awaited<ReturnType<typeof headsOf>>;
/** What an observer wrote down elsewhere. */
let checkpoints: Heads;

/** What `npm run audit:verify` says: null where everything fits. */
async function faultOf(file: string): Promise<string | null> {
  const snapshot = await openSnapshot(`file:${file}`);
  try {
    const chains = await verifyChains(snapshot, { checkpoints });
    if (chains.public.broken) return `public: ${chains.public.broken.fault}`;
    if (chains.audit.broken) return `audit: ${chains.audit.broken.fault}`;
    const { first } = await checkReplay(snapshot);
    return first && `tables: ${first.table}`;
  } finally {
    await snapshot.close();
  }
}

beforeAll(async () => {
  const url = `file:${original}`;
  await migrate(url);
  const store = openStore(url);
  await layGround(store);
  const date = "2001-01-31";
  await publishDay(store, dayForm({ date, noteEn: "Ask Nobody Inparticular." }));
  const entry = { entryKind: "corridor_day", entry: `${CORRIDOR}/${date}`, reason: "a private person" } as const;
  await yes(redact(by(store, { actor: person("ada", "admin") }), { ...entry, texts: ["Nobody Inparticular"] }));
  for (const [i, step] of fc.sample(anyStep, { seed: SEED, numRuns: 40 }).entries())
    await carryOutAny(store, step, new Date(NOW.getTime() + i * 60_000));
  const snapshot = await openSnapshot(url);
  checkpoints = await headsOf(snapshot);
  await snapshot.close();
  await store.close();
  // whoever has the database's own tools takes the guards away first
  const database = new Database(original);
  database.exec(guardTriggers("sqlite", readSchema("now")).drop);
  database.pragma("journal_mode = DELETE");
  database.close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a store that somebody with the database's own tools has worked on", () => {
  it("is whole before", async () => {
    expect(checkpoints.public.seq).toBeGreaterThan(20);
    expect(await faultOf(original)).toBeNull();
  });

  it(`is found out ${TIMES} times of ${TIMES}, with heads of both chains that were kept elsewhere`, async () => {
    const missed: string[] = [];
    const found = new Map<string, number>();
    let done = 0;
    for (let n = 0; done < TIMES; n++) {
      const roll = dice(SEED * 1_000_003 + n);
      const deed = DEEDS[n % DEEDS.length]!;
      copyFileSync(original, copy);
      const database = new Database(copy);
      database.pragma("foreign_keys = OFF");
      database.pragma("synchronous = OFF");
      let what: string | null;
      try {
        what = deed.does(database, roll);
      } catch (error) {
        // the tables themselves refuse it
        if (!(error instanceof Database.SqliteError) || !error.code.startsWith("SQLITE_CONSTRAINT")) throw error;
        what = null;
      } finally {
        database.close();
      }
      if (what === null) continue;
      done++;
      const fault = await faultOf(copy).catch((error: Error) => `unreadable: ${error.message}`);
      if (fault === null) missed.push(`${deed.name}: ${what} (${n})`);
      else found.set(deed.name, (found.get(deed.name) ?? 0) + 1);
    }
    expect(missed).toEqual([]);
    expect([...found.keys()].sort()).toEqual([...new Set(DEEDS.map(({ name }) => name))].sort());
  }, 120_000);
});
