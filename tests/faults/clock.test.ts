import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { saveDay } from "@/lib/commands/corridor-days";
import { verifyChains } from "@/lib/data/chains";
import type { Store } from "@/lib/data/client";
import { openSnapshot } from "@/lib/data/snapshot";
import { DATABASES, figure, times, within } from "@/tests/support/counts";
import { signIn } from "@/tests/support/desk";
import { atDesk, Ledger } from "@/tests/support/ledger";
import { storePerson } from "@/tests/support/people";
import { keepReading } from "@/tests/support/reading";
import { by, claimForm, corridorForm, dayForm, layGround, placeForm, yes } from "@/tests/support/record";
import { startServer, type TestServer } from "@/tests/support/server";
import { onEveryStore, withoutWhatItNeeds } from "@/tests/support/stores";
import { Visitor } from "@/tests/support/visitor";

/** Where Debian puts libfaketime, which tells a process another time than the machine's. */
const LIBRARY = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"]
  .map((folder) => `${folder}/faketime/libfaketimeMT.so.1`)
  .find((file) => existsSync(file));
const NO_FAKETIME = "There is no libfaketime (Debian: faketime): no clock jumps.";

const JUMPS = times(4, 200);
/** Days of 23 and of 25 hours, in the order in which they end, each with the instant at which it does. */
const MIDNIGHTS = [
  { corridor: "kyiv-to-beta", date: "2026-03-29", hours: 23, ends: "2026-03-29T21:00:00Z" },
  { corridor: "auckland-to-beta", date: "2026-04-05", hours: 25, ends: "2026-04-05T12:00:00Z" },
  { corridor: "auckland-to-beta", date: "2026-09-27", hours: 23, ends: "2026-09-27T11:00:00Z" },
  { corridor: "kyiv-to-beta", date: "2026-10-25", hours: 25, ends: "2026-10-25T22:00:00Z" },
].slice(0, times(2, 4));

let folder = "";
let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
  server = undefined;
  folder = "";
});

/** Serves a store by a clock of its own. @returns what sets it, in libfaketime's words */
async function served(store: Store, clock: string): Promise<{ site: TestServer; set: (clock: string) => void }> {
  folder = mkdtempSync(path.join(tmpdir(), "tracker-clock-"));
  const file = path.join(folder, "clock");
  const set = (words: string) => writeFileSync(file, `${words}\n`);
  set(clock);
  const env = {
    LD_PRELOAD: LIBRARY,
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: "1",
    // timers go on as they do when a machine's clock is set
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
    TZ: "UTC",
  };
  server = await startServer({ databaseUrl: store.url, env });
  return { site: server, set };
}

/** A clock that goes on from an instant, as its distance from the machine's in seconds. */
const goingFrom = (instant: number) => {
  const ahead = Math.round((instant - Date.now()) / 1000);
  return `${ahead < 0 ? "" : "+"}${ahead}`;
};
const inWords = (instant: Date) => instant.toISOString().slice(0, 19).replace("T", " ");

onEveryStore("the served site, by a clock of its own", (fresh) => {
  const clocked = LIBRARY ? it : (title: string, body: () => void) => withoutWhatItNeeds(title, NO_FAKETIME, body);

  clocked(
    "takes every save while its clock jumps ten and twenty minutes on and back, and the chains stay whole",
    async () => {
      const store = await fresh();
      await layGround(store);
      await storePerson(store, "edda", "editor", new Date());
      const { site, set } = await served(store, "+0");
      const visitor = new Visitor(site.url);
      await signIn(visitor);
      const ledger = new Ledger(atDesk(visitor));
      await ledger.save();
      const done = await keepReading(site.url);
      const jumps = ["+600", "-600", "+1200", "-1200"];
      for (let n = 0; n < JUMPS; n++) {
        const enough = ledger.saved.size + 2;
        set(jumps[n % jumps.length] ?? "+0");
        await ledger.work(2, () => ledger.saved.size >= enough);
      }
      set("+0");
      await ledger.save();
      const { answers } = await done();
      expect([...ledger.refused.values()]).toEqual([]);
      await ledger.settle(store);
      const snapshot = await openSnapshot(store.url);
      const chains = await verifyChains(snapshot, {}).finally(() => snapshot.close());
      expect([chains.public.broken, chains.audit.broken]).toEqual([null, null]);
      const result = `${ledger.saved.size} saves, all taken; chains whole; ${answers} pages read meanwhile`;
      figure("clock jumps by 20 and 40 minutes", DATABASES[store.dialect], JUMPS, result);
    },
    within(60_000),
  );

  clocked(
    "no longer calls a day announced when it has ended in Kyiv or Auckland, though it had 23 or 25 hours",
    async () => {
      const store = await fresh();
      await layGround(store, {
        places: [
          placeForm("alpha"),
          placeForm("beta"),
          placeForm("kyiv", { timeZone: "Europe/Kyiv" }),
          placeForm("auckland", { timeZone: "Pacific/Auckland" }),
        ],
        corridors: [
          corridorForm("alpha", "beta"),
          corridorForm("kyiv", "beta", { slug: "kyiv-to-beta" }),
          corridorForm("auckland", "beta", { slug: "auckland-to-beta" }),
        ],
      });
      const claims = [claimForm({ kind: "announcement", outcome: "" })];
      for (const { corridor, date } of MIDNIGHTS) {
        const context = by(store, { now: new Date(`${date}T00:00:00Z`) });
        await yes(saveDay(context, { day: dayForm({ corridor, date, status: "announced", claims }), baseRevision: 0 }));
      }
      const before = (ends: string, seconds: number) => inWords(new Date(Date.parse(ends) - seconds * 1000));
      const { site, set } = await served(store, before(MIDNIGHTS[0]?.ends ?? "", 3_600));
      for (const { corridor, date, ends } of MIDNIGHTS) {
        const page = async () => {
          const answer = await fetch(`${site.url}/en/corridors/${corridor}/${date}`);
          const html = await answer.text();
          return [answer.status, /Outcome not reported/.test(html)];
        };
        // it stands still a second before the day ends, and then goes on
        set(before(ends, 1));
        await expect.poll(page, { timeout: 15_000 }).toEqual([200, false]);
        set(goingFrom(Date.parse(ends) - 1_000));
        await expect.poll(page, { timeout: 15_000 }).toEqual([200, true]);
      }
      const zones = MIDNIGHTS.map(({ corridor, hours }) => `${corridor.split("-")[0]} (${hours} h)`).join(", ");
      figure("midnight of days of 23 and 25 hours", DATABASES[store.dialect], MIDNIGHTS.length, zones);
    },
    within(90_000),
  );
});
