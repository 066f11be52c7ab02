// A program that saves days as fast as it can until it is killed: `saver.ts DATABASE_URL FIRST`.
// It says `sent N` before and `saved N REVISION` after each save; N is the day's number and its request key.
import { writeSync } from "node:fs";
import { saveDay } from "@/lib/commands/corridor-days";
import { openStore } from "@/lib/data/client";
import { by, numberedDay, yes } from "@/tests/support/record";

const [url = "", first = "0"] = process.argv.slice(2);
const store = openStore(url);
let next = Number(first);

async function editor(): Promise<never> {
  for (;;) {
    const n = next++;
    writeSync(1, `sent ${n}\n`);
    const saved = await yes(saveDay(by(store, { requestKey: `save-${n}` }), { day: numberedDay(n), baseRevision: 0 }));
    writeSync(1, `saved ${n} ${saved.revision}\n`);
  }
}

await Promise.all([editor(), editor(), editor(), editor()]);
