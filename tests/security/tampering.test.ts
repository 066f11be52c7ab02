import { copyFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { redact } from "@/lib/commands/redactions";
import { headsOf, verifyChains } from "@/lib/data/chains";
import type { Store } from "@/lib/data/client";
import { sqliteFile } from "@/lib/data/dialect";
import { guardTriggers } from "@/lib/data/guard-triggers";
import { readSchema } from "@/lib/data/migrations";
import { checkReplay } from "@/lib/data/replay-check";
import { openSnapshot } from "@/lib/data/snapshot";
import { anyStep, carryOutAny } from "@/tests/support/any-history";
import { DATABASES, figure, times, within } from "@/tests/support/counts";
import { postgresTools, sqliteTools, type Tools } from "@/tests/support/own-tools";
import { runOn } from "@/tests/support/postgres";
import { DEEDS, dice, TABLES } from "@/tests/support/random-tampering";
import { by, CORRIDOR, dayForm, layGround, NOW, person, publishDay, yes } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

/** How often: enough for every deed and every column to have its turn; PostgreSQL takes longer to be put back. */
const TIMES = { sqlite: times(1_000, 10_000), postgresql: times(60, 10_000) } as const;
const SEED = 7;

type Heads = Awaited<ReturnType<typeof headsOf>>;

/** What `npm run audit:verify` says: null where everything fits. */
async function faultOf(url: string, checkpoints: Heads): Promise<string | null> {
  const snapshot = await openSnapshot(url);
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

/** Fills a store with everything that there is in a record; what an observer wrote down elsewhere. */
async function fill(store: Store): Promise<Heads> {
  await layGround(store);
  const date = "2001-01-31";
  await publishDay(store, dayForm({ date, noteEn: "Ask Nobody Inparticular." }));
  const entry = { entryKind: "corridor_day", entry: `${CORRIDOR}/${date}`, reason: "a private person" } as const;
  await yes(redact(by(store, { actor: person("ada", "admin") }), { ...entry, texts: ["Nobody Inparticular"] }));
  for (const [i, step] of fc.sample(anyStep, { seed: SEED, numRuns: 40 }).entries())
    await carryOutAny(store, step, new Date(NOW.getTime() + i * 60_000));
  const snapshot = await openSnapshot(store.url);
  try {
    return await headsOf(snapshot);
  } finally {
    await snapshot.close();
  }
}

/** A store to work on as often as one likes. */
interface Bench {
  url: string;
  /** Gives its tools, with everything as it was. */
  anew(): Promise<Tools>;
}

/** Whoever has the database's own tools takes the guards away first. */
const withoutGuards = ({ dialect }: Store) => guardTriggers(dialect, readSchema("now")).drop;

async function sqliteBench(store: Store): Promise<Bench> {
  const original = sqliteFile(store.url);
  const tools = sqliteTools(original);
  for (const statement of withoutGuards(store).split(";")) if (statement.trim()) await tools.run(statement);
  await tools.all("PRAGMA journal_mode = DELETE");
  await tools.close();
  const copy = `${original}.copy`;
  return {
    url: `file:${copy}`,
    async anew() {
      copyFileSync(original, copy);
      return sqliteTools(copy);
    },
  };
}

async function postgresBench(store: Store): Promise<Bench> {
  await runOn(store.url, withoutGuards(store));
  const each = (statement: (table: string) => string) => TABLES.map((table) => `${statement(table)};`).join("\n");
  await runOn(store.url, `CREATE SCHEMA kept; ${each((table) => `CREATE TABLE kept."${table}" AS TABLE "${table}"`)}`);
  const back = each((table) => `DELETE FROM "${table}"; INSERT INTO "${table}" SELECT * FROM kept."${table}"`);
  return {
    url: store.url,
    async anew() {
      const tools = await postgresTools(store.url);
      await tools.run(back);
      return tools;
    },
  };
}

onEveryStore(
  "a store that somebody with the database's own tools has worked on",
  (fresh) => {
    it(
      "is found out every time, with heads of both chains that were kept elsewhere",
      async () => {
        const store = await fresh();
        const checkpoints = await fill(store);
        await store.close();
        expect(checkpoints.public.seq).toBeGreaterThan(20);
        const { url, anew } = await (store.dialect === "sqlite" ? sqliteBench : postgresBench)(store);
        await (await anew()).close();
        // it is whole before
        expect(await faultOf(url, checkpoints)).toBeNull();

        const often = TIMES[store.dialect];
        const missed: string[] = [];
        const found = new Set<string>();
        let done = 0;
        for (let n = 0; done < often; n++) {
          const deed = DEEDS[n % DEEDS.length]!;
          const tools = await anew();
          const what = await deed
            .does(tools, dice(SEED * 1_000_003 + n))
            .catch((error: unknown) => {
              if (!tools.refused(error)) throw error;
              return null;
            })
            .finally(() => tools.close());
          if (what === null) continue;
          done++;
          const fault = await faultOf(url, checkpoints).catch((error: Error) => `unreadable: ${error.message}`);
          if (fault === null) missed.push(`${deed.name}: ${what} (${n})`);
          else found.add(deed.name);
        }
        expect(missed).toEqual([]);
        expect([...found].sort()).toEqual([...new Set(DEEDS.map(({ name }) => name))].sort());
        figure("alteration of the store", DATABASES[store.dialect], often, "all found out");
      },
      within(120_000),
    );
  },
  { tablesChanged: true },
);
