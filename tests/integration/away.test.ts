import { expect, it } from "vitest";
import { freePort } from "@/lib/cli/serving";
import { saveDay } from "@/lib/commands/corridor-days";
import { isAway, openStore } from "@/lib/data/client";
import { runOn } from "@/tests/support/postgres";
import { by, dayForm, layGround, no, publishDay } from "@/tests/support/record";
import { onPostgres } from "@/tests/support/stores";

it("a command on a database that cannot be reached is refused in a word, as every expected no is", async () => {
  const store = openStore(`postgresql://nobody@127.0.0.1:${await freePort()}/nowhere`);
  try {
    const refusal = await no(saveDay(by(store), { day: dayForm(), baseRevision: 0 }));
    expect(refusal.code).toBe("away");
    expect(await store.read.setting.count().catch(isAway)).toBe(true);
  } finally {
    await store.close();
  }
});

onPostgres("a database whose connections are ended", (fresh) => {
  it("is known to be away in the middle of a transaction, and works again at the next one", async () => {
    const store = await fresh();
    await layGround(store);
    const endAll = () =>
      runOn(
        store.url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    const ended = store.transaction(async (tx) => {
      await tx.setting.count();
      await endAll();
      await tx.setting.count();
    });
    expect(await ended.catch((error) => isAway(error) || error)).toBe(true);
    expect((await publishDay(store, dayForm())).revision).toBeGreaterThan(0);
    await endAll();
    await expect.poll(() => store.read.corridorDay.count().catch(isAway)).toBe(1);
  });

  it("is not taken for away because a statement was wrong", async () => {
    const store = await fresh();
    const wrong = store.transaction((tx) => tx.$executeRaw`SELECT nothing FROM nowhere`);
    expect(await wrong.catch(isAway)).toBe(false);
  });
});
