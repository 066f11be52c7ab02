import { expect, it } from "vitest";
import { openStore } from "@/lib/data/client";
import { requireByteOrder } from "@/lib/data/collation";
import { migrate } from "@/lib/data/migrate";
import { createDatabase, dropDatabase, findPostgres } from "@/tests/support/postgres";

/** Whether a database with this catalogue entry is taken. */
function taken(collation: string, provider = "c", encoding = "UTF8"): Promise<boolean> {
  const connection = { query: async () => ({ rows: [{ collation, provider, encoding }] }) };
  return requireByteOrder(connection).then(
    () => true,
    () => false,
  );
}

it("a PostgreSQL database that compares byte by byte is taken", async () => {
  for (const collation of ["C", "POSIX", "C.UTF-8", "C.utf8"]) expect(await taken(collation)).toBe(true);
  expect(await taken("C.UTF-8", "b")).toBe(true);
});

it("a PostgreSQL database that sorts by a language, or stores other than UTF-8, is not", async () => {
  for (const collation of ["uk_UA.UTF-8", "en_US.utf8", "uk-x-icu", "Cyrillic"]) {
    expect(await taken(collation)).toBe(false);
  }
  expect(await taken("C", "i")).toBe(false);
  expect(await taken("C", "c", "SQL_ASCII")).toBe(false);
});

const server = await findPostgres();

it.runIf(server)("migrating and opening a database that does not fit says how to create one that does", async () => {
  const url = await createDatabase(server!, { as: "ENCODING 'SQL_ASCII' LOCALE 'C'" });
  const store = openStore(url);
  try {
    await expect(migrate(url)).rejects.toThrow("CREATE DATABASE tracker");
    await expect(store.read.place.count()).rejects.toThrow("CREATE DATABASE tracker");
    await expect(store.transaction((tx) => tx.place.count())).rejects.toThrow("CREATE DATABASE tracker");
  } finally {
    await store.close();
    await dropDatabase(server!, url);
  }
});
