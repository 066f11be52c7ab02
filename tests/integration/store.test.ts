import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { isBusy, openStore, refusedBy, type Store } from "@/lib/data/client";
import type { PrismaClient } from "@/prisma/generated/sqlite/client";
import { claimRow, corridorRow, dayRow, placeRow, storeCorridor } from "@/tests/support/rows";
import { onEveryStore, onPostgres } from "@/tests/support/stores";

/** A promise that the test settles when it wants to. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

async function slugs(store: Store): Promise<string[]> {
  const rows = await store.read.place.findMany({ select: { slug: true }, orderBy: { slug: "asc" } });
  return rows.map((row) => row.slug);
}

const storePlace = (store: Store, slug: string) => store.transaction((tx) => tx.place.create({ data: placeRow(slug) }));

/** Starts another process that holds the write lock; resolves once it does, with a way to end it. */
async function lockElsewhere(store: Store): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ["tests/support/hold-lock.mjs", store.url], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  await Promise.race([
    once(child.stdout, "data"),
    ended.then(() => {
      throw new Error("the other process ended without the lock");
    }),
  ]);
  return async () => {
    child.stdin.end();
    await ended;
  };
}

onEveryStore("a transaction", (fresh) => {
  it("keeps what it wrote, and gives back what its body gives back", async () => {
    const store = await fresh();
    const made = await storePlace(store, "town");
    expect(made.slug).toBe("town");
    expect(await slugs(store)).toEqual(["town"]);
  });

  it("stores nothing when its body throws", async () => {
    const store = await fresh();
    const failing = store.transaction(async (tx) => {
      await tx.place.create({ data: placeRow("town") });
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await slugs(store)).toEqual([]);
  });

  it("is not lost when another one, open at the same time, rolls back", async () => {
    const store = await fresh();
    const { open, opened } = gate();
    const begun = gate();
    const failing = store.transaction(async (tx) => {
      await tx.place.create({ data: placeRow("lost") });
      begun.open();
      await opened;
      throw new Error("changed my mind");
    });
    await begun.opened;
    const kept = storePlace(store, "kept");
    open();
    await expect(failing).rejects.toThrow("changed my mind");
    await kept;
    expect(await slugs(store)).toEqual(["kept"]);
  });

  it("shows nobody what is not committed", async () => {
    const store = await fresh();
    await store.transaction(async (tx) => {
      await tx.place.create({ data: placeRow("town") });
      expect(await tx.place.count()).toBe(1);
      expect(await slugs(store)).toEqual([]);
    });
    expect(await slugs(store)).toEqual(["town"]);
  });

  it("reads what the one before it wrote, however many ask at once", async () => {
    const store = await fresh();
    await storePlace(store, "town");
    const addOne = () =>
      store.transaction(async (tx) => {
        const { revision } = await tx.place.findUniqueOrThrow({ where: { slug: "town" } });
        await tx.place.update({ where: { slug: "town" }, data: { revision: revision + 1 } });
      });
    await Promise.all(Array.from({ length: 20 }, addOne));
    expect(await store.read.place.findUnique({ where: { slug: "town" } })).toMatchObject({ revision: 21 });
  });

  it("stores nothing when a statement in it failed, even if its body caught that", async () => {
    const store = await fresh();
    await storePlace(store, "town");
    const careless = store.transaction(async (tx) => {
      await tx.place.create({ data: placeRow("before") });
      await tx.place.create({ data: placeRow("town") }).catch(() => {});
      await tx.place.create({ data: placeRow("after") }).catch(() => {});
    });
    await expect(careless).rejects.toThrow();
    expect(await slugs(store)).toEqual(["town"]);
  });

  it("says what failed first, not what followed from it", async () => {
    const store = await fresh();
    await storePlace(store, "town");
    const error: unknown = await store
      .transaction(async (tx) => {
        await tx.place.create({ data: placeRow("town") }).catch(() => {});
        await tx.place.create({ data: placeRow("after") }).catch(() => {});
      })
      .catch((reason: unknown) => reason);
    expect(refusedBy(error)).toBe("Place_pkey");
  });

  it("is refused inside another one", async () => {
    const store = await fresh();
    const nested = store.transaction(() => storePlace(store, "town"));
    await expect(nested).rejects.toThrow("hand the tx down");
    await storePlace(store, "later");
    expect(await slugs(store)).toEqual(["later"]);
  });

  it("that never ends is rolled back, and the next one works", async () => {
    const store = await fresh({ timeout: 200 });
    const stuck = store.transaction(async (tx) => {
      await tx.place.create({ data: placeRow("stuck") });
      await new Promise(() => {});
    });
    const next = storePlace(store, "next");
    await expect(stuck).rejects.toThrow(/200 ms/);
    await next;
    expect(await slugs(store)).toEqual(["next"]);
  });

  it("waits for a lock that another process holds, while reading goes on", async () => {
    const store = await fresh();
    const letGo = await lockElsewhere(store);
    let stored = false;
    const waiting = storePlace(store, "town").then(() => {
      stored = true;
    });
    for (let n = 0; n < 50; n++) expect(await slugs(store)).toEqual([]);
    expect(stored).toBe(false);
    await letGo();
    await waiting;
    expect(await slugs(store)).toEqual(["town"]);
  });

  it("gives up on a lock that stays, and says that the database is busy", async () => {
    const store = await fresh({ patience: 100 });
    const letGo = await lockElsewhere(store);
    const error: unknown = await storePlace(store, "town").catch((reason: unknown) => reason);
    expect(isBusy(error)).toBe(true);
    await letGo();
    await storePlace(store, "later");
    expect(await slugs(store)).toEqual(["later"]);
  });

  it("is finished before the store closes", async () => {
    const store = await fresh();
    const stored = storePlace(store, "town");
    await store.close();
    await expect(stored).resolves.toMatchObject({ slug: "town" });
  });

  it("is on disk when it is acknowledged", async () => {
    const store = await fresh();
    const [row] = await store.transaction((tx) =>
      store.dialect === "sqlite"
        ? tx.$queryRaw<Record<string, unknown>[]>`PRAGMA synchronous`
        : tx.$queryRaw<Record<string, unknown>[]>`SHOW synchronous_commit`,
    );
    // SQLite: 2 is FULL, which its adapter would not choose. PostgreSQL: its own default, left alone.
    const safe = store.dialect === "sqlite" ? 2n : "on";
    expect(Object.values(row ?? {})).toEqual([safe]);
  });
});

onEveryStore("a reader", (fresh) => {
  it("cannot write, whatever it tries", async () => {
    const store = await fresh();
    await storePlace(store, "town");
    const client = store.read as PrismaClient;
    await expect(client.place.create({ data: placeRow("city") })).rejects.toThrow();
    await expect(client.place.deleteMany()).rejects.toThrow();
    await expect(client.$executeRaw`DELETE FROM "Place"`).rejects.toThrow();
    await expect(client.$queryRaw`DELETE FROM "Place" RETURNING "slug"`).rejects.toThrow();
    await expect(client.$transaction((tx) => tx.place.deleteMany())).rejects.toThrow();
    expect(await slugs(store)).toEqual(["town"]);
  });

  it("lets other work go on during a long row of reads", async () => {
    const store = await fresh();
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    const until = performance.now() + 200;
    while (performance.now() < until) await store.read.place.count();
    clearInterval(counting);
    expect(turns).toBeGreaterThan(3);
  });
});

onEveryStore("a refused write", (fresh) => {
  async function refusal(store: Store, body: Parameters<Store["transaction"]>[0]): Promise<string | undefined> {
    return store.transaction(body).then(
      () => "accepted",
      (error: unknown) => refusedBy(error),
    );
  }

  it("names the primary key, the unique index or that something still refers to the row", async () => {
    const store = await fresh();
    await store.transaction(async (tx) => {
      await storeCorridor(tx);
      await tx.corridorDay.create({ data: dayRow("town-city", "2022-03-12") });
      await tx.claim.create({ data: claimRow("c1", "town-city/2022-03-12") });
    });
    expect(await refusal(store, (tx) => tx.place.create({ data: placeRow("town") }))).toBe("Place_pkey");
    const twin = corridorRow("twin", "town", "city");
    expect(await refusal(store, (tx) => tx.corridor.create({ data: twin }))).toBe(
      "Corridor_originSlug_destinationSlug_purpose_key",
    );
    const nowhere = corridorRow("nowhere", "town", "atlantis");
    expect(await refusal(store, (tx) => tx.corridor.create({ data: nowhere }))).toBe("foreign_key");
    expect(await refusal(store, (tx) => tx.party.delete({ where: { slug: "council" } }))).toBe("foreign_key");
    expect(await refusal(store, (tx) => tx.$executeRaw`DELETE FROM "Source"`)).toBe("foreign_key");
    expect(
      await refusal(
        store,
        (tx) => tx.$executeRaw`INSERT INTO "Setting" ("key", "value", "updatedAt")
      SELECT 'a', 'b', "updatedAt" FROM "Place"`,
      ),
    ).toBe("Setting_pkey");
  });

  it("has no name when it was something else that failed", async () => {
    const store = await fresh();
    expect(await refusal(store, (tx) => tx.$queryRaw`SELECT "nothing" FROM "Nowhere"`)).toBeUndefined();
    expect(refusedBy(new Error("guarded"))).toBeUndefined();
    expect(refusedBy(undefined)).toBeUndefined();
  });
});

onPostgres("a session whose other end a network has swallowed", (fresh) => {
  // what the server does then, and when, is in tests/faults/network.test.ts
  it("is ended by the server within a minute or two, amid a transaction much sooner", async () => {
    const store = await fresh();
    const settings = (db: Pick<Store["read"], "$queryRaw">) =>
      db.$queryRaw`SELECT "name", "setting"::int AS "setting" FROM "pg_settings" WHERE "name" IN
        ('idle_in_transaction_session_timeout', 'idle_session_timeout', 'tcp_keepalives_idle') ORDER BY "name"`;
    const expected = (amid: number) => [
      { name: "idle_in_transaction_session_timeout", setting: amid },
      { name: "idle_session_timeout", setting: 60_000 },
      { name: "tcp_keepalives_idle", setting: 60 },
    ];
    expect(await settings(store.read)).toEqual(expected(20_000));
    expect(await store.transaction(settings)).toEqual(expected(6_000));
    // an import thinks for longer between two statements
    expect(await store.transaction(settings, 900_000)).toEqual(expected(60_000));
    expect(await store.transaction(settings)).toEqual(expected(6_000));
  });

  it("has the settings beside those that its address already asked for", async () => {
    const { url } = await fresh();
    const asking = new URL(url);
    asking.searchParams.set("options", "-c search_path=public -c work_mem=5MB");
    const store = openStore(asking.href);
    try {
      const [row] = await store.read.$queryRaw<object[]>`SELECT current_setting('work_mem') AS "memory",
        current_setting('default_transaction_read_only') AS "reading"`;
      expect(row).toEqual({ memory: "5MB", reading: "on" });
    } finally {
      await store.close();
    }
  });
});

it("opening a store makes the folder of its file", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-test-"));
  openStore(`file:${folder}/not/there/yet/tracker.db`);
  expect(existsSync(`${folder}/not/there/yet`)).toBe(true);
  rmSync(folder, { recursive: true });
});
