// npm run backup -- --to DIR [--keep N]: writes a backup while editors save, verified by restoring it elsewhere; sealed
// when BACKUP_KEY is set. --keep removes all but the newest N of the folder, once the new one is verified.
import path from "node:path";
import { parseArgs } from "node:util";
import { elapsed, Halt } from "@/lib/cli/bootstrap.mjs";
import { command } from "@/lib/cli/command";
import { progress } from "@/lib/cli/progress";
import { brokenChains, describe } from "@/lib/cli/whole-store-words";
import { config } from "@/lib/config";
import { makeBackup, pruneBackups } from "@/lib/data/backups";
import { LEFT_BEHIND } from "@/lib/data/contents";

await command(async () => {
  const { values } = parseArgs({ options: { to: { type: "string" }, keep: { type: "string" } } });
  if (!values.to) throw new Halt("Say where to: npm run backup -- --to DIR [--keep N]");
  if (values.keep !== undefined && !/^[1-9]\d{0,5}$/.test(values.keep)) throw new Halt("--keep is a number from 1 on.");
  const { databaseUrl, backupKey, root } = config();
  const folder = path.resolve(root, values.to);
  const start = performance.now();
  const shown = progress();
  const backup = await makeBackup(databaseUrl, folder, { key: backupKey, now: new Date(), onProgress: shown.show });
  shown.end();
  console.log(`${backup.file}\n${describe(backup.description)}`);
  console.log(`Restored elsewhere and compared row by row. Not in it: ${LEFT_BEHIND.join(", ")}. ${elapsed(start)}`);
  if (backupKey === undefined) console.log("It is not sealed: BACKUP_KEY is not set.");
  const broken = brokenChains(backup.chains);
  for (const sentence of broken) console.error(`✗ ${sentence}`);
  if (broken.length > 0) {
    console.error("✗ The backup is kept, and so are all older ones.");
    return 1;
  }
  const removed = values.keep === undefined ? [] : pruneBackups(folder, Number(values.keep));
  if (removed.length > 0) console.log(`Removed: ${removed.join(", ")}`);
  return 0;
});
