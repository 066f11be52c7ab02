// npm run db:diff -- NAME: writes the next migration, for both databases, from what changed in schema.prisma.
import { relative } from "node:path";
import { writeMigrations } from "@/lib/data/schema-diff";

const written = await writeMigrations(process.argv.slice(2).join(" "), new Date());
if (written.length === 0) console.log("Nothing changed since the newest migration.");
else {
  console.log(`Wrote ${written.map((file) => relative(".", file)).join(" and ")}.`);
  console.log("Read them: a rename is a loss unless you write it as one, and old rows may need values.");
}
