// npm run db:migrate: applies what the database lacks. With -- --check it only tells whether the database is as
// schema.prisma says, and ends with code 1 when it is not.
import { config } from "@/lib/config";
import { drift, migrate, pendingMigrations } from "@/lib/data/migrate";

const { databaseUrl } = config();

if (process.argv.includes("--check")) {
  const pending = await pendingMigrations(databaseUrl);
  const difference = pending.length > 0 ? "" : await drift(databaseUrl);
  if (pending.length > 0) console.log(`Not applied yet: ${pending.join(", ")}. Run npm run db:migrate.`);
  if (difference) console.log(`The tables are not as schema.prisma says. To make them so:\n${difference}`);
  if (pending.length > 0 || difference) process.exitCode = 1;
  else console.log("The database is as schema.prisma says.");
} else {
  const applied = await migrate(databaseUrl);
  console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "Nothing to apply.");
}
