import { expect, it } from "vitest";
import { freePort } from "@/lib/cli/serving";
import { openStore } from "@/lib/data/client";
import { addDays } from "@/lib/domain/dates";
import { published, signIn, typedDay } from "@/tests/support/desk";
import { storePerson } from "@/tests/support/people";
import { CORRIDOR, layGround } from "@/tests/support/record";
import { startServer } from "@/tests/support/server";
import { onEveryStore } from "@/tests/support/stores";
import { Visitor } from "@/tests/support/visitor";

const READERS = 40;
const dateOf = (n: number) => addDays("2001-01-01", n);

onEveryStore("the served site, asked to end under load", (fresh) => {
  it("answers whole whatever it had taken, saves a form of which half had come, and ends with code 0", async () => {
    const ground = await fresh();
    await layGround(ground);
    await storePerson(ground, "edda", "editor", new Date());
    await ground.close();
    const metricsPort = await freePort();
    const env = { NEXTAUTH_SECRET: "0123456789abcdef".repeat(4), METRICS_PORT: String(metricsPort) };
    const server = await startServer({ databaseUrl: ground.url, env });
    try {
      const visitor = new Visitor(server.url);
      await signIn(visitor);
      const forms = await Promise.all(
        [0, 1, 2, 3].map((n) => visitor.form(`/en/desk/days/${CORRIDOR}/${dateOf(n)}`, "noteEn")),
      );
      const begun = await Promise.all(forms.map((form, n) => visitor.begin(form, typedDay(`day ${n}`))));

      // each reader asks again as soon as it is answered, over a connection of its own, until nobody is let in
      let [whole, broken, asked] = [0, 0, false];
      const reader = async (n: number) => {
        for (;;) {
          const address = [`/en`, `/data/corridor-days.csv?status=held&q=reader+${n}`, `/data/claims.csv`][n % 3];
          const answer = await fetch(server.url + address, { headers: { connection: "close" } }).catch(() => null);
          if (!answer) {
            expect(asked).toBe(true);
            return;
          }
          await answer.text().then(
            () => whole++,
            () => broken++,
          );
        }
      };
      const readers = Array.from({ length: READERS }, (_, n) => reader(n));
      await expect.poll(() => whole, { timeout: 30_000 }).toBeGreaterThan(READERS);
      asked = true;
      const ended = server.end();
      await Promise.all(readers);
      expect(broken).toBe(0);

      // nobody is let in any more, and what was begun is not over: the numbers can still be read
      const numbers = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
      expect(numbers).toContain("\ncorridor_tracker_up 1\n");
      for (const finish of begun) expect(published(await finish())).toBe(true);
      expect(await ended).toBe(0);

      const store = openStore(ground.url);
      try {
        for (const [n] of forms.entries()) {
          const where = { entryKind: "corridor_day", entry: `${CORRIDOR}/${dateOf(n)}` } as const;
          expect(await store.read.revision.count({ where })).toBe(1);
        }
      } finally {
        await store.close();
      }
    } finally {
      await server.stop();
    }
  }, 120_000);
});
