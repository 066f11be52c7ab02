interface Queryable {
  query(sql: string): Promise<{ rows: { collation: string; provider: string; encoding: string }[] }>;
}

/**
 * Keys are compared and cut into ranges byte by byte, as SQLite does it: makes sure that this PostgreSQL
 * database does the same.
 * @throws Error that says how to create a database that fits
 */
export async function requireByteOrder(connection: Queryable): Promise<void> {
  // Servers before version 15 have no datlocprovider.
  const { rows } = await connection.query(
    `SELECT datcollate AS collation, coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') AS provider,
       pg_encoding_to_char(encoding) AS encoding
     FROM pg_database d WHERE datname = current_database()`,
  );
  const found = rows[0]!;
  const byBytes = found.provider !== "i" && /^(C|POSIX|C\.UTF-?8)$/i.test(found.collation);
  if (byBytes && found.encoding === "UTF8") return;
  throw new Error(
    `This PostgreSQL database sorts by ${found.provider === "i" ? "ICU rules" : found.collation} in ${found.encoding}; ` +
      "the tracker needs C in UTF8. Create one with: " +
      "CREATE DATABASE tracker TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' (before version 13: LC_COLLATE 'C' LC_CTYPE 'C').",
  );
}
