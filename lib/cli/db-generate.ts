// npm run db:generate: one client per database from the one schema. Does nothing when nothing changed.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { type Dialect, schemaIn } from "@/lib/data/dialect";

const folder = "prisma/generated";
const stamp = path.join(folder, "made-from");
const resolve = createRequire(path.resolve("package.json")).resolve;

const schema = readFileSync("prisma/schema.prisma", "utf8");
const prisma = resolve("prisma/package.json");
const madeFrom = createHash("sha256").update(schema).update(readFileSync(prisma)).digest("hex");

/** Has `prisma generate` write the client of one database into prisma/generated. */
async function generate(dialect: Dialect): Promise<void> {
  const file = path.join(folder, `${dialect}.prisma`);
  writeFileSync(file, schemaIn(dialect, schema).replace('"./generated/sqlite"', `"./${dialect}"`));
  const cli = path.join(path.dirname(prisma), "build/index.js");
  const args = [cli, "generate", "--no-hints", "--config", "prisma/prisma.config.ts", "--schema", file];
  await promisify(execFile)(process.execPath, args);
}

if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== madeFrom) {
  mkdirSync(folder, { recursive: true });
  await Promise.all([generate("sqlite"), generate("postgresql")]);
  writeFileSync(stamp, madeFrom);
  console.log("Generated the database clients.");
}
