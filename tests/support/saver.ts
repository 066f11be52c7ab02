// A program that saves days as fast as it can until it is killed: `saver.ts DATABASE_URL`. It begins when it is told the
// number of the first on its input, so that it can be started ahead. It says `sent N` before, `saved N REVISION` after each
// save and `refused N` where that failed; N is the day's number and its request key. It ends when its input does.
import { once } from "node:events";
import { writeSync } from "node:fs";
import { saveDay } from "@/lib/commands/corridor-days";
import { openStore } from "@/lib/data/client";
import { by, numberedDay, yes } from "@/tests/support/record";

const [url = ""] = process.argv.slice(2);
const store = openStore(url);
writeSync(1, "ready\n");
const [first] = await once(process.stdin, "data");
let next = Number(first);
let asked = true;
process.stdin.once("end", () => {
  asked = false;
});

async function editor(): Promise<void> {
  while (asked) {
    const n = next++;
    writeSync(1, `sent ${n}\n`);
    const context = by(store, { requestKey: `save-${n}` });
    await yes(saveDay(context, { day: numberedDay(n), baseRevision: 0 })).then(
      ({ revision }) => writeSync(1, `saved ${n} ${revision}\n`),
      (error: Error) => writeSync(1, `refused ${n} ${error.message.replaceAll(/\s+/g, " ")}\n`),
    );
  }
}

await Promise.all([editor(), editor(), editor(), editor()]);
await store.close();
