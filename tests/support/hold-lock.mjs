// Another process that holds the write lock: says "held", lets go when its input ends.
import { once } from "node:events";

const url = process.argv[2] ?? "";

async function hold() {
  if (url.startsWith("file:")) {
    const { default: Database } = await import("better-sqlite3");
    const database = new Database(url.slice("file:".length));
    database.exec("BEGIN IMMEDIATE");
    return () => database.exec("ROLLBACK");
  }
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("BEGIN; SELECT pg_advisory_xact_lock(7240)");
  return () => client.end();
}

const letGo = await hold();
process.stdout.write("held\n");
process.stdin.resume();
await once(process.stdin, "end");
await letGo();
