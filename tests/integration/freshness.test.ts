import { expect, it } from "vitest";
import { readBoard, readWindow } from "@/lib/data/board";
import { todayEnds } from "@/lib/data/today";
import { askOf } from "@/lib/data/windows";
import { claimForm, DATE, dayForm, layGround, publishDay } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const NIGHT = new Date("2001-02-03T20:00:00Z");

onEveryStore("how far the record reaches", (fresh) => {
  it("is today while its last day lies in the last 30 days, and that last day from then on", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store, dayForm({ claims: [claimForm()] }));
    const at = (now: string) => readWindow(store.read, new Date(now));
    expect(await at("2001-03-05T12:00:00Z")).toMatchObject({ live: true, end: "2001-03-05", lastDay: DATE });
    expect(await at("2001-03-06T12:00:00Z")).toMatchObject({ live: false, end: DATE, lastDay: DATE });
    expect((await readBoard(store.read, new Date("2001-03-06T12:00:00Z"))).window.end).toBe(DATE);
  });

  it("does not let a day that is announced ahead stand for today", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store, dayForm({ claims: [claimForm()] }));
    const ahead = { date: "2001-02-05", status: "announced" as const };
    await publishDay(store, dayForm({ ...ahead, claims: [claimForm({ kind: "announcement", outcome: "" })] }));
    const [row] = (await readBoard(store.read, new Date(`${DATE}T12:00:00Z`))).rows;
    expect(row?.latest.date).toBe(DATE);
    expect(row?.bar.at(-1)?.date).toBe("2001-02-05");
    const [eve] = (await readBoard(store.read, new Date("2001-02-05T12:00:00Z"))).rows;
    expect(eve?.latest.date).toBe("2001-02-05");
  });
});

onEveryStore("a page that cannot be renewed", (fresh) => {
  it("stands until the local day of the site ends, or that of a corridor's origin where it ends earlier", async () => {
    const store = await fresh();
    await layGround(store);
    const setZone = (slug: string, timeZone: string) =>
      store.transaction((tx) => tx.place.update({ where: { slug }, data: { timeZone } }));
    const zones = await store.read.corridor.findMany({ select: { originSlug: true, destinationSlug: true } });
    const [{ originSlug, destinationSlug }] = zones as [(typeof zones)[number]];
    const midnight = new Date("2001-02-03T22:00:00Z");
    await setZone(originSlug, "Europe/Kyiv");
    expect(await todayEnds(askOf(store.read), NIGHT)).toEqual(midnight);
    // no status hangs on where a corridor ends
    await setZone(destinationSlug, "Asia/Karachi");
    expect(await todayEnds(askOf(store.read), new Date("2001-02-03T18:00:00Z"))).toEqual(midnight);
    await setZone(originSlug, "Asia/Karachi");
    expect(await todayEnds(askOf(store.read), new Date("2001-02-03T18:00:00Z"))).toEqual(
      new Date("2001-02-03T19:00:00Z"),
    );
    // the day on which the clocks skip an hour ends an hour earlier
    await setZone(originSlug, "Europe/Kyiv");
    expect(await todayEnds(askOf(store.read), new Date("2022-03-27T12:00:00Z"))).toEqual(
      new Date("2022-03-27T21:00:00Z"),
    );
  });
});
