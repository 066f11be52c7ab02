import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { openStore, refusedBy, type Store } from "@/lib/data/client";
import { DIALECTS, type Dialect } from "@/lib/data/dialect";
import { drift, migrate, pendingMigrations } from "@/lib/data/migrate";
import { migrationNames } from "@/lib/data/migrations";
import { writeMigrations } from "@/lib/data/schema-diff";
import { Prisma } from "@/prisma/generated/sqlite/client";
import { dayRow, placeRow, storeCorridor } from "@/tests/support/rows";
import { onEveryStore } from "@/tests/support/stores";

const now = new Date("2126-01-02T03:04:05.000Z");
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A copy of the project's prisma folder, without the clients, to change at will. */
function copyOfPrisma(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-test-prisma-"));
  folders.push(folder);
  cpSync("prisma/schema.prisma", path.join(folder, "schema.prisma"));
  cpSync("prisma/migrations", path.join(folder, "migrations"), { recursive: true });
  return folder;
}

function change(prisma: string, from: string | RegExp, to: string): void {
  const file = path.join(prisma, "schema.prisma");
  const before = readFileSync(file, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  writeFileSync(file, after);
}

/** A migration written by hand, newer than all others. */
function addMigration(prisma: string, dialect: Dialect, name: string, sql: string): void {
  const folder = path.join(prisma, "migrations", dialect, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), sql);
}

const run = (store: Store, sql: string) => store.transaction((tx) => tx.$executeRaw`${Prisma.raw(sql)}`);

it("the newest migrations are what schema.prisma and the guards say", async () => {
  expect(await writeMigrations("forgotten", now, copyOfPrisma())).toEqual([]);
});

onEveryStore(
  "a migrated database",
  (fresh) => {
    it("is as schema.prisma says, and lacks nothing", async () => {
      const store = await fresh();
      expect(await drift(store.url)).toBe("");
      expect(await pendingMigrations(store.url)).toEqual([]);
      expect(await migrate(store.url)).toEqual([]);
    });

    it("is found out when somebody changed a table by hand", async () => {
      const store = await fresh();
      await run(store, 'ALTER TABLE "Place" ADD COLUMN "extra" TEXT');
      expect(await drift(store.url)).toContain('ALTER TABLE "');
    });

    it("may have partial indexes and checks, which schema.prisma cannot tell", async () => {
      const store = await fresh();
      await run(store, 'CREATE UNIQUE INDEX "one_open_link" ON "OneTimeLink" ("purpose") WHERE "usedAt" IS NULL');
      if (store.dialect === "postgresql") await run(store, 'ALTER TABLE "Place" ADD CHECK ("revision" > 0)');
      expect(await drift(store.url)).toBe("");
    });

    it("keeps rows and guards when a table is built anew", async () => {
      const store = await fresh();
      await store.transaction(async (tx) => {
        await storeCorridor(tx);
        await tx.corridorDay.create({ data: dayRow("town-city", "2022-03-12") });
      });
      const prisma = copyOfPrisma();
      // SQLite can't change a column: it copies the table, and every trigger of the old one is gone.
      change(prisma, /(model Corridor \{[^}]*?revision +)Int\b/, "$1BigInt");
      change(prisma, /(model Place \{[^}]*?lat +)Float\?/, "$1String?");
      change(prisma, "  cancelled\n", "  cancelled\n  postponed\n");
      const written = await writeMigrations("A wider revision", now, prisma);
      expect(written.map((file) => path.relative(prisma, file))).toEqual(
        DIALECTS.map((dialect) => `migrations/${dialect}/21260102030405_a_wider_revision/migration.sql`),
      );
      expect(await pendingMigrations(store.url, prisma)).toEqual(["21260102030405_a_wider_revision"]);
      await store.close();
      expect(await migrate(store.url, prisma)).toEqual(["21260102030405_a_wider_revision"]);
      expect(await drift(store.url, prisma)).toBe("");
      expect(await pendingMigrations(store.url, prisma)).toEqual([]);
      expect(await writeMigrations("again", now, prisma)).toEqual([]);

      const [rows] = await store.read.$queryRaw<{ places: bigint; corridors: bigint; days: bigint }[]>`
      SELECT (SELECT count(*) FROM "Place") AS "places", (SELECT count(*) FROM "Corridor") AS "corridors",
        (SELECT count(*) FROM "CorridorDay") AS "days"`;
      expect(rows).toEqual({ places: 2n, corridors: 1n, days: 1n });
      const zoneless = await run(store, `UPDATE "Place" SET "timeZone" = NULL`).catch(refusedBy);
      expect(zoneless).toBe("corridor_origin_time_zone");
      await run(store, `UPDATE "CorridorDay" SET "status" = 'postponed'`);
    });

    it("loses a guard that the rules no longer have", async () => {
      const store = await fresh();
      const prisma = copyOfPrisma();
      for (const dialect of DIALECTS) {
        const on = dialect === "sqlite" ? "" : ' ON "Place"';
        appendFileSync(
          path.join(prisma, "migrations", dialect, "guards.sql"),
          `DROP TRIGGER IF EXISTS "Place_old_rule"${on};\n`,
        );
      }
      if (store.dialect === "sqlite") {
        await run(
          store,
          'CREATE TRIGGER "Place_old_rule" BEFORE DELETE ON "Place" BEGIN SELECT RAISE(ABORT, \'no\'); END',
        );
      } else {
        await run(
          store,
          "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no''; END'",
        );
        await run(store, 'CREATE TRIGGER "Place_old_rule" BEFORE DELETE ON "Place" FOR EACH ROW EXECUTE FUNCTION no()');
      }
      await store.transaction((tx) => tx.place.create({ data: placeRow("town") }));
      await expect(run(store, 'DELETE FROM "Place"')).rejects.toThrow();
      await writeMigrations("fewer rules", now, prisma);
      await store.close();
      await migrate(store.url, prisma);
      expect(await run(store, 'DELETE FROM "Place"')).toBe(1);
    });

    it("has nothing of a migration that failed in the middle, which can be mended and applied again", async () => {
      const store = await fresh();
      const prisma = copyOfPrisma();
      const half = 'CREATE TABLE "Half" ("id" INTEGER PRIMARY KEY);\n';
      addMigration(prisma, store.dialect, "21260101000000_half", `${half}INSERT INTO "Nowhere" VALUES (1);\n`);
      await expect(migrate(store.url, prisma)).rejects.toThrow("21260101000000_half");
      expect(await pendingMigrations(store.url, prisma)).toEqual(["21260101000000_half"]);
      addMigration(prisma, store.dialect, "21260101000000_half", half);
      expect(await migrate(store.url, prisma)).toEqual(["21260101000000_half"]);
      expect(await run(store, 'INSERT INTO "Half" VALUES (1)')).toBe(1);
    });

    it("of which a process was killed in the middle of a migration gets all of it by the next run", async () => {
      const store = await fresh();
      const prisma = copyOfPrisma();
      const name = "21260101000000_begun";
      addMigration(prisma, store.dialect, name, 'CREATE TABLE "Begun" ("id" INTEGER PRIMARY KEY);\n');
      // what the engine writes down before it begins
      const noted = `INSERT INTO "_prisma_migrations" ("id", "checksum", "migration_name", "started_at", "applied_steps_count")
        SELECT 'begun', 'begun', '${name}', "started_at", 0 FROM "_prisma_migrations" LIMIT 1`;
      await run(store, noted);
      await store.close();
      expect(await migrate(store.url, prisma)).toEqual([name]);
      expect(await pendingMigrations(store.url, prisma)).toEqual([]);
      expect(await run(store, 'INSERT INTO "Begun" VALUES (1)')).toBe(1);
    });

    it("has a migration noted with what it did, should the process be killed right after it", async () => {
      const store = await fresh();
      const prisma = copyOfPrisma();
      const name = "21260101000000_noted";
      // lets nobody write down afterwards when it was applied, as if nobody were there any more
      const when = `"_prisma_migrations" FOR EACH ROW WHEN (NEW."finished_at" <> NEW."started_at")`;
      const killed = {
        sqlite: `CREATE TRIGGER "killed" BEFORE UPDATE ON ${when.replace("(", "").replace(")", "")} BEGIN SELECT RAISE(ABORT, 'killed'); END;`,
        postgresql: `CREATE FUNCTION killed() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'killed'; END $$ LANGUAGE plpgsql;
          CREATE TRIGGER "killed" BEFORE UPDATE ON ${when} EXECUTE FUNCTION killed();`,
      };
      addMigration(
        prisma,
        store.dialect,
        name,
        `CREATE TABLE "Noted" ("id" INTEGER PRIMARY KEY);\n${killed[store.dialect]}\n`,
      );
      await store.close();
      await expect(migrate(store.url, prisma)).rejects.toThrow("killed");
      expect(await pendingMigrations(store.url, prisma)).toEqual([]);
      expect(await migrate(store.url, prisma)).toEqual([]);
      expect(await run(store, 'INSERT INTO "Noted" VALUES (1)')).toBe(1);
    });

    it("refuses a migration that would leave rows without what they refer to", async () => {
      const store = await fresh();
      await store.transaction((tx) => storeCorridor(tx));
      await store.close();
      const prisma = copyOfPrisma();
      addMigration(prisma, store.dialect, "21260101000000_careless", `DELETE FROM "Place" WHERE "slug" = 'city';\n`);
      await expect(migrate(store.url, prisma)).rejects.toThrow("21260101000000_careless");
      expect(await store.read.place.count()).toBe(2);
    });
  },
  { tablesChanged: true },
);

it("a SQLite file that a server uses is not migrated, and says so", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-test-"));
  folders.push(folder);
  const url = `file:${folder}/tracker.db`;
  await migrate(url);
  const store = openStore(url);
  await store.transaction((tx) => tx.place.create({ data: placeRow("town") }));
  const prisma = copyOfPrisma();
  addMigration(prisma, "sqlite", "21260101000000_later", 'CREATE TABLE "Later" ("id" INTEGER PRIMARY KEY);\n');
  await expect(migrate(url, prisma)).rejects.toThrow("stop the server");
  await store.close();
  expect(await migrate(url, prisma)).toEqual(["21260101000000_later"]);
});

it("an empty SQLite file lacks every migration, gets them, and keeps a write-ahead log", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-test-"));
  folders.push(folder);
  const url = `file:${folder}/new/tracker.db`;
  expect(await pendingMigrations(url)).toEqual(migrationNames("sqlite"));
  expect(await migrate(url)).toEqual(migrationNames("sqlite"));
  // Bytes 18 and 19 of a SQLite file say how it is written and read: 2 is the write-ahead log.
  expect([...readFileSync(`${folder}/new/tracker.db`).subarray(18, 20)]).toEqual([2, 2]);
});

it("a migration needs a name in Latin letters", async () => {
  await expect(writeMigrations("", now, copyOfPrisma())).rejects.toThrow("Latin letters");
});
