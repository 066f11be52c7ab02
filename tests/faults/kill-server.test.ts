import { expect, it } from "vitest";
import { openStore } from "@/lib/data/client";
import { DATABASES, figure, times, within } from "@/tests/support/counts";
import { signIn } from "@/tests/support/desk";
import { atDesk, deskDay, Ledger } from "@/tests/support/ledger";
import { storePerson } from "@/tests/support/people";
import { CORRIDOR, layGround } from "@/tests/support/record";
import { startServer } from "@/tests/support/server";
import { onEveryStore } from "@/tests/support/stores";
import { Visitor } from "@/tests/support/visitor";

const ROUNDS = times(1, 25);
const EDITORS = 3;
const ACKNOWLEDGED = 6;
const env = { NEXTAUTH_SECRET: "0123456789abcdef".repeat(4) };

onEveryStore("the served site, killed with SIGKILL while editors save", (fresh) => {
  it(
    "comes back with every save that it had confirmed, each once, and answers a form that is sent again",
    async () => {
      const ground = await fresh();
      await layGround(ground);
      await storePerson(ground, "edda", "editor", new Date());
      await ground.close();
      const databaseUrl = ground.url;
      const start = () => startServer({ databaseUrl, env });

      let server = await start();
      const visitor = new Visitor(server.url);
      await signIn(visitor);
      const ledger = new Ledger(atDesk(visitor));
      let unanswered = 0;
      const store = openStore(databaseUrl);
      try {
        for (let round = 1; round <= ROUNDS; round++) {
          const enough = ledger.saved.size + ACKNOWLEDGED;
          let dead = false;
          const editing = ledger.work(EDITORS, () => {
            if (ledger.saved.size < enough || dead) return dead;
            dead = true;
            void server.kill();
            // the others are in the middle of theirs
            return true;
          });
          await editing;
          await server.stop();
          expect(ledger.saved.size).toBeGreaterThanOrEqual(enough);

          server = await start();
          visitor.origin = server.url;
          // who saw no answer sends the very same form again, and once more
          unanswered += await ledger.settle(store);
          // and who had one, too
          expect([await ledger.save(0), ledger.refused.get(0)]).toEqual([true, undefined]);
          await ledger.check(store);
          expect(await (await visitor.get(`/en/corridors/${CORRIDOR}/${deskDay(0)}`)).text()).toContain("day 0");
        }
      } finally {
        await store.close();
        await server.stop();
      }
      const result = `0 lost, 0 half, 0 double of ${ledger.saved.size} saves, ${unanswered} of them without an answer`;
      figure("SIGKILL of the served site", DATABASES[ground.dialect], ROUNDS, result);
    },
    within(120_000),
  );
});
