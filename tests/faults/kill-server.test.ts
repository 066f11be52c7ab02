import { expect, it } from "vitest";
import { openStore, type Store } from "@/lib/data/client";
import { addDays } from "@/lib/domain/dates";
import { published, signIn, typedDay } from "@/tests/support/desk";
import { headOfAudit, headOfRevisions } from "@/tests/support/history";
import { storePerson } from "@/tests/support/people";
import { CORRIDOR, layGround } from "@/tests/support/record";
import { startServer } from "@/tests/support/server";
import { onEveryStore } from "@/tests/support/stores";
import { type Form, Visitor } from "@/tests/support/visitor";

const EDITORS = 3;
const ACKNOWLEDGED = 6;
const env = { NEXTAUTH_SECRET: "0123456789abcdef".repeat(4) };

const dateOf = (n: number) => addDays("2001-01-01", n);
const entryOf = (n: number) => `${CORRIDOR}/${dateOf(n)}`;

/** The revisions of the day's entry, and whether day and claim are there with the last. */
async function historyOf(store: Store, n: number): Promise<number> {
  const entry = entryOf(n);
  const revisions = await store.read.revision.findMany({ where: { entryKind: "corridor_day", entry } });
  const day = await store.read.corridorDay.findUnique({ where: { id: entry }, include: { claims: true } });
  expect(day?.revision).toBe(revisions.at(-1)?.seq);
  expect(day?.claims.length ?? 0).toBe(revisions.length > 0 ? 1 : 0);
  return revisions.length;
}

onEveryStore("the served site, killed with SIGKILL while editors save", (fresh) => {
  it("comes back with every save that it had confirmed, each once, and answers a form that is sent again", async () => {
    const ground = await fresh();
    await layGround(ground);
    await storePerson(ground, "edda", "editor", new Date());
    await ground.close();
    const databaseUrl = ground.url;

    let server = await startServer({ databaseUrl, env, migrated: true });
    const visitor = new Visitor(server.url);
    await signIn(visitor);
    const sent = new Map<number, Form>();
    const confirmed = new Set<number>();
    let next = 0;
    let dead = false;
    const editor = async () => {
      while (!dead) {
        const n = next++;
        const form = await visitor.form(`/en/desk/days/${CORRIDOR}/${dateOf(n)}`, "noteEn").catch(() => null);
        if (!form) continue;
        sent.set(n, form);
        const answer = await visitor.send(form, typedDay(`day ${n}`)).catch(() => null);
        if (!answer) continue;
        if (!published(answer)) throw new Error(`day ${n} was answered with ${answer.status}: ${await answer.text()}`);
        confirmed.add(n);
        if (confirmed.size < ACKNOWLEDGED || dead) continue;
        dead = true;
        await server.kill();
      }
    };
    await Promise.all(Array.from({ length: EDITORS }, editor));
    await server.stop();
    expect(confirmed.size).toBeGreaterThanOrEqual(ACKNOWLEDGED);

    server = await startServer({ databaseUrl, env, migrated: true });
    visitor.origin = server.url;
    const store = openStore(databaseUrl);
    try {
      for (const n of confirmed) expect([n, await historyOf(store, n)]).toEqual([n, 1]);
      // who saw no answer sends the very same form again, and once more
      for (const [n, form] of sent) {
        for (const again of [1, 2]) {
          if (confirmed.has(n) && again === 2) continue;
          const answer = await visitor.send(form, typedDay(`day ${n}`));
          expect([n, published(answer)]).toEqual([n, true]);
          expect([n, await historyOf(store, n)]).toEqual([n, 1]);
        }
      }
      await headOfRevisions(store);
      await headOfAudit(store);
      expect(await (await visitor.get(`/en/corridors/${CORRIDOR}/${dateOf(0)}`)).text()).toContain("day 0");
    } finally {
      await store.close();
      await server.stop();
    }
  }, 120_000);
});
