import { afterEach, expect, it } from "vitest";
import type { Store } from "@/lib/data/client";
import { CHANNEL, hearWrites } from "@/lib/data/written";
import { loseListeners } from "@/tests/support/listeners";
import { onPostgres } from "@/tests/support/stores";

onPostgres("an instance that listens", (fresh) => {
  let heard = 0;
  let end: (() => Promise<void>) | undefined;
  afterEach(() => end?.());

  async function listeningAs(self?: string): Promise<Store> {
    const store = await fresh();
    heard = 0;
    end = hearWrites(store.url, () => heard++, self);
    // it hears of what was before it listened
    await expect.poll(() => heard).toBe(1);
    return store;
  }
  const write = (store: Store) => store.transaction(async () => {});
  /** On one connection one notification follows the other. */
  const say = (store: Store, word: string) => store.read.$queryRaw`SELECT pg_notify(${CHANNEL}, ${word})::text`;

  it("hears of each commit by another", async () => {
    const store = await listeningAs("somebody else");
    await write(store);
    await write(store);
    await expect.poll(() => heard).toBe(3);
  });

  it("hears of nothing before its commit, nor of what was given up", async () => {
    const store = await listeningAs("somebody else");
    await store.transaction(async () => {
      await say(store, "beside it");
      await expect.poll(() => heard).toBe(2);
    });
    await expect.poll(() => heard).toBe(3);
    await expect(store.transaction(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    await say(store, "after it");
    await expect.poll(() => heard).toBe(4);
  });

  it("does not hear of its own", async () => {
    const store = await listeningAs();
    await write(store);
    await say(store, "after it");
    await expect.poll(() => heard).toBe(2);
  });

  it("listens again when its connection was lost, and takes what was meanwhile for heard", async () => {
    const store = await listeningAs("somebody else");
    await loseListeners(store);
    await expect.poll(() => heard, { timeout: 10_000 }).toBe(2);
    await write(store);
    await expect.poll(() => heard).toBe(3);
  });
});
