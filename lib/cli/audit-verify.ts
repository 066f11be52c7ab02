// npm run audit:verify: recomputes the public chain and the audit log, builds the record again from the revisions, and
// names the first link and the first row that do not fit.
// -- --checkpoint SEQ:HASH and --audit-checkpoint SEQ:HASH compare with heads that were kept elsewhere. Ends with code 1
// when something does not fit.
import { parseArgs } from "node:util";
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { chainText, replayText } from "@/lib/cli/chain-words";
import { command } from "@/lib/cli/command";
import { progress } from "@/lib/cli/progress";
import { config } from "@/lib/config";
import { verifyChains } from "@/lib/data/chains";
import { pendingMigrations } from "@/lib/data/migrate";
import { checkReplay } from "@/lib/data/replay-check";
import { openSnapshot } from "@/lib/data/snapshot";
import { type Head, parseHead } from "@/lib/domain/chain";

function head(text: string | undefined): Head | undefined {
  if (text === undefined) return undefined;
  const parsed = parseHead(text);
  if (!parsed) throw new Halt(`${text} is no head: it is a number, a colon and 64 hexadecimal digits.`);
  return parsed;
}

await command(async () => {
  const { values } = parseArgs({
    options: { checkpoint: { type: "string" }, "audit-checkpoint": { type: "string" } },
  });
  const checkpoints = { public: head(values.checkpoint), audit: head(values["audit-checkpoint"]) };
  const { databaseUrl } = config();
  const pending = await pendingMigrations(databaseUrl);
  if (pending.length > 0) throw new Halt(`Not applied yet: ${pending.join(", ")}. Run: npm run db:migrate`);
  const snapshot = await openSnapshot(databaseUrl);
  const shown = progress();
  try {
    const onProgress = (chain: string, done: number, all: number) =>
      shown.show(`Verifying the ${chain} chain`, done, all);
    const reports = await verifyChains(snapshot, { checkpoints, onProgress });
    shown.end();
    console.log(chainText("Public chain", reports.public));
    console.log(chainText("Audit log", reports.audit));
    if (reports.public.broken) {
      console.log("Tables: not compared; the chain has to be whole first.");
      return 1;
    }
    const { seq } = reports.public.head;
    const replay = await checkReplay(snapshot, (done) => shown.show("Building the record again", done, seq));
    shown.end();
    console.log(replayText(replay));
    return reports.audit.broken || replay.first ? 1 : 0;
  } finally {
    await snapshot.close();
  }
});
