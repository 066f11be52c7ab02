import { expect, it, vi } from "vitest";
import type { Client } from "@/lib/auth/client";
import { openThrottle, type Throttle } from "@/lib/auth/throttle";
import { onEveryStore } from "@/tests/support/stores";

const SECRET = "0123456789abcdef".repeat(4);
const home: Client = { network: "192.0.2.0/24", device: null };
const guess = (throttle: Throttle, name = "olha", client = home) => throttle.admit("password", name, client);

onEveryStore("attempts on one database", (fresh) => {
  /** Instances that share a database, closed after the test. */
  async function instances(number: number, body: (throttles: Throttle[], url: string) => Promise<void>): Promise<void> {
    const store = await fresh();
    const throttles = Array.from({ length: number }, () => openThrottle(store.url, SECRET));
    try {
      await body(throttles, store.url);
    } finally {
      for (const throttle of throttles) await throttle.close();
    }
  }

  it("are ten at the same time, and given back when one succeeds", () =>
    instances(1, async ([only]) => {
      const first = await guess(only as Throttle);
      if (first.ok) await first.forgive();
      const answers = await Promise.all(Array.from({ length: 30 }, () => guess(only as Throttle)));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
      const refused = await guess(only as Throttle);
      expect(refused.ok || refused.retryAfter).toBeGreaterThan(14 * 60);
    }));

  it("are counted for all instances together where there may be several", async () => {
    await instances(3, async (throttles) => {
      const answers = [];
      for (let i = 0; i < 30; i++) answers.push(await guess(throttles[i % 3] as Throttle));
      const store = await fresh();
      const admitted = answers.filter(({ ok }) => ok).length;
      // a SQLite file has one process
      expect(admitted).toBe(store.dialect === "postgresql" ? 10 : 30);
    });
  });

  it("leave neither a name nor an address in the database, and nothing once they mean nothing", async () => {
    const store = await fresh();
    const throttle = openThrottle(store.url, SECRET);
    const rows = () => store.read.attemptCount.findMany();
    try {
      await guess(throttle);
      await guess(throttle, "taras", { network: "2001:db8:1::/48", device: "known" });
      const kept = await rows();
      expect(kept).toHaveLength(store.dialect === "postgresql" ? 4 : 0);
      for (const { key } of kept) expect(key).toMatch(/^(pair|network|subject|device):[A-Za-z0-9+/]{43}=$/);
      // another secret, as in another installation, makes other keys of the same
      const other = openThrottle(store.url, SECRET.toUpperCase());
      await guess(other);
      await other.close();
      expect(await rows()).toHaveLength(store.dialect === "postgresql" ? 7 : 0);

      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * 60 * 60_000 });
      await guess(throttle, "somebody else");
      await expect.poll(async () => (await rows()).length).toBe(store.dialect === "postgresql" ? 3 : 0);
    } finally {
      vi.useRealTimers();
      await throttle.close();
    }
  });
});

onEveryStore(
  "attempts while their counts cannot be reached",
  (fresh) => {
    it("are counted by each instance for itself, and together again afterwards", async () => {
      const store = await fresh();
      const throttle = openThrottle(store.url, SECRET);
      const admitted = async () => {
        const answers = [];
        for (let i = 0; i < 12; i++) answers.push(await guess(throttle));
        return answers.filter(({ ok }) => ok).length;
      };
      try {
        await store.transaction((tx) => tx.$executeRaw`ALTER TABLE "AttemptCount" RENAME TO "CountsGone"`);
        expect(await admitted()).toBe(10);
        await store.transaction((tx) => tx.$executeRaw`ALTER TABLE "CountsGone" RENAME TO "AttemptCount"`);
        const together = store.dialect === "postgresql";
        expect(await admitted()).toBe(together ? 10 : 0);
        expect(await store.read.attemptCount.count()).toBe(together ? 3 : 0);
      } finally {
        await throttle.close();
      }
    });
  },
  { tablesChanged: true },
);
