// npm run db:diff -- NAME: writes the next migration, for both databases, from what changed in schema.prisma.
import { relative } from "node:path";
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { command } from "@/lib/cli/command";
import { writeMigrations } from "@/lib/data/schema-diff";

await command(async () => {
  const name = process.argv.slice(2).join(" ");
  if (!/[a-z0-9]/i.test(name)) throw new Halt("Say what changes: npm run db:diff -- add-contact-page");
  const written = await writeMigrations(name, new Date());
  if (written.length === 0) {
    console.log("Nothing changed since the newest migration.");
    return 0;
  }
  console.log(`Wrote ${written.map((file) => relative(".", file)).join(" and ")}.`);
  console.log("Read them: a rename is a loss unless you write it as one, and old rows may need values.");
  return 0;
});
