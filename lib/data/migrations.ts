import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { MigrationList, SchemaFilter } from "@prisma/schema-engine-wasm";
import type { Dialect } from "@/lib/data/dialect";

/** Where schema.prisma and the migrations lie, from the project's folder. */
export const PRISMA_FOLDER = "prisma";

/** Every table is ours. */
export const EVERYTHING: SchemaFilter = { externalTables: [], externalEnums: [] };

/** The folder with one database's migrations, one folder per change, and the guards as the newest left them. */
export function migrationsFolder(dialect: Dialect, prisma = PRISMA_FOLDER): string {
  return path.resolve(prisma, "migrations", dialect);
}

/** Names of the migrations of one database, oldest first. */
export function migrationNames(dialect: Dialect, prisma = PRISMA_FOLDER): string[] {
  const folder = migrationsFolder(dialect, prisma);
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The migrations of one database as the schema engine wants them. */
export function migrationList(dialect: Dialect, prisma = PRISMA_FOLDER): MigrationList {
  const baseDir = migrationsFolder(dialect, prisma);
  const read = (...names: string[]) => readFileSync(path.join(baseDir, ...names), "utf8");
  return {
    baseDir,
    shadowDbInitScript: "",
    lockfile: { path: "migration_lock.toml", content: read("migration_lock.toml") },
    migrationDirectories: migrationNames(dialect, prisma).map((name) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: read(name, "migration.sql") } },
    })),
  };
}

/** schema.prisma, as it says itself or as the newest migration left it. Empty when there is no such file. */
export function readSchema(of: "now" | "newest migration", prisma = PRISMA_FOLDER): string {
  const file = path.join(prisma, of === "now" ? "schema.prisma" : "migrations/schema.prisma");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
