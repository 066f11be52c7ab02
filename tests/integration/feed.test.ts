import { expect, it } from "vitest";
import { feedEntry } from "@/components/feed/feed-entries";
import { saveClaim } from "@/lib/commands/claims";
import { saveDay } from "@/lib/commands/corridor-days";
import { mergeEntries } from "@/lib/commands/merges";
import type { Store } from "@/lib/data/client";
import { findReport } from "@/lib/data/corridors";
import { readCoverage } from "@/lib/data/coverage";
import { FEED_ENTRIES, readFeed } from "@/lib/data/feed";
import { listPages } from "@/lib/data/pages";
import { LOCALES } from "@/lib/domain/vocabulary";
import { readerOf } from "@/lib/i18n/reader";
import {
  by,
  CORRIDOR,
  claimForm,
  corridorForm,
  DATE,
  dayForm,
  layGround,
  NOW,
  numberedDay,
  placeForm,
  publishDay,
  retractSource,
  yes,
} from "@/tests/support/record";
import { CANARY, plantCanaries, storeSmallRecord } from "@/tests/support/small-record";
import { onEveryStore } from "@/tests/support/stores";

const OTHER = "2001-02-02";
const hours = (count: number) => new Date(NOW.getTime() + count * 3_600_000);
const feed = async ({ read }: Store, corridor: string | null = null) => (await readFeed(read, corridor)) ?? [];
const saveDayAt = (store: Store, day: unknown, baseRevision: number, now: Date, reason = "") =>
  saveDay(by(store, { now }), { day, baseRevision, reason });
const names = async (store: Store, corridor: string | null = null) =>
  (await feed(store, corridor)).map((entry) =>
    entry.kind === "day"
      ? entry.day.date
      : entry.kind === "claim"
        ? entry.claim.key
        : entry.kind === "movedDay"
          ? `moved ${entry.corridor.slug} to ${entry.into} ${entry.date}`
          : `retracted ${entry.kind === "retractedDay" ? entry.date : entry.key}`,
  );

onEveryStore("the feed", (fresh) => {
  it("has what changed last first, and a correction comes up again as the same entry", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision } = await publishDay(store);
    const second = dayForm({ date: OTHER });
    await yes(saveDayAt(store, second, 0, hours(1)));
    for (const corridor of [null, CORRIDOR]) expect(await names(store, corridor)).toEqual([OTHER, DATE]);
    await yes(saveDayAt(store, dayForm({ noteEn: "Told better." }), revision, hours(2), "A slip."));
    for (const corridor of [null, CORRIDOR]) {
      expect(await names(store, corridor)).toEqual([DATE, OTHER]);
      const [corrected] = await feed(store, corridor);
      expect(corrected).toMatchObject({ published: NOW, updated: hours(2) });
    }
  });

  it("says where a day stands whose corridor was merged into another one, and calls it not retracted", async () => {
    const store = await fresh();
    const twin = "alfa-to-beta";
    await layGround(store, {
      places: ["alpha", "beta", "alfa"].map((slug) => placeForm(slug)),
      corridors: [corridorForm("alpha", "beta"), corridorForm("alfa", "beta")],
    });
    await yes(saveDayAt(store, dayForm({ corridor: twin }), 0, NOW));
    const of = async (entry: string) =>
      (await store.read.revision.findFirstOrThrow({ where: { entry }, orderBy: { seq: "desc" } })).seq;
    const [fromRevision, intoRevision] = [await of(twin), await of(CORRIDOR)];
    const edit = { noun: "corridor", from: twin, into: CORRIDOR, fromRevision, intoRevision, reason: "one" } as const;
    await yes(mergeEntries(by(store, { now: hours(1) }), edit));
    expect((await names(store)).sort()).toEqual([DATE, `moved ${twin} to ${CORRIDOR} ${DATE}`]);
    const readers = LOCALES.map((locale) => readerOf(locale, "Etc/UTC", hours(2)));
    const moved = (await feed(store)).find(({ kind }) => kind === "movedDay");
    const printed = moved && JSON.stringify(feedEntry(readers, moved, "https://x.example"));
    expect(printed).toContain(`https://x.example/en/corridors/${CORRIDOR}/${DATE}`);
    expect(printed).not.toContain("etracted");
  });

  it("has claims of wider scope, those of a corridor in its own feed, too", async () => {
    const store = await fresh();
    await layGround(store);
    const wide = (more: object) => ({ ...claimForm(), ...more });
    await yes(
      saveClaim(by(store), {
        input: wide({ scope: "corridor", corridor: CORRIDOR, summaryEn: "Of the corridor." }),
        baseRevision: 0,
        reason: "",
      }),
    );
    await yes(
      saveClaim(by(store, { now: hours(1) }), {
        input: wide({ scope: "day", date: DATE, datePrecision: "day", summaryEn: "Of the day." }),
        baseRevision: 0,
        reason: "",
      }),
    );
    const texts = (entries: Awaited<ReturnType<typeof feed>>) =>
      entries.map((entry) => entry.kind === "claim" && entry.claim.summary.en);
    expect(texts(await feed(store))).toEqual(["Of the day.", "Of the corridor."]);
    expect(texts(await feed(store, CORRIDOR))).toEqual(["Of the corridor."]);
    expect((await feed(store))[0]).toMatchObject({ published: hours(1), updated: hours(1) });
  });

  it("brings up again what a withdrawn source takes its outcome from", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store);
    await yes(saveDayAt(store, dayForm({ date: OTHER, claims: [claimForm({ source: "report-2" })] }), 0, hours(1)));
    const source = await store.read.source.findUniqueOrThrow({ where: { slug: "report-1" } });
    await yes(
      retractSource(by(store, { now: hours(2) }), {
        slug: "report-1",
        baseRevision: source.revision,
        reason: "The paper withdrew it.",
      }),
    );
    for (const corridor of [null, CORRIDOR]) {
      const [first] = await feed(store, corridor);
      expect(first).toMatchObject({ kind: "day", day: { date: DATE, evidenced: false }, updated: hours(2) });
      expect(await names(store, corridor)).toEqual([DATE, OTHER]);
    }
  });

  it("keeps a retracted entry with the reason, and nothing of what it said", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision } = await publishDay(store, dayForm({ noteEn: CANARY }));
    await store.transaction(async (tx) => {
      const last = await tx.revision.findFirstOrThrow({ orderBy: { seq: "desc" } });
      const seq = last.seq + 1;
      const { changeSetId, entryKind, entry, role } = last;
      const more = { kind: "retraction", reason: "Mixed up.", fields: "", before: null, after: null } as const;
      await tx.revision.create({
        data: {
          ...more,
          seq,
          at: hours(3),
          changeSetId,
          entryKind,
          entry,
          role,
          prevHash: last.hash,
          hash: "f".repeat(64),
        },
      });
      const id = `${CORRIDOR}/${DATE}`;
      expect(revision).toBe(last.seq);
      await tx.corridorDay.update({
        where: { id },
        data: { retractedAt: hours(3), updatedAt: hours(3), revision: seq },
      });
    });
    for (const corridor of [null, CORRIDOR]) {
      const entries = await feed(store, corridor);
      expect(entries).toMatchObject([
        { kind: "retractedDay", date: DATE, reason: "Mixed up.", published: NOW, updated: hours(3) },
      ]);
      expect(JSON.stringify(entries)).not.toContain(CANARY);
    }
  });

  it("has no more than the newest hundred, however often one of them was corrected", async () => {
    const store = await fresh();
    const days = Array.from({ length: FEED_ENTRIES + 5 }, (_, n) => numberedDay(n));
    await layGround(store, { days });
    let baseRevision = (await store.read.corridorDay.findFirstOrThrow({ where: { date: "1900-01-02" } })).revision;
    for (const count of [1, 2, 3]) {
      const better = dayForm({ date: "1900-01-02", noteEn: `told better ${count} times` });
      ({ revision: baseRevision } = await yes(saveDayAt(store, better, baseRevision, hours(count), "A slip.")));
    }
    for (const corridor of [null, CORRIDOR]) {
      const all = await names(store, corridor);
      expect(all[0]).toBe("1900-01-02");
      expect([all.length, new Set(all).size]).toEqual([FEED_ENTRIES, FEED_ENTRIES]);
    }
  });

  it("is none of a corridor that nobody uses, and has nothing that is not public", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    await plantCanaries(store);
    expect(await readFeed(store.read, "nowhere")).toBeNull();
    expect(await readFeed(store.read, `${CANARY}-corridor`)).toBeNull();
    expect(await readFeed(store.read, "No Slug")).toBeNull();
    // a withdrawn source's claims stay with their day, marked; whoever retracted a claim took it away
    const shown = JSON.stringify([...(await feed(store)), ...(await feed(store, "town-to-city"))]);
    for (const key of [`${CANARY}-2`, `${CANARY}-3`, `${CANARY}-5`]) expect(shown).not.toContain(`"${key}"`);
  });
});

onEveryStore("what a badge is made of", (fresh) => {
  it("is the last day that has begun, the one before and the next, and the end of today in the corridor's zone", async () => {
    const store = await fresh();
    await layGround(store);
    const ahead = (date: string) =>
      dayForm({ date, status: "announced", claims: [claimForm({ kind: "announcement", outcome: "" })] });
    for (const date of ["2001-01-31", OTHER, DATE]) await publishDay(store, dayForm({ date }));
    for (const date of ["2001-02-07", "2001-02-08"]) await publishDay(store, ahead(date));
    const found = await findReport(store.read, CORRIDOR, NOW);
    expect(found?.days.map(({ date }) => date)).toEqual([OTHER, DATE, "2001-02-07"]);
    expect(found?.until).toEqual(new Date("2001-02-07T00:00:00Z"));
    expect(await findReport(store.read, "nowhere", NOW)).toBeNull();
  });
});

onEveryStore("what search engines are told of", (fresh) => {
  it("is what there are pages about, and nothing that was retracted", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    await plantCanaries(store);
    const pages = await listPages(store.read);
    expect(pages.corridors.map(({ slug }) => slug)).toEqual(["town-to-city"]);
    expect(pages.entries.map(({ date }) => date)).toEqual(["2022-03-12", "2022-03-11"]);
    expect(pages.days).toEqual(["2022-03-12", "2022-03-11"]);
    expect(JSON.stringify(pages)).not.toContain(CANARY);
    expect(await readCoverage(store.read)).toMatchObject({
      firstDay: "2022-03-11",
      lastDay: "2022-03-12",
      change: { seq: 2 },
      countries: ["UKR"],
    });
  });
});
