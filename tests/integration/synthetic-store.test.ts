import { expect, it } from "vitest";
import { readBoard } from "@/lib/data/board";
import { openStore } from "@/lib/data/client";
import { readDay } from "@/lib/data/days";
import { pastPoint } from "@/lib/data/past";
import { forgetPast, inThePast } from "@/lib/data/past-shelf";
import { checkReplay } from "@/lib/data/replay-check";
import { openSnapshot } from "@/lib/data/snapshot";
import { derive } from "@/lib/domain/grade";
import { makeSyntheticStore } from "@/tests/bench/synthetic-store";
import { headOfRevisions } from "@/tests/support/history";
import { onEveryStore } from "@/tests/support/stores";

// every sort of claim, more words than any form takes at once
const TALK = { claims: 4, words: 20, parties: 2, wide: 8, onCorridor: 3 };

onEveryStore("a store that is made up for a measurement", (fresh) => {
  it.each([
    ["one claim a day", undefined],
    ["blame, denials and totals", TALK],
  ])(
    "with %s is one that the guards let pass, fills the board, reads like a real one and says that it is made up",
    async (_, talk) => {
      const empty = await fresh();
      const url = empty.dialect === "sqlite" ? `${empty.url}.made` : empty.url;
      const size = { corridors: 41, days: 31, until: "2026-01-31", ...(talk && { talk }) };
      expect(await makeSyntheticStore(url, size)).toBe(true);
      const store = openStore(url);
      try {
        await headOfRevisions(store);
        const board = await readBoard(store.read, new Date("2026-01-31T15:00:00Z"));
        expect(board).toMatchObject({ window: { live: true, end: "2026-01-31" }, more: true });
        expect(board.rows).toHaveLength(40);
        const days = board.rows.flatMap(({ bar }) => bar.flatMap((day) => day ?? []));
        expect(days).toHaveLength(40 * 30);
        const whole = (await readDay(store.read, "2026-01-31")).days.map(({ day }) => day);
        expect(whole.length).toBeGreaterThan(40);
        for (const day of whole) {
          const { grade, blameContested, evidenced, announcedBy, blamed } = day;
          expect({ grade, blameContested, evidenced, announcedBy, blamed }).toEqual(derive(day.claims, day.status));
          expect(day.note.en).toMatch(/made[- ]up/i);
        }
        expect(new Set(days.map(({ status }) => status)).size).toBe(5);
        const row = await store.read.corridorDay.findFirstOrThrow({
          include: { claims: { orderBy: { position: "asc" } } },
        });
        expect(row.claimKeys).toBe(row.claims.map(({ key }) => key).join("; "));
        expect(row.sourceSlugs).toBe([...new Set(row.claims.map(({ sourceSlug }) => sourceSlug))].join("; "));
      } finally {
        await store.close();
      }
    },
    60_000,
  );

  it("with a history has one from which its tables can be built again, and a past to be read", async () => {
    const empty = await fresh();
    const url = empty.dialect === "sqlite" ? `${empty.url}.made` : empty.url;
    await makeSyntheticStore(url, { corridors: 12, days: 6, until: "2026-01-31", history: true });
    const store = openStore(url);
    const snapshot = await openSnapshot(url);
    try {
      await headOfRevisions(store);
      const { first, rows } = await checkReplay(snapshot);
      expect(first).toBeNull();
      expect(rows).toBe(12 * 2 + 1 + 2 + 50 + 12 * 6 * 2);
      const point = await pastPoint(store.read, new Date("2026-01-28T18:00:00Z"), new Date());
      if (point.kind !== "past") throw new Error(point.kind);
      const days = await inThePast(url, point.reach, ({ db }) => db.corridorDay.count());
      expect(days).toBe(12 * 3);
    } finally {
      await snapshot.close();
      await store.close();
      forgetPast();
    }
  }, 60_000);
});
