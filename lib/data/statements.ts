import type Database from "better-sqlite3";

/** So many different statements are kept; before they are more, all are let go: lists of any length make one for each length. */
const MOST_KEPT = 500;

type Prepare = Database.Database["prepare"];

/**
 * What was made of a statement before, or is made of it now.
 * @param kept what was made, by the statement's text; emptied before it holds more than `most`
 */
export function keptStatement<T>(kept: Map<string, T>, most: number, sql: string, make: () => T): T {
  const known = kept.get(sql);
  if (known) return known;
  if (kept.size >= most) kept.clear();
  const one = make();
  kept.set(sql, one);
  return one;
}

/**
 * What keeps compiled statements for whoever prepares each one anew: that was a tenth of what a save costs.
 * @returns in place of the connection's own `prepare`; of what it gives, only what Prisma's adapter asks for
 */
export function keepingStatements(database: Database.Database): Prepare {
  const prepare = database.prepare.bind(database);
  const kept = new Map<string, ReturnType<typeof keep>>();
  const keep = (statement: Database.Statement<unknown[]>) => {
    const columns = statement.reader ? statement.raw().columns() : [];
    return {
      run: (...given: unknown[]) => statement.run(...given),
      bind: (given: unknown[]) => ({
        reader: statement.reader,
        columns: () => columns,
        run: () => statement.run(given),
        raw: () => ({ all: () => statement.all(given) }),
      }),
    };
  };
  return ((sql: string) => keptStatement(kept, MOST_KEPT, sql, () => keep(prepare(sql)))) as unknown as Prepare;
}
