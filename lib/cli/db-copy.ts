// npm run db:copy -- --from file:… --to postgresql://…: moves a whole store to an empty database, or back.
import { parseArgs } from "node:util";
import { elapsed, Halt } from "@/lib/cli/bootstrap.mjs";
import { command } from "@/lib/cli/command";
import { progress } from "@/lib/cli/progress";
import { addressOf, brokenChains, describe } from "@/lib/cli/whole-store-words";
import { config, databaseAt } from "@/lib/config";
import { LEFT_BEHIND } from "@/lib/data/contents";
import { copyStore } from "@/lib/data/whole-stores";

await command(async () => {
  const { values } = parseArgs({ options: { from: { type: "string" }, to: { type: "string" } } });
  const { root } = config();
  const [from, url] = [databaseAt(values.from, "--from", root), databaseAt(values.to, "--to", root)];
  const start = performance.now();
  const shown = progress();
  const { description, changedMeanwhile } = await copyStore(from, {
    url,
    replace: false,
    now: new Date(),
    onProgress: shown.show,
    judge(chains) {
      const broken = brokenChains(chains);
      if (broken.length > 0) throw new Halt(`${broken.join("\n")}\nNothing was copied.`);
    },
  });
  shown.end();
  console.log(`Copied ${addressOf(from)} to ${addressOf(url)} in ${elapsed(start)}, and compared the two row by row.`);
  console.log(describe(description));
  console.log(`Left behind: ${LEFT_BEHIND.join(", ")}. Everybody has to sign in again.`);
  if (!changedMeanwhile) return 0;
  console.error(
    "✗ Something was saved at the source meanwhile, and is not in the copy: stop its server, and copy again.",
  );
  return 1;
});
