import type { ReactElement } from "react";
import { afterEach, expect, it, vi } from "vitest";
import { GET as badge } from "@/app/(open-data)/corridors/[slug]/badge.svg/route";
import { GET as badgeUk } from "@/app/(open-data)/corridors/[slug]/badge.uk.svg/route";
import { GET as corridorFeed } from "@/app/(open-data)/corridors/[slug]/feed.atom/route";
import { GET as geoJson } from "@/app/(open-data)/data/corridors.geojson/route";
import { GET as feed } from "@/app/(open-data)/feed.atom/route";
import { GET as feedJson } from "@/app/(open-data)/feed.json/route";
import EmbedLayout from "@/app/[locale]/(embed)/embed/[slug]/layout";
import { GET as brief } from "@/app/[locale]/(public)/brief.txt/route";
import PublicLayout from "@/app/[locale]/(public)/layout";
import { GET as api } from "@/app/api/v1/[...path]/route";
import { readBoard, readWindow } from "@/lib/data/board";
import { findCorridor, listCorridors } from "@/lib/data/corridors";
import { gridOfRecords } from "@/lib/data/records";
import { todayEnds } from "@/lib/data/today";
import { askOf } from "@/lib/data/windows";
import { NO_FILTERS } from "@/lib/domain/filters";
import { withStore } from "@/tests/support/api";
import { CORRIDOR, claimForm, DATE, dayForm, layGround, placeForm, publishDay } from "@/tests/support/record";
import { dayRow } from "@/tests/support/rows";
import { onEveryStore } from "@/tests/support/stores";

const NIGHT = new Date("2001-02-03T20:00:00Z");

const of = { params: Promise.resolve({ locale: "en", slug: CORRIDOR }) };
const asked = new Request("http://localhost/");
const named = async (answer: Promise<Response>) => (await answer).headers.get("x-until");
const marked = async (page: Promise<ReactElement>) => ((await page).props as Record<string, unknown>)["data-until"];
const told = (address: string) => {
  const path = address.slice("/api/v1/".length).split("/");
  return named(api(new Request(`http://localhost${address}`), { params: Promise.resolve({ path }) }));
};

/** Every kind of address that speaks of today, and until when what it answers with is kept. */
const PUBLISHED: Record<string, () => Promise<unknown>> = {
  "/en": () => marked(PublicLayout({ children: null, ...of })),
  "/en/embed/SLUG": () => marked(EmbedLayout({ children: null, ...of })),
  "/en/brief.txt": () => named(brief(asked, of)),
  "/feed.atom": () => named(feed()),
  "/feed.json": () => named(feedJson()),
  "/corridors/SLUG/feed.atom": () => named(corridorFeed(asked, of)),
  "/corridors/SLUG/badge.svg": () => named(badge(asked, of)),
  "/corridors/SLUG/badge.uk.svg": () => named(badgeUk(asked, of)),
  "/data/corridors.geojson": () => named(geoJson()),
  "/api/v1/corridor-days": () => told("/api/v1/corridor-days"),
  "/api/v1/corridor-days/SLUG/DATE": () => told(`/api/v1/corridor-days/${CORRIDOR}/${DATE}`),
};

afterEach(() => vi.useRealTimers());

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
    const listed = async (now: string) => (await listCorridors(store.read, 1, new Date(now))).rows[0];
    expect(await listed(`${DATE}T12:00:00Z`)).toMatchObject({ latest: { date: DATE }, lastDay: "2001-02-05" });
    // where nothing has begun, what is announced first is all that there is
    expect((await listed("2001-02-01T12:00:00Z"))?.latest?.date).toBe(DATE);
    const [eve] = (await readBoard(store.read, new Date("2001-02-05T12:00:00Z"))).rows;
    expect(eve?.latest.date).toBe("2001-02-05");
    expect((await listed("2001-02-05T12:00:00Z"))?.latest?.date).toBe("2001-02-05");
  });
});

onEveryStore("a day that is announced far ahead", (fresh) => {
  it("moves neither the window nor the heading, takes no corridor off the board, and is named as ahead", async () => {
    const store = await fresh();
    await layGround(store);
    const now = new Date("2001-02-16T12:00:00Z");
    await publishDay(store, dayForm({ claims: [claimForm()] }));
    const board = await readBoard(store.read, now);
    expect(board.silent).toEqual({ corridors: 0, from: DATE, to: "2001-02-16" });
    expect((await readBoard(store.read, new Date("2001-02-17T12:00:00Z"))).silent.corridors).toBe(1);
    const announce = (date: string) => {
      const claims = [claimForm({ kind: "announcement", outcome: "" })];
      return publishDay(store, dayForm({ date, status: "announced" as const, claims }));
    };
    await announce("2001-04-19");
    const after = await readBoard(store.read, now);
    expect(after.window).toEqual({ ...board.window, ahead: "2001-04-19" });
    expect([after.window.lastDay, after.window.end]).toEqual([DATE, "2001-02-16"]);
    expect(after.rows.map(({ latest }) => latest.date)).toEqual([DATE]);
    expect((await findCorridor(store.read, CORRIDOR, now))?.window).toEqual(await readWindow(store.read, now, 90));
    const grid = await gridOfRecords(store.read, NO_FILTERS, { page: 1, end: null }, now);
    expect(grid).toMatchObject({ ok: true, later: "2001-04-19" });
    expect(grid.ok && grid.dates.at(-1)).toBe(DATE);
    const further = { ...NO_FILTERS, from: "2001-03-01" };
    const ahead = await gridOfRecords(store.read, further, { page: 1, end: null }, now);
    expect(ahead.ok && ahead.dates).toEqual(["2001-04-19"]);
    // nor does one within the week, which the window reaches
    const other = { slug: "beta-to-alpha", originSlug: "beta", destinationSlug: "alpha", purpose: "aid" } as const;
    await store.transaction(async (tx) => {
      await tx.corridor.create({ data: { ...other, updatedAt: now, revision: 1 } });
      await tx.corridorDay.create({ data: { ...dayRow(other.slug, "2001-02-20"), status: "announced" } });
    });
    const near = await readBoard(store.read, now);
    expect(near.window).toMatchObject({ lastDay: DATE, end: "2001-02-20", ahead: "2001-04-19" });
    expect(near.rows.map(({ latest }) => latest.date)).toEqual(["2001-02-20", DATE]);
    const opened = await gridOfRecords(store.read, NO_FILTERS, { page: 1, end: null }, now);
    expect(opened.ok && opened.dates.at(-1)).toBe("2001-02-20");
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

  it("stands no longer than that under any address that speaks of today", async () => {
    const store = await fresh();
    await layGround(store, { places: [placeForm("alpha", { timeZone: "Asia/Yekaterinburg" }), placeForm("beta")] });
    await publishDay(store);
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${DATE}T18:00:00Z`) });
    await withStore(store, async () => {
      const ends = Object.entries(PUBLISHED).map(async ([address, until]) => [address, await until()]);
      expect(Object.fromEntries(await Promise.all(ends))).toEqual(
        Object.fromEntries(Object.keys(PUBLISHED).map((address) => [address, `${DATE}T19:00:00.000Z`])),
      );
    });
  });
});
