import { expect, it } from "vitest";
import { recordChoices } from "@/lib/data/record-choices";
import { gridOfRecords, listRecords } from "@/lib/data/records";
import { NO_FILTERS } from "@/lib/domain/filters";
import { gradedOn } from "@/lib/domain/grade";
import { claimRow, corridorRow, dayRow, placeRow, storeCorridor } from "@/tests/support/rows";
import { onEveryStore } from "@/tests/support/stores";

const at = new Date("2022-03-12T10:00:00.000Z");
const NOW = new Date("2022-03-20T10:00:00.000Z");

onEveryStore("what the explorer's form offers", (fresh) => {
  it("are the corridors and parties that lists name, and the regions and countries of the corridors' ends", async () => {
    const store = await fresh();
    await store.transaction(async (tx) => {
      await storeCorridor(tx);
      const XA = { country: "XXA" };
      for (const place of [
        { ...placeRow("alpha"), ...XA, adm1: "XA-1", adm1Name: "First" },
        { ...placeRow("beta"), ...XA, adm1: "XA-2", adm1Name: "Second" },
        { ...placeRow("gamma"), ...XA, adm1: "XA-3", adm1Name: "Third" },
        { ...placeRow("one"), ...XA, kind: "region" as const, adm1: "XA-1", nameEn: "Region one", nameUk: "Перша" },
        { ...placeRow("whole"), ...XA, kind: "country" as const, nameEn: "Country", nameUk: "Країна" },
      ])
        await tx.place.create({ data: place });
      await tx.corridor.create({ data: { ...corridorRow("alpha-beta", "alpha", "beta"), purpose: "aid" } });
      await tx.corridor.create({ data: { ...corridorRow("alpha-gamma", "alpha", "gamma"), retractedAt: at } });
      await tx.corridor.create({
        data: { ...corridorRow("beta-alpha", "beta", "alpha"), mergedIntoSlug: "alpha-beta" },
      });
    });
    const { corridors, parties, regions } = await recordChoices(store.read, []);
    expect(corridors).toEqual([
      {
        slug: "alpha-beta",
        purpose: "aid",
        origin: { name: { en: "alpha", uk: "alpha" } },
        destination: { name: { en: "beta", uk: "beta" } },
      },
      {
        slug: "town-city",
        purpose: "evacuation",
        origin: { name: { en: "town", uk: "town" } },
        destination: { name: { en: "city", uk: "city" } },
      },
    ]);
    expect(parties.map(({ slug }) => slug)).toEqual(["council"]);
    expect(regions).toEqual([
      { code: "XA-1", name: { en: "Region one", uk: "Перша" } },
      { code: "XXA", name: { en: "Country", uk: "Країна" } },
      { code: "XA-2", name: { en: "Second", uk: "" } },
      { code: "UKR", name: { en: "UKR", uk: "" } },
    ]);
  });

  it("are none of more corridors than anybody would read through, but those asked for", async () => {
    const store = await fresh();
    await store.transaction(async (tx) => {
      const slugs = Array.from({ length: 401 }, (_, i) => `end-${i}`);
      await tx.place.createMany({ data: [placeRow("start"), ...slugs.map(placeRow)] });
      await tx.corridor.createMany({ data: slugs.slice(0, 400).map((end) => corridorRow(`to-${end}`, "start", end)) });
    });
    expect((await recordChoices(store.read, [])).corridors).toHaveLength(400);
    await store.transaction((tx) => tx.corridor.create({ data: corridorRow("to-end-400", "start", "end-400") }));
    expect((await recordChoices(store.read, [])).corridors).toEqual([]);
    const asked = await recordChoices(store.read, ["to-end-7", "nowhere"]);
    expect(asked.corridors.map(({ slug }) => slug)).toEqual(["to-end-7"]);
  });
});

onEveryStore("a list's and a bar's day", (fresh) => {
  it("knows what its grade speaks of, of a merged corridor, too, and carries no more of its claims", async () => {
    const store = await fresh();
    await store.transaction(async (tx) => {
      await storeCorridor(tx);
      await tx.source.create({
        data: { slug: "gone", url: "https://example.org/gone", retractedAt: at, updatedAt: at, revision: 1 },
      });
      const days = [
        ["2022-03-10", "announced", [{ kind: "announcement", outcome: null }]],
        ["2022-03-11", "announced", [{ kind: "announcement", outcome: null }, {}]],
        ["2022-03-12", "announced", [{ sourceSlug: "gone" }]],
        ["2022-03-13", "held", [{ sourceSlug: "gone" }]],
      ] as const;
      for (const [date, status, claims] of days) {
        await tx.corridorDay.create({ data: { ...dayRow("town-city", date), status } });
        for (const [i, claim] of claims.entries())
          await tx.claim.create({ data: { ...claimRow(`${date}-${i}`, `town-city/${date}`), ...claim } });
      }
      await tx.check.create({
        data: { id: "check", actorId: "somebody", corridorSlug: "town-city", date: "2022-03-11", at },
      });
      await tx.corridor.create({ data: corridorRow("city-town", "city", "town") });
      await tx.corridor.update({ where: { slug: "town-city" }, data: { mergedIntoSlug: "city-town" } });
    });
    const list = await listRecords(store.read, NO_FILTERS, { page: 1, order: "oldest" }, NOW);
    const grid = await gridOfRecords(store.read, NO_FILTERS, { page: 1, end: null }, NOW);
    if (!list.ok || !grid.ok) throw new Error("nothing unknown was asked");
    expect(list.rows.map(({ corridor }) => corridor.slug)).toEqual(list.rows.map(() => "town-city"));
    for (const days of [list.rows.map(({ day }) => day), grid.rows[0]?.days ?? []]) {
      expect(days.map((day) => day && gradedOn(day.claims, day.status))).toEqual([
        "plan",
        "outcome",
        "plan",
        "outcome",
      ]);
      expect(days.map((day) => day?.checkedAt)).toEqual([null, at, null, null]);
      expect(days.flatMap((day) => day?.claims ?? [])).toEqual([
        { kind: "outcome", source: { retracted: false } },
        { kind: "outcome", source: { retracted: true } },
      ]);
    }
  });
});
