import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { expect, it } from "vitest";
import { saveDay } from "@/lib/commands/corridor-days";
import { childEnvironment } from "@/lib/config";
import { openStore, type Store } from "@/lib/data/client";
import { headOfAudit, headOfRevisions } from "@/tests/support/history";
import { by, CORRIDOR, layGround, numberedDay, yes } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const ROUNDS = 2;

type Heard = { sent: number[]; saved: Map<number, number> };

/** Lets a program save days from `first` on, and kills it in the middle of that, after some have been acknowledged. */
async function saveUntilKilled(url: string, first: number, acknowledged: number): Promise<Heard> {
  const saver = spawn(process.execPath, ["--import", "tsx", "tests/support/saver.ts", url, String(first)], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    env: childEnvironment({}),
  });
  let said = "";
  let complaint = "";
  saver.stderr.on("data", (text) => (complaint += text));
  saver.stdout.on("data", (text) => {
    said += text;
    if (said.split("\nsaved").length > acknowledged) saver.kill("SIGKILL");
  });
  const [, signal] = await once(saver, "close");
  expect(signal, complaint).toBe("SIGKILL");
  // a line that was cut off in the middle was not heard
  const lines = said.slice(0, said.lastIndexOf("\n")).split("\n");
  const numbers = (word: string) => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.split(" "));
  return {
    sent: numbers("sent").map(([, n]) => Number(n)),
    saved: new Map(numbers("saved").map(([, n, revision]) => [Number(n), Number(revision)])),
  };
}

const entryOf = (n: number) => `${CORRIDOR}/${numberedDay(n).date}`;

/** Every day has exactly one revision and its two claims, every revision of a day has its day, and the chains are whole. */
async function checkWhole(store: Store): Promise<Map<string, number>> {
  await headOfRevisions(store);
  await headOfAudit(store);
  const days = await store.read.corridorDay.findMany({ include: { _count: { select: { claims: true } } } });
  const revisions = await store.read.revision.findMany({ where: { entryKind: "corridor_day" } });
  expect(new Map(revisions.map(({ entry, seq }) => [entry, seq]))).toEqual(
    new Map(days.map(({ id, revision }) => [id, revision])),
  );
  expect(revisions).toHaveLength(days.length);
  expect(days.filter((day) => day._count.claims !== 2)).toEqual([]);
  const keys = await store.read.requestKey.count();
  expect(keys).toBe(days.length);
  if (store.dialect === "sqlite") {
    expect(await store.read.$queryRaw`PRAGMA integrity_check`).toEqual([{ integrity_check: "ok" }]);
  }
  return new Map(days.map(({ id, revision }) => [id, revision]));
}

onEveryStore("killed with SIGKILL in the middle of a stream of saves, the record", (fresh) => {
  it("has every acknowledged save with its revision, none twice, and goes on", async () => {
    const empty = await fresh();
    await layGround(empty);
    await empty.close();
    let first = 0;
    for (let round = 1; round <= ROUNDS; round++) {
      const { sent, saved } = await saveUntilKilled(empty.url, first, 10 * round + 3);
      const store = openStore(empty.url);
      try {
        const there = await checkWhole(store);
        for (const [n, revision] of saved) expect([n, there.get(entryOf(n))]).toEqual([n, revision]);

        // Whoever got no answer sends the form again: it was saved already or is saved now, once.
        const unanswered = sent.filter((n) => !saved.has(n));
        expect(unanswered.length).toBeGreaterThan(0);
        const again = (n: number) => {
          const context = by(store, { requestKey: `save-${n}` });
          return yes(saveDay(context, { day: numberedDay(n), baseRevision: 0 }));
        };
        for (const n of [...unanswered, ...unanswered]) {
          const { revision } = await again(n);
          const before = there.get(entryOf(n));
          if (before) expect(revision).toBe(before);
          there.set(entryOf(n), revision);
        }
        expect(await checkWhole(store)).toEqual(there);
        expect(there.size).toBe(Math.max(...sent) + 1);
      } finally {
        await store.close();
      }
      first = Math.max(...sent) + 1;
    }
  }, 120_000);
});
