import { expect, it } from "vitest";
import { saveClaim } from "@/lib/commands/claims";
import { retract } from "@/lib/commands/retractions";
import { type ClaimListPage, readClaimList } from "@/lib/data/claim-lists";
import { openStore, type Store } from "@/lib/data/client";
import { readDay } from "@/lib/data/days";
import { findParty } from "@/lib/data/parties";
import { findSource, listSources } from "@/lib/data/sources";
import type { Claim } from "@/lib/domain/record";
import { makeSyntheticStore } from "@/tests/bench/synthetic-store";
import { by, claimForm, DATE, dayForm, layGround, publishDay, WIDE_BLAME, yes } from "@/tests/support/record";
import { expectWhole } from "@/tests/support/replayed";
import { onEveryStore } from "@/tests/support/stores";

const UNTIL = "2026-01-31";
const COUNCIL = "made-up-other-council-0";
const talk = { claims: 4, words: 5, parties: 1, wide: 110, onCorridor: 2 };

/** Every page of a list, and what all of them hold. */
async function whole({ read }: Store, name: string) {
  const pages: ClaimListPage[] = [];
  for (let page = 1; ; page++) {
    const found = await readClaimList(read, name, page);
    if (!found) return { pages, claims: pages.flatMap(({ claims }) => claims) };
    pages.push(found);
  }
}
const corridorsIn = (claims: Claim[]) => [...new Set(claims.flatMap(({ corridor }) => corridor ?? []))].sort();
const dates = (claims: Claim[]) => claims.map(({ date }) => date ?? "");

onEveryStore("a list of claims", (fresh) => {
  it("has every current claim once, newest first, on pages of fifty, with the corridors that it names; what a page shows are the first of it", async () => {
    const empty = await fresh();
    const url = empty.dialect === "sqlite" ? `${empty.url}.made` : empty.url;
    await makeSyntheticStore(url, { corridors: 55, days: 2, until: UNTIL, talk });
    const store = openStore(url);
    try {
      for (const [name, where] of [
        ["wider", { scope: "region" }],
        [`by-${COUNCIL}`, { claimantSlug: COUNCIL }],
        [`of-${COUNCIL}`, { addresseeSlug: COUNCIL }],
        ["in-made-up-report-0", { sourceSlug: "made-up-report-0" }],
        ["on-made-up-corridor-0003", { scope: "corridor", corridorSlug: "made-up-corridor-0003" }],
      ] as const) {
        const { pages, claims } = await whole(store, name);
        const all = await store.read.claim.count({ where });
        expect(all, name).toBeGreaterThan(0);
        expect(new Set(claims.map(({ key }) => key)).size, name).toBe(all);
        expect(claims, name).toHaveLength(all);
        expect(dates(claims), name).toEqual(dates(claims).toSorted().reverse());
        expect(pages, name).toHaveLength(Math.ceil(all / 50));
        for (const page of pages) expect(page).toMatchObject({ all, pages: pages.length });
      }
      const [list] = (await whole(store, `by-${COUNCIL}`)).pages;
      expect([...(list?.corridors.keys() ?? [])].sort()).toEqual(corridorsIn(list?.claims ?? []));
      for (const odd of ["nothing", "by-nobody", "by-", "wider-x", "in-%", `BY-${COUNCIL}`])
        expect(await readClaimList(store.read, odd, 1)).toBeNull();

      const party = await findParty(store.read, COUNCIL);
      const both = [...(party?.said.claims ?? []), ...(party?.addressed.claims ?? [])];
      expect([...(party?.corridors.keys() ?? [])].sort()).toEqual(corridorsIn(both));
      const report = await findSource(store.read, "made-up-report-1");
      expect([...(report?.corridors.keys() ?? [])].sort()).toEqual(corridorsIn(report?.claims ?? []));
      expect(party?.said.claims).toEqual((await whole(store, `by-${COUNCIL}`)).claims.slice(0, 25));
      expect(party?.addressed.all).toBe((await whole(store, `of-${COUNCIL}`)).claims.length);
      expect(report?.claims.length).toBeLessThanOrEqual(50);
      expect(await listSources(store.read, 2)).toMatchObject({ rows: [], page: 2, pages: 1 });

      const pages = [await readDay(store.read, UNTIL), await readDay(store.read, UNTIL, 2)];
      expect(pages.map(({ days, all }) => [days.length, all])).toEqual([
        [50, 55],
        [5, 55],
      ]);
      expect(new Set(pages.flatMap(({ days }) => days.map(({ corridor }) => corridor.slug))).size).toBe(55);

      // what leaves the record leaves its lists
      await store.transaction(async (tx) => {
        const retractedAt = new Date(`${UNTIL}T13:00:00Z`);
        await tx.corridorDay.updateMany({ where: { date: UNTIL }, data: { retractedAt } });
        await tx.claim.updateMany({ where: { day: { date: UNTIL } }, data: { listed: null } });
        await tx.claim.update({ where: { key: "made-up-wide-0" }, data: { retractedAt, listed: null } });
      });
      const left = (await whole(store, `by-${COUNCIL}`)).claims.filter(({ scope }) => scope === "corridor_day");
      expect(new Set(dates(left))).toEqual(new Set(["2026-01-30"]));
      expect((await whole(store, "wider")).claims).toHaveLength(talk.wide - 1);
    } finally {
      await store.close();
    }
  }, 60_000);

  it("loses what is retracted with its claim or its day, and has it again, unchanged, once it is back", async () => {
    const store = await fresh();
    await layGround(store);
    const told = claimForm({ key: "told", claimant: "north", saidOn: DATE });
    const day = dayForm({ claims: [told, claimForm({ key: "also-told", claimant: "north" })] });
    const saved = await publishDay(store, day);
    const wide = await yes(saveClaim(by(store), { input: { ...WIDE_BLAME, summaryEn: "Blame." }, baseRevision: 0 }));
    const listed = async () => {
      const { claims } = await whole(store, "by-north");
      expect((await findParty(store.read, "north"))?.said).toEqual({ claims, all: claims.length });
      const { rows } = await listSources(store.read);
      expect(rows.find(({ source }) => source.slug === "report-1")?.claims).toBe(claims.length);
      await expectWhole(store);
      return claims.map(({ key, revision }) => `${key} ${revision}`);
    };
    // said that day, said nobody knows when, about no day
    const all = [`told ${saved.revision}`, `also-told ${saved.revision}`, `wide-1 ${wide.revision}`];
    expect(await listed()).toEqual(all);
    const gone = {
      entryKind: "corridor_day",
      entry: saved.entry,
      baseRevision: saved.revision,
      reason: "made up",
    } as const;
    const { revision } = await yes(retract(by(store), gone));
    expect(await listed()).toEqual(all.slice(2));
    await yes(retract(by(store), { ...gone, entryKind: "claim", entry: "wide-1", baseRevision: wide.revision }));
    expect(await listed()).toEqual([]);
    await publishDay(store, day, revision, "made up, too");
    expect(await listed()).toEqual(all.slice(0, 2));
  });
});
