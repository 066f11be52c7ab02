import { randomUUID } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { seedStore } from "@/lib/cli/db-seed";
import { openStore } from "@/lib/data/client";
import { sqliteFile } from "@/lib/data/dialect";
import { migrate } from "@/lib/data/migrate";
import { createDatabase, databasesNamed, dropDatabase, findPostgres, nameOf } from "@/tests/support/postgres";

/** What a store of a test begins with: its tables alone, or the seed. */
export type Beginning = "empty" | "seeded";

/** The URLs of those that are copied; those of PostgreSQL where a server answers. */
type Templates = { sqlite: Record<Beginning, string>; postgresql?: Record<Beginning, string> };

/** The workers of a run learn from a variable where its templates are, and how its databases are named. */
const VARIABLE = "TEST_TEMPLATES";
const known = (): { run: string; templates: Templates } | undefined =>
  process.env[VARIABLE] ? JSON.parse(process.env[VARIABLE]) : undefined;

/** Makes of nothing what a store begins with. */
async function fill(url: string, of: Beginning): Promise<void> {
  await migrate(url);
  if (of === "empty") return;
  const store = openStore(url);
  try {
    const answer = await seedStore(store);
    if (!answer.ok) throw new Error(`The seed was refused: ${answer.code}`);
  } finally {
    await store.close();
  }
}

// A run of several projects sets up for each at the same time, with a copy of this module each.
const SHARED = Symbol.for("tracker.templates");
const shared = globalThis as { [SHARED]?: Promise<() => Promise<void>> };

/**
 * Global setup of a run: makes each template once, because making tables takes a second and the seed two. What the run leaves
 * on the PostgreSQL server goes at its end.
 */
export default function makeTemplates(): Promise<() => Promise<void>> {
  shared[SHARED] ??= makeOnce();
  return shared[SHARED];
}

async function makeOnce(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-templates-"));
  const run = randomUUID().slice(0, 8);
  const server = await findPostgres();

  const make = async (add: (of: Beginning) => Promise<string>): Promise<Record<Beginning, string>> => {
    const made = { empty: await add("empty"), seeded: await add("seeded") };
    for (const of of ["empty", "seeded"] as const) await fill(made[of], of);
    return made;
  };
  const templates: Templates = { sqlite: await make(async (of) => `file:${folder}/${of}.db`) };
  if (server) templates.postgresql = await make(() => createDatabase(server, { run }));
  process.env[VARIABLE] = JSON.stringify({ run, templates });

  return async () => {
    rmSync(folder, { recursive: true, force: true });
    if (server) for (const url of await databasesNamed(server, run)) await dropDatabase(server, url);
  };
}

/** Puts a migrated store into a file that is not there yet. Where no run has made templates (a benchmark), it is made as they are. */
export async function copyToFile(of: Beginning, url: string): Promise<void> {
  const template = known()?.templates.sqlite[of];
  if (template) return copyFileSync(sqliteFile(template), sqliteFile(url));
  await fill(url, of);
}

/** A new, migrated database on the run's PostgreSQL server. @returns its URL */
export async function copyToServer(of: Beginning, server: string): Promise<string> {
  const { run, templates } = known() ?? {};
  const template = templates?.postgresql?.[of];
  if (!run || !template)
    throw new Error("There are no templates on PostgreSQL: tests/support/templates.ts makes them.");
  return createDatabase(server, { run, template: nameOf(template) });
}
