import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { DiffTarget } from "@prisma/schema-engine-wasm";
import { DIALECTS, schemaIn } from "@/lib/data/dialect";
import { guardTriggers } from "@/lib/data/guard-triggers";
import { EVERYTHING, migrationsFolder, PRISMA_FOLDER, readSchema } from "@/lib/data/migrations";
import { withSchemaEngine } from "@/lib/data/schema-engine";

function model(schema: string): DiffTarget {
  if (schema === "") return { tag: "empty" };
  return { tag: "schemaDatamodel", files: [{ path: "schema.prisma", content: schema }] };
}

/** Only the lines of a guards.sql that take guards away. */
function dropsIn(guards: string): string {
  return (guards.match(/^DROP .*;$/gm) ?? []).join("\n");
}

/**
 * Writes the next migration for each database that needs one: what changed in schema.prisma and in the guards
 * since the newest migration. Compares texts only, so that no database is needed. Beside the migrations it
 * keeps the schema and the guards as this one leaves them, for the next comparison.
 * @param name what changes, in a few words
 * @returns the migrations written, as paths; none when nothing changed
 */
export async function writeMigrations(name: string, now: Date, prisma = PRISMA_FOLDER): Promise<string[]> {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
  if (slug === "") throw new Error("Say in a few Latin letters what changes: npm run db:diff -- add_contact_page");
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  const before = readSchema("newest migration", prisma);
  const after = readSchema("now", prisma);
  const written: string[] = [];
  await withSchemaEngine(":memory:", undefined, async (engine) => {
    for (const dialect of DIALECTS) {
      const folder = migrationsFolder(dialect, prisma);
      const guardsFile = path.join(folder, "guards.sql");
      const oldGuards = existsSync(guardsFile) ? readFileSync(guardsFile, "utf8") : "";
      const { drop, create } = guardTriggers(dialect, after);
      const guards = `${drop}\n\n${create}\n`;
      const { exitCode, stdout } = await engine.diff({
        from: model(schemaIn(dialect, before)),
        to: model(schemaIn(dialect, after)),
        script: true,
        exitCode: true,
        filters: EVERYTHING,
      });
      if (exitCode === 0 && guards === oldGuards) continue;
      const change = exitCode === 0 ? "" : (stdout ?? "").trim();
      const file = path.join(folder, `${stamp}_${slug}`, "migration.sql");
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${[dropsIn(oldGuards), change, create].filter(Boolean).join("\n\n")}\n`);
      writeFileSync(guardsFile, guards);
      writeFileSync(path.join(folder, "migration_lock.toml"), `provider = "${dialect}"\n`);
      written.push(file);
    }
  });
  if (written.length > 0) writeFileSync(path.join(prisma, "migrations/schema.prisma"), after);
  return written;
}
