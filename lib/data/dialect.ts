import path from "node:path";

/** The two databases that the tracker runs on. */
export type Dialect = "sqlite" | "postgresql";

export const DIALECTS: readonly Dialect[] = ["sqlite", "postgresql"];

/** The database that a URL speaks of: `postgresql://…` and `postgres://…`, anything else is a SQLite file. */
export function dialectOf(url: string): Dialect {
  return /^postgres(ql)?:/.test(url) ? "postgresql" : "sqlite";
}

/** Absolute path of the file that a `file:` URL names; a relative one starts at the working directory. */
export function sqliteFile(url: string): string {
  return path.resolve(url.replace(/^file:(\/\/(?=\/))?/, "").replace(/\?.*$/, ""));
}

/** schema.prisma, which says `sqlite`, for the database asked for. */
export function schemaIn(dialect: Dialect, schema: string): string {
  return schema.replace(/provider(\s*)= "sqlite"/, `provider$1= "${dialect}"`);
}
