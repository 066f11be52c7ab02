import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Backup, makeBackup, pruneBackups } from "@/lib/data/backups";
import { verifyChains } from "@/lib/data/chains";
import { openStore, refusedBy, type Store } from "@/lib/data/client";
import { contentsOf, firstDifference, LEFT_BEHIND } from "@/lib/data/contents";
import { dialectOf } from "@/lib/data/dialect";
import { drift, migrate, pendingMigrations } from "@/lib/data/migrate";
import { migrationNames, readSchema } from "@/lib/data/migrations";
import { openSnapshot } from "@/lib/data/snapshot";
import { tablesOf } from "@/lib/data/tables";
import { copyStore, restoreBackup } from "@/lib/data/whole-stores";
import { Prisma } from "@/prisma/generated/sqlite/client";
import { headOfAudit, headOfRevisions } from "@/tests/support/history";
import { runOn } from "@/tests/support/postgres";
import { dayForm, layGround, numberedDay, publishDay } from "@/tests/support/record";
import { corridorRow, dayRow, placeRow } from "@/tests/support/rows";
import { onEveryStore } from "@/tests/support/stores";
import { tamper } from "@/tests/support/tampering";

const NOW = new Date("2001-02-07T08:09:10.000Z");
const KEY = Buffer.alloc(32, 7).toString("base64");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "whole-stores-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string) => path.join(folder, name);
const anything = { replace: false, now: NOW, judge: () => {} };
const backUp = (store: Store, now = NOW): Promise<Backup> => makeBackup(store.url, file("backups"), { key: KEY, now });
const restore = (backup: Backup, url: string, replace = false) =>
  restoreBackup(backup.file, KEY, { ...anything, url, replace });

/** Runs `body` on the store at `url`, and closes it. */
async function at<T>(url: string, body: (store: Store) => Promise<T>): Promise<T> {
  const store = openStore(url);
  return body(store).finally(() => store.close());
}

/** The first row in which two stores differ, sessions and links aside. */
async function difference(one: string, other: string): Promise<string | null> {
  const [a, b] = [await openSnapshot(one), await openSnapshot(other)];
  try {
    const contents = await contentsOf(a, dialectOf(one), NOW);
    return await firstDifference(contents, await contentsOf(b, dialectOf(other), NOW, contents));
  } finally {
    await Promise.all([a.close(), b.close()]);
  }
}

/** A record with everything in it that is easily mangled, people and what they had open. */
async function write(store: Store): Promise<void> {
  await layGround(store);
  await publishDay(store, dayForm({ noteUk: 'Нотатка: é, ’, \\, "лапки"\nдругий рядок 🚗 {},;\t' }));
  const at = new Date("2001-03-27T00:30:00.007Z");
  await store.transaction(async (tx) => {
    const place = {
      ...placeRow("floats"),
      lat: 50.450_001_234_567_8,
      lon: -1e-7,
      aliases: '["а","b"]',
      retractedAt: at,
    };
    await tx.place.create({ data: place });
    // rows that refer to rows of their own table, in the order that is the harder one
    await tx.corridor.create({ data: corridorRow("z-last", "alpha", "floats") });
    await tx.corridor.create({ data: { ...corridorRow("a-first", "beta", "floats"), mergedIntoSlug: "z-last" } });
    await tx.user.create({ data: { id: "p1", name: "olha", role: "admin", createdAt: at, totpLastStep: 12_345 } });
    await tx.session.create({ data: { id: "s1", userId: "p1", createdAt: at, lastSeenAt: at } });
    const link = { id: "l1", purpose: "recover", role: "admin", userId: "p1", createdAt: at, expiresAt: at } as const;
    await tx.oneTimeLink.create({ data: link });
    await tx.recoveryCode.create({ data: { id: "r1", userId: "p1", hash: "x" } });
    const draft = {
      id: "d1",
      entryKind: "corridor_day",
      entry: "a/b",
      payload: "{}",
      authorId: "p1",
      version: 1,
    } as const;
    await tx.draft.create({ data: { ...draft, baseRevision: 0, createdAt: at, updatedAt: at } });
  });
}

/** What schema.prisma says: `Table.column kind`, every enumeration being text. */
function columnsOfSchema(): string[] {
  const integers = { Int: "integer", BigInt: "integer" };
  const kinds: Record<string, string> = { ...integers, Float: "number", Boolean: "boolean", DateTime: "instant" };
  const blocks = [...readSchema("now").matchAll(/^(model|enum) (\w+) \{\n([\s\S]*?)^\}/gm)];
  const models = blocks.filter(([, sort]) => sort === "model").map(([, , name]) => name as string);
  return blocks.flatMap(([, sort, table, body = ""]) =>
    sort === "enum"
      ? []
      : body.split("\n").flatMap((line) => {
          const [, column, type = ""] = /^\s+(\w+)\s+(\w+)/.exec(line) ?? [];
          return column && !models.includes(type) ? [`${table}.${column} ${kinds[type] ?? "text"}`] : [];
        }),
  );
}

onEveryStore("the list of tables", (fresh) => {
  it("has every table and column of schema.prisma, and what is referred to first", async () => {
    const { url, dialect } = await fresh();
    const snapshot = await openSnapshot(url);
    const tables = await tablesOf(snapshot, dialect).finally(() => snapshot.close());
    const columns = tables.flatMap(({ name, columns }) =>
      columns.map((column) => `${name}.${column.name} ${column.kind}`),
    );
    expect(columns.sort()).toEqual(columnsOfSchema().sort());
    const names = tables.map(({ name }) => name);
    expect(names.toSorted()).toEqual(Object.values(Prisma.ModelName).sort());
    // the same on both databases
    for (const [first, then] of [
      ["Place", "Corridor"],
      ["Corridor", "CorridorDay"],
      ["CorridorDay", "Claim"],
      ["Party", "Claim"],
      ["ChangeSet", "Revision"],
      ["User", "Draft"],
    ] as const)
      expect(names.indexOf(first)).toBeLessThan(names.indexOf(then));
    expect(tables.every(({ key }) => key.length === 1)).toBe(true);
    expect(LEFT_BEHIND.filter((name) => !names.includes(name))).toEqual([]);
  });
});

onEveryStore("a restore drill", (fresh) => {
  it("gives the same store on either database, and back: rows, heads, guards and keys", async () => {
    const store = await fresh();
    await write(store);
    const backup = await backUp(store);
    expect(path.basename(backup.file)).toBe(
      `tracker-20010207T080910Z-12-${(await headOfRevisions(store)).slice(0, 12)}.backup`,
    );
    expect(statSync(backup.file).mode & 0o777).toBe(0o600);
    const there = `file:${file("there.db")}`;
    const { description, kept } = await restore(backup, there);
    expect(description.heads.audit).toEqual({ seq: 12, hash: await headOfAudit(store) });
    expect(kept).toBeNull();
    const back = await fresh();
    await at(there, async (restored) => {
      expect(await restored.read.place.findUnique({ where: { slug: "floats" } })).toEqual(
        await store.read.place.findUnique({ where: { slug: "floats" } }),
      );
    });
    const again = await makeBackup(there, file("again"), { key: undefined, now: NOW });
    await restoreBackup(again.file, undefined, { ...anything, url: back.url });
    for (const url of [there, back.url]) {
      expect(await difference(store.url, url)).toBeNull();
      expect(await drift(url)).toBe("");
      await at(url, async (restored) => {
        expect(await headOfRevisions(restored)).toBe(description.heads.public.hash);
        expect(await restored.read.user.count()).toBe(1);
        expect(await restored.read.session.count()).toBe(0);
        expect(await restored.read.oneTimeLink.count()).toBe(0);
        const refusal = (body: Parameters<Store["transaction"]>[0]) =>
          restored.transaction(body).then(
            () => "accepted",
            (error: unknown) => refusedBy(error),
          );
        const changed = { where: { seq: 1 }, data: { reason: "other" } };
        expect(await refusal((tx) => tx.revision.update(changed))).toBe("revision_append_only");
        expect(await refusal((tx) => tx.auditLog.deleteMany())).toBe("audit_log_append_only");
        const odd = { ...dayRow("z-last", "2001-02-03"), evacueesMin: -1, evacueesQualifier: "at_least" as const };
        expect(await refusal((tx) => tx.corridorDay.create({ data: odd }))).toBe("corridor_day_counts_not_negative");
        expect(await refusal((tx) => tx.party.delete({ where: { slug: "north" } }))).toBe("foreign_key");
        await publishDay(restored, numberedDay(1));
      });
    }
  }, 60_000);

  it("is of one moment, however much is saved meanwhile", async () => {
    const store = await fresh();
    await layGround(store);
    const saving = (async () => {
      for (let n = 0; n < 12; n++) await publishDay(store, numberedDay(n));
    })();
    const [one] = await Promise.all([backUp(store), saving]);
    const { seq, hash } = one.description.heads.public;
    expect(await store.read.revision.findUnique({ where: { seq } })).toMatchObject({ hash });
    await restore(one, `file:${file("there.db")}`);
    await at(`file:${file("there.db")}`, async (restored) => {
      expect(await headOfRevisions(restored)).toBe(hash);
      const days = (await restored.read.corridorDay.findMany()).map(({ revision }) => revision);
      expect(days.every((revision) => revision <= seq)).toBe(true);
      expect(await restored.read.claim.count()).toBe(2 * days.length);
    });
  });

  it("leaves everything as it was where a chain does not hold, unless that is wanted", async () => {
    const store = await fresh();
    await write(store);
    await tamper(store, `UPDATE "Revision" SET "reason" = 'other' WHERE "seq" = 3`);
    const backup = await backUp(store);
    expect(backup.chains.public.broken).toEqual({ seq: 3, fault: "hash" });
    const back = await fresh();
    const judge = () => {
      throw new Error("broken");
    };
    for (const url of [`file:${file("there.db")}`, back.url])
      await expect(restoreBackup(backup.file, KEY, { ...anything, url, judge })).rejects.toThrow("broken");
    expect(readdirSync(folder)).toEqual(["backups"]);
    expect(await at(back.url, ({ read }) => read.place.count())).toBe(0);
    expect(await drift(back.url)).toBe("");
    await restore(backup, back.url);
    expect(await difference(store.url, back.url)).toBeNull();
  });

  it("leaves everything as it was where the file was cut off", async () => {
    const store = await fresh();
    await write(store);
    const { file: whole } = await makeBackup(store.url, file("backups"), { key: undefined, now: NOW });
    const bytes = statSync(whole).size;
    const back = await fresh();
    const cut = file("cut.backup");
    copyFileSync(whole, cut);
    truncateSync(cut, bytes - 100);
    await expect(restoreBackup(cut, undefined, { ...anything, url: back.url })).rejects.toThrow("cut off");
    expect(await at(back.url, ({ read }) => read.place.count())).toBe(0);
  });

  it("refuses a store that has anything", async () => {
    const store = await fresh();
    await write(store);
    const backup = await backUp(store);
    await expect(restore(backup, store.url)).rejects.toThrow("is not empty");
    await expect(copyStore(store.url, { ...anything, url: store.url })).rejects.toThrow("is not empty");
    expect(await headOfRevisions(store)).toBe(backup.description.heads.public.hash);
  });
});

onEveryStore(
  "a restore in place of a store",
  (fresh) => {
    it("keeps what was there, beside, and refuses while somebody uses it", async () => {
      const store = await fresh();
      await write(store);
      const backup = await backUp(store);
      await publishDay(store, numberedDay(1));
      const lost = await headOfRevisions(store);
      await expect(restore(backup, store.url, true)).rejects.toThrow("stop the server first");
      expect(await headOfRevisions(store)).toBe(lost);
      await store.close();
      const { kept } = await restore(backup, store.url, true);
      await at(store.url, async (restored) => {
        expect(await headOfRevisions(restored)).toBe(backup.description.heads.public.hash);
      });
      if (store.dialect === "sqlite") {
        expect(kept).toMatch(/-replaced-20010207T080910Z\.db$/);
        await at(`file:${kept}`, async (old) => expect(await headOfRevisions(old)).toBe(lost));
        rmSync(kept ?? "");
      } else {
        expect(kept).toContain("replaced_20010207t080910z");
        await runOn(store.url, "DROP SCHEMA public CASCADE; ALTER SCHEMA replaced_20010207t080910z RENAME TO public");
        await at(store.url, async (old) => expect(await headOfRevisions(old)).toBe(lost));
      }
    });

    it("is refused to a store that is newer than this program", async () => {
      const newer = await fresh();
      const sql = `UPDATE "_prisma_migrations" SET migration_name = '99991231000000_later'`;
      await newer.transaction((tx) => tx.$executeRaw`${Prisma.raw(sql)}`);
      const other = await fresh();
      await expect(copyStore(newer.url, { ...anything, url: other.url })).rejects.toThrow("newer version");
    });

    it("brings back what was there when it fails", async () => {
      const store = await fresh();
      await write(store);
      const backup = await backUp(store);
      await publishDay(store, numberedDay(1));
      const before = await headOfRevisions(store);
      await store.close();
      const judge = () => {
        throw new Error("no");
      };
      const failing = restoreBackup(backup.file, KEY, { ...anything, url: store.url, replace: true, judge });
      await expect(failing).rejects.toThrow("no");
      await at(store.url, async (same) => {
        expect(await headOfRevisions(same)).toBe(before);
        await publishDay(same, numberedDay(2));
      });
    });
  },
  { tablesChanged: true },
);

onEveryStore("a copy of a store", (fresh) => {
  it("is equal, says how far it has come, and tells when something was saved meanwhile", async () => {
    const store = await fresh();
    await write(store);
    const there = `file:${file("there.db")}`;
    const steps = new Set<string>();
    const onProgress = (step: string) => void steps.add(step);
    const copied = await copyStore(store.url, { ...anything, url: there, onProgress });
    expect(copied).toMatchObject({ changedMeanwhile: false, kept: null, chains: { public: { broken: null } } });
    expect([...steps]).toEqual(["Loading", "Comparing", "Verifying the public chain", "Verifying the audit chain"]);
    const back = await fresh();
    await copyStore(there, { ...anything, url: back.url });
    expect(await difference(store.url, back.url)).toBeNull();
    const snapshot = await openSnapshot(back.url);
    const { audit } = await verifyChains(snapshot).finally(() => snapshot.close());
    expect(audit.broken).toBeNull();
    let saving: Promise<unknown> | undefined;
    const late = await copyStore(store.url, {
      ...anything,
      url: `file:${file("late.db")}`,
      onProgress: () => {
        saving ??= publishDay(store, numberedDay(1));
      },
      judge: () => {},
    });
    await saving;
    const { seq } = late.description.heads.public;
    expect(await store.read.revision.count()).toBe(seq + 1);
  });

  it("that differs in a value, or lacks a row or has one more, is found out", async () => {
    const store = await fresh();
    await write(store);
    const other = `file:${file("there.db")}`;
    await copyStore(store.url, { ...anything, url: other });
    const database = new Database(file("there.db"));
    database.exec(`UPDATE "Place" SET "lat" = 50.4500012345679 WHERE "slug" = 'floats'`);
    expect(await difference(store.url, other)).toBe('Place: ["floats"]');
    database.exec(`DELETE FROM "Draft"`);
    expect(await difference(store.url, other)).toMatch(/^(Draft: \["d1"\]|Place: \["floats"\])$/);
    database.exec(`UPDATE "Place" SET "lat" = 50.4500012345678 WHERE "slug" = 'floats'`);
    expect(await difference(store.url, other)).toBe('Draft: ["d1"]');
    expect(await difference(other, store.url)).toMatch(/: \["/);
    database.close();
  });
});

it("a backup of an older store is restored with the tables of then, to be migrated", async () => {
  const [first = "", ...later] = migrationNames("sqlite");
  const old = `file:${file("old.db")}`;
  await migrate(old, undefined, first);
  const database = new Database(file("old.db"));
  database.exec(`INSERT INTO "Setting" VALUES ('title', 'Old', '2001-02-03T04:05:06.000+00:00')`);
  database.close();
  const backup = await makeBackup(old, file("backups"), { key: undefined, now: NOW });
  const url = `file:${file("new.db")}`;
  await restoreBackup(backup.file, undefined, { ...anything, url });
  expect(await pendingMigrations(url)).toEqual(later);
  await migrate(url);
  expect(await drift(url)).toBe("");
  await at(url, async (store) => expect((await store.read.setting.findFirst())?.value).toBe("Old"));
});

it("of the backups in a folder the newest are kept, and nothing else is touched", () => {
  const name = (day: number) => `tracker-2001020${day}T000000Z-${9 - day}-0123456789ab.backup`;
  const others = ["notes.txt", ".tracker-20010201T000000Z-1-0123456789ab.backup.partial", "tracker-old.backup"];
  for (const one of [...[3, 1, 4, 2].map(name), ...others]) writeFileSync(file(one), "");
  expect(pruneBackups(folder, 2)).toEqual([name(1), name(2)]);
  expect(readdirSync(folder).sort()).toEqual([...others, name(3), name(4)].sort());
  expect(pruneBackups(folder, 5)).toEqual([]);
});

it("what is left of the log of a store that is gone is in the way, an empty one is not", async () => {
  const store = `file:${file("store.db")}`;
  await migrate(store);
  writeFileSync(file("gone.db-wal"), "pages of another store");
  await expect(copyStore(store, { ...anything, url: `file:${file("gone.db")}` })).rejects.toThrow("put it away");
  writeFileSync(file("gone.db-wal"), "");
  await copyStore(store, { ...anything, url: `file:${file("gone.db")}` });
  expect(await pendingMigrations(`file:${file("gone.db")}`)).toEqual([]);
});
