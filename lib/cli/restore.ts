// npm run restore -- --from FILE [--to URL] [--replace] [--despite-broken-chain]: makes a backup a store, on either
// database. Refuses where there is something already, unless it may set that aside.
import path from "node:path";
import { parseArgs } from "node:util";
import { elapsed, Halt } from "@/lib/cli/bootstrap.mjs";
import { command } from "@/lib/cli/command";
import { progress } from "@/lib/cli/progress";
import { addressOf, brokenChains, describe } from "@/lib/cli/whole-store-words";
import { config, databaseAt } from "@/lib/config";
import { LEFT_BEHIND } from "@/lib/data/contents";
import { pendingMigrations } from "@/lib/data/migrate";
import { restoreBackup } from "@/lib/data/whole-stores";

await command(async () => {
  const { values } = parseArgs({
    options: {
      from: { type: "string" },
      to: { type: "string" },
      replace: { type: "boolean", default: false },
      "despite-broken-chain": { type: "boolean", default: false },
    },
  });
  const { databaseUrl, backupKey, root } = config();
  if (!values.from) throw new Halt("Say what from: npm run restore -- --from FILE [--to URL] [--replace]");
  const url = values.to === undefined ? databaseUrl : databaseAt(values.to, "--to", root);
  const start = performance.now();
  const shown = progress();
  const { description, kept } = await restoreBackup(path.resolve(root, values.from), backupKey, {
    url,
    replace: values.replace,
    now: new Date(),
    onProgress: shown.show,
    judge(chains) {
      const broken = brokenChains(chains);
      if (broken.length > 0 && !values["despite-broken-chain"])
        throw new Halt(
          `${broken.join("\n")}\nNothing was restored. To restore it all the same: -- --despite-broken-chain`,
        );
      for (const sentence of broken) console.error(`✗ ${sentence}`);
    },
  });
  shown.end();
  console.log(`Restored to ${addressOf(url)} in ${elapsed(start)}, and compared with the backup row by row.`);
  console.log(describe(description));
  console.log(`Not in a backup: ${LEFT_BEHIND.join(", ")}. Everybody has to sign in again.`);
  if (kept) console.log(`What was there is kept: ${kept}`);
  const pending = await pendingMigrations(url);
  if (pending.length > 0) console.log(`The backup is older than this version. Next: npm run db:migrate`);
  return 0;
});
