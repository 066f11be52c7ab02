import type { Dialect } from "@/lib/data/dialect";

/** A rule that Prisma can't say, kept by the database itself. A refused write names it: `guard:NAME`. */
export interface Guard {
  name: string;
  table: string;
  /** SQL over NEW: a row for which it is true is refused; NULL lets it pass. */
  refuses: string;
}

/** Tables whose rows are written once: no update, no deletion. */
export const APPEND_ONLY = ["Revision", "AuditLog", "ChangeSet"] as const;

/**
 * The one update that a table of those allows, as SQL over OLD and NEW: a redaction takes texts out of a revision and
 * leaves everything that its hash is made of.
 */
export const ALLOWED_UPDATES: Partial<Record<(typeof APPEND_ONLY)[number], string>> = {
  Revision: [
    'NEW."redactedAt" IS NOT NULL',
    'NEW."digest" = coalesce(OLD."digest", NEW."digest")',
    '(NEW."digest" IS NULL) = (OLD."after" IS NULL)',
    ...["before", "after"].map((column) => `(NEW."${column}" IS NULL) = (OLD."${column}" IS NULL)`),
    ..."seq at entryKind entry kind reason role fields prevHash hash changeSetId"
      .split(" ")
      .map((column) => `NEW."${column}" = OLD."${column}"`),
  ].join(" AND "),
};

/** `revision` for Revision, `corridor_day` for CorridorDay: how guards are named. */
export function snakeCase(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, "_$&").toLowerCase();
}

function anyOf(columns: string[], refused: (column: string) => string): string {
  return columns.map((column) => refused(`NEW."${column}"`)).join(" OR ");
}

/** A count is a range with a qualifier; only "up to" may lack the lower end and only "at least" the upper one. */
function countGuards(table: string, min: string, max: string, qualifier: string): Guard[] {
  const [low, high, word] = [`NEW."${min}"`, `NEW."${max}"`, `NEW."${qualifier}"`];
  const name = `${snakeCase(table)}_counts`;
  return [
    { name: `${name}_not_negative`, table, refuses: `${low} < 0 OR ${high} < 0` },
    { name: `${name}_ordered`, table, refuses: `${low} > ${high}` },
    {
      name: `${name}_qualified`,
      table,
      refuses:
        `(${word} IS NULL) <> (${low} IS NULL AND ${high} IS NULL) OR ` +
        `${low} IS NULL AND ${word} <> 'up_to' OR ${high} IS NULL AND ${word} <> 'at_least'`,
    },
  ];
}

/** Every guard over single rows, in the words of one database. Columns with a fixed list of values: see enumerationGuards. */
export function rowGuards(dialect: Dialect): Guard[] {
  const notADate = (column: string) =>
    dialect === "sqlite"
      ? `${column} NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`
      : `${column} !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'`;
  const dates = (table: string, ...columns: string[]): Guard => ({
    name: `${snakeCase(table)}_dates`,
    table,
    refuses: anyOf(columns, notADate),
  });
  return [
    dates("CorridorDay", "date", "periodFrom", "periodTo"),
    dates("Claim", "date", "dateTo", "saidOn"),
    dates("Source", "publishedOn"),
    dates("Check", "date"),
    ...countGuards("CorridorDay", "evacueesMin", "evacueesMax", "evacueesQualifier"),
    ...countGuards("Claim", "countMin", "countMax", "countQualifier"),
    {
      name: "corridor_day_key",
      table: "CorridorDay",
      refuses: `NEW."id" <> NEW."corridorSlug" || '/' || NEW."date"`,
    },
    {
      name: "corridor_day_period",
      table: "CorridorDay",
      refuses:
        '(NEW."periodFrom" IS NULL) <> (NEW."periodTo" IS NULL) OR ' +
        'NEW."date" < NEW."periodFrom" OR NEW."date" > NEW."periodTo"',
    },
    {
      name: "claim_period",
      table: "Claim",
      refuses: 'NEW."dateTo" IS NOT NULL AND (NEW."date" IS NULL OR NEW."date" > NEW."dateTo")',
    },
    {
      name: "claim_scope_fits",
      table: "Claim",
      refuses:
        `(NEW."scope" = 'corridor_day') <> (NEW."dayId" IS NOT NULL) OR ` +
        `(NEW."scope" = 'corridor') <> (NEW."corridorSlug" IS NOT NULL) OR ` +
        `(NEW."scope" IN ('region', 'country')) <> (NEW."placeSlug" IS NOT NULL) OR ` +
        `NEW."scope" = 'day' AND NEW."date" IS NULL`,
    },
    {
      name: "claim_addressee",
      table: "Claim",
      refuses: `NEW."kind" = 'blame' AND NEW."addresseeSlug" IS NULL`,
    },
    {
      name: "corridor_origin_time_zone",
      table: "Corridor",
      refuses: 'EXISTS (SELECT 1 FROM "Place" WHERE "slug" = NEW."originSlug" AND "timeZone" IS NULL)',
    },
    {
      name: "corridor_origin_time_zone",
      table: "Place",
      refuses: 'NEW."timeZone" IS NULL AND EXISTS (SELECT 1 FROM "Corridor" WHERE "originSlug" = NEW."slug")',
    },
  ];
}

/** A guard for every column of schema.prisma whose type is an enum: SQLite would store any text there. */
export function enumerationGuards(schema: string): Guard[] {
  const blocks = (keyword: string) =>
    [...schema.matchAll(new RegExp(`^${keyword} (\\w+) \\{\\n([^}]*)^\\}`, "gm"))].map(
      ([, name = "", body = ""]) => [name, body.split("\n").map((line) => line.trim())] as const,
    );
  const values = new Map(blocks("enum").map(([name, lines]) => [name, lines.filter((line) => /^\w+$/.test(line))]));
  return blocks("model").flatMap(([table, lines]) =>
    lines.flatMap((line) => {
      const [column = "", type = ""] = line.split(/\s+/);
      const allowed = values.get(type.replace("?", ""));
      if (!allowed) return [];
      const list = allowed.map((value) => `'${value}'`).join(", ");
      return [{ name: snakeCase(`${table}_${column}`), table, refuses: `NEW."${column}" NOT IN (${list})` }];
    }),
  );
}
