// npm run db:migrate: applies what the database lacks. With -- --check it only tells whether the database is as
// schema.prisma says, and ends with code 1 when it is not.
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { command } from "@/lib/cli/command";
import { foldNotes } from "@/lib/commands/search-texts";
import { config } from "@/lib/config";
import { store } from "@/lib/data/client";
import { drift, migrate, pendingMigrations } from "@/lib/data/migrate";

/** What a person needs of an error of the engine: its words, not its stack. */
function halt(error: unknown): never {
  throw new Halt(error instanceof Error ? error.message : String(error), { cause: error });
}

async function check(url: string): Promise<string> {
  const pending = await pendingMigrations(url);
  if (pending.length > 0) throw new Halt(`Not applied yet: ${pending.join(", ")}. Run: npm run db:migrate`);
  const difference = await drift(url);
  if (difference) throw new Halt(`The tables are not as schema.prisma says. To make them so:\n${difference}`);
  return "The database is as schema.prisma says.";
}

async function apply(url: string): Promise<string> {
  const applied = await migrate(url);
  // also after a run that ended between the two
  await foldNotes(store());
  await store().close();
  return applied.length > 0 ? `Applied ${applied.join(", ")}.` : "Nothing to apply.";
}

await command(async () => {
  const { databaseUrl } = config();
  const work = process.argv.includes("--check") ? check : apply;
  console.log(await work(databaseUrl).catch(halt));
  return 0;
});
