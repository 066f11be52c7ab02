import { expect, it } from "vitest";
import { type ClaimListPage, readClaimList } from "@/lib/data/claim-lists";
import { openStore, type Store } from "@/lib/data/client";
import { readDay } from "@/lib/data/days";
import { findParty } from "@/lib/data/parties";
import { findSource, listSources } from "@/lib/data/sources";
import type { Claim } from "@/lib/domain/record";
import { makeSyntheticStore } from "@/tests/bench/synthetic-store";
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
        await tx.claim.update({ where: { key: "made-up-wide-0" }, data: { retractedAt } });
      });
      const left = (await whole(store, `by-${COUNCIL}`)).claims.filter(({ scope }) => scope === "corridor_day");
      expect(new Set(dates(left))).toEqual(new Set(["2026-01-30"]));
      expect((await whole(store, "wider")).claims).toHaveLength(talk.wide - 1);
    } finally {
      await store.close();
    }
  }, 60_000);
});
