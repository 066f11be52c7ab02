import type { Dialect } from "@/lib/data/dialect";
import { ALLOWED_UPDATES, APPEND_ONLY, enumerationGuards, type Guard, rowGuards, snakeCase } from "@/lib/data/guards";

/** SQL that takes all guards away (harmless where there are none), and SQL that puts them up. */
export interface GuardSql {
  drop: string;
  create: string;
}

/**
 * The guards as triggers of one database. A migration drops the old ones first and creates the new ones last:
 * SQLite loses the triggers of a table that it rebuilds, and one that names such a table makes it fail.
 */
export function guardTriggers(dialect: Dialect, schema: string): GuardSql {
  // PostgreSQL has types for enumerations.
  const guards = [...(dialect === "sqlite" ? enumerationGuards(schema) : []), ...rowGuards(dialect)];
  const names = [...new Set(guards.map((guard) => guard.table))].sort();
  const tables: Tables = names.map((table) => [table, guards.filter((guard) => guard.table === table)]);
  return dialect === "sqlite" ? inSqlite(tables) : inPostgres(tables);
}

type Tables = [table: string, guards: Guard[]][];

function inSqlite(tables: Tables): GuardSql {
  const triggers: { name: string; text: string }[] = [];
  for (const table of APPEND_ONLY) {
    for (const verb of ["update", "delete"]) {
      const name = `${table}_no_${verb}`;
      const body = `SELECT RAISE(ABORT, 'guard:${snakeCase(table)}_append_only');`;
      const allowed = verb === "update" && ALLOWED_UPDATES[table];
      const when = allowed ? ` WHEN coalesce(${allowed}, 0) = 0` : "";
      triggers.push({ name, text: `BEFORE ${verb.toUpperCase()} ON "${table}"${when} BEGIN\n  ${body}\nEND;` });
    }
  }
  for (const [table, guards] of tables) {
    const body = guards.map(({ name, refuses }) => `  SELECT RAISE(ABORT, 'guard:${name}') WHERE ${refuses};`);
    for (const verb of ["insert", "update"]) {
      const name = `${table}_guards_${verb}`;
      triggers.push({ name, text: `BEFORE ${verb.toUpperCase()} ON "${table}" BEGIN\n${body.join("\n")}\nEND;` });
    }
  }
  return {
    drop: triggers.map(({ name }) => `DROP TRIGGER IF EXISTS "${name}";`).join("\n"),
    create: triggers.map(({ name, text }) => `CREATE TRIGGER "${name}" ${text}`).join("\n\n"),
  };
}

const REFUSE = (name: string) => `RAISE EXCEPTION 'guard:${name}' USING ERRCODE = 'integrity_constraint_violation';`;

function inPostgres(tables: Tables): GuardSql {
  const drops: string[] = [];
  const creates: string[] = [];
  const add = (table: string, name: string, when: string, body: string) => {
    drops.push(`DROP TRIGGER IF EXISTS "${name}" ON "${table}";`, `DROP FUNCTION IF EXISTS "${name}"();`);
    creates.push(
      `CREATE FUNCTION "${name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN\n${body}\nEND $$;`,
      `CREATE TRIGGER "${name}" ${when} EXECUTE FUNCTION "${name}"();`,
    );
  };
  for (const table of APPEND_ONLY) {
    const refuse = REFUSE(`${snakeCase(table)}_append_only`);
    const allowed = ALLOWED_UPDATES[table];
    const verbs = allowed ? "DELETE OR TRUNCATE" : "UPDATE OR DELETE OR TRUNCATE";
    add(table, `${table}_append_only`, `BEFORE ${verbs} ON "${table}" FOR EACH STATEMENT`, `  ${refuse}`);
    if (!allowed) continue;
    const check = `  IF (${allowed}) IS NOT TRUE THEN ${refuse} END IF;\n  RETURN NEW;`;
    add(table, `${table}_updates`, `BEFORE UPDATE ON "${table}" FOR EACH ROW`, check);
  }
  for (const [table, guards] of tables) {
    const checks = guards.map(({ name, refuses }) => `  IF ${refuses} THEN ${REFUSE(name)} END IF;`);
    const when = `BEFORE INSERT OR UPDATE ON "${table}" FOR EACH ROW`;
    add(table, `${table}_guards`, when, [...checks, "  RETURN NEW;"].join("\n"));
  }
  return { drop: drops.join("\n"), create: creates.join("\n\n") };
}
