import { expect, it } from "vitest";
import { readBoard } from "@/lib/data/board";
import type { Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { findCorridor, listCorridors } from "@/lib/data/corridors";
import { readDay } from "@/lib/data/days";
import { findParty } from "@/lib/data/parties";
import { findSource, listSources } from "@/lib/data/sources";
import type { Claim, CorridorDay } from "@/lib/domain/record";
import { shownStatus } from "@/lib/domain/status";
import { laySeed } from "@/tests/support/seeded";
import { onEveryStore } from "@/tests/support/stores";

// What prisma/seed/SOURCES.md says of the four reports, as readers get it.
const TODAY = new Date("2026-11-01T12:00:00Z");
const keys = (claims: Claim[]) => claims.map(({ key }) => key);
const shown = (day: CorridorDay | null, now = TODAY) => day && `${shownStatus(day, now)}, ${day.grade}`;

onEveryStore("the seed, as it is read", (fresh) => {
  const seeded = async (): Promise<Store> => {
    const store = await fresh();
    await laySeed(store, TODAY);
    return store;
  };

  it("is a board that ends on 14 March 2022: one corridor held by one voice, three without an outcome, two only offered", async () => {
    const { read } = await seeded();
    const board = await readBoard(read, TODAY);
    expect(board.window).toEqual({
      from: "2022-02-13",
      end: "2022-03-14",
      live: false,
      lastDay: "2022-03-14",
      ahead: null,
      today: "2026-11-01",
    });
    expect(board.rows.map(({ corridor, latest }) => `${corridor.slug} ${latest.date}: ${shown(latest)}`)).toEqual([
      "mariupol-to-zaporizhzhia 2022-03-14: held, single_source",
      "kyiv-region-to-not-stated 2022-03-12: outcome_not_reported, single_source",
      "mariupol-to-not-stated 2022-03-12: outcome_not_reported, single_source",
      "sumy-region-to-not-stated 2022-03-12: outcome_not_reported, single_source",
      "not-stated-to-belarus 2022-03-07: proposed, single_source",
      "not-stated-to-russia 2022-03-07: proposed, single_source",
    ]);
    expect(board.dates).toHaveLength(30);
    for (const { bar, latest } of board.rows)
      expect(bar.map((day) => day?.date ?? null)).toEqual(board.dates.map((d) => (d === latest.date ? d : null)));
    expect(board).toMatchObject({ more: false, asOf: TODAY, lastCheckedAt: null });
  });

  it("gives the 13,000 evacuees as a total of Ukraine, and no corridor a number", async () => {
    const { read } = await seeded();
    const board = await readBoard(read, TODAY);
    expect(keys(board.totals)).toEqual(["c-0312-evacuees-total"]);
    expect(board.totals[0]).toMatchObject({
      scope: "country",
      place: { slug: "ukraine" },
      date: "2022-03-12",
      count: { of: "people", min: 13000, max: 13000, qualifier: "about" },
      speaker: "Iryna Vereshchuk, Deputy Prime Minister",
    });
    expect(board.rows.map(({ latest }) => latest.evacuees)).toEqual([null, null, null, null, null, null]);
    const { days } = await readDay(read, "2022-03-12");
    expect(days.map(({ day }) => day.evacuees)).toEqual([null, null, null]);
  });

  it("leaves a planned day announced until its local midnight, then says that nobody reported how it went", async () => {
    const { read } = await seeded();
    const day = (await findCorridorDay(read, "sumy-region-to-not-stated", "2022-03-12"))?.day ?? null;
    expect(shown(day, new Date("2022-03-12T21:59:59Z"))).toBe("announced, single_source");
    expect(shown(day, new Date("2022-03-12T22:00:00Z"))).toBe("outcome_not_reported, single_source");
  });

  it("counts the plan and the hope for 12 March as one voice, and keeps wider claims beside the day", async () => {
    const { read } = await seeded();
    const page = await findCorridorDay(read, "mariupol-to-not-stated", "2022-03-12");
    expect(page?.day).toMatchObject({
      status: "announced",
      datePrecision: "day",
      grade: "single_source",
      announcedBy: ["ukraine"],
      blamed: [],
      blameContested: false,
      evidenced: false,
    });
    expect(keys(page?.day?.claims ?? [])).toEqual(["c-0312-vereshchuk-hope-mariupol", "c-0312-plan-mariupol"]);
    expect(keys(page?.claims ?? []).sort()).toEqual([
      "c-0312-evacuees-total",
      "c-0312-plan-other-areas",
      "c-0312-vereshchuk-hope",
      "c-0312-zelenskiy-ceasefire",
    ]);
    expect(page?.history.revisions).toMatchObject([{ kind: "addition", role: "seed", reason: "", before: null }]);
    expect([page?.previous, page?.next]).toEqual([null, null]);
  });

  it("shows an obstacle without making a failure of it, and a rejection without blame", async () => {
    const { read } = await seeded();
    const kyiv = await findCorridorDay(read, "kyiv-region-to-not-stated", "2022-03-12");
    expect(kyiv?.day?.claims.map(({ kind }) => kind)).toEqual(["obstacle", "announcement"]);
    expect(shown(kyiv?.day ?? null)).toBe("outcome_not_reported, single_source");
    const offer = await findCorridorDay(read, "not-stated-to-russia", "2022-03-07");
    expect(offer?.day).toMatchObject({ status: "proposed", announcedBy: ["russia"], blamed: [] });
    expect(offer?.day?.claims.map(({ kind, claimant, addressee }) => [kind, claimant.slug, addressee?.slug])).toEqual([
      ["announcement", "russia", undefined],
      ["rejection", "ukraine", "russia"],
    ]);
  });

  it("tells days with their neighbours, and a period on each of its days", async () => {
    const { read } = await seeded();
    const told = async (date: string) => {
      const { days, claims, previous, next } = await readDay(read, date);
      return { days: days.map(({ corridor }) => corridor.slug), claims: keys(claims).sort(), previous, next };
    };
    expect(await told("2022-03-12")).toEqual({
      days: ["kyiv-region-to-not-stated", "mariupol-to-not-stated", "sumy-region-to-not-stated"],
      claims: ["c-0312-evacuees-total", "c-0312-plan-other-areas", "c-0312-vereshchuk-hope"],
      previous: "2022-03-07",
      next: "2022-03-14",
    });
    const weekend = { days: [], claims: ["c-0305-weekend-failed"], previous: null, next: "2022-03-07" };
    expect(await told("2022-03-05")).toEqual(weekend);
    expect(await told("2022-03-06")).toEqual(weekend);
    expect(await told("2022-03-04")).toEqual({ ...weekend, claims: [] });
    expect((await told("2022-03-08")).claims).toEqual(["c-0308-medinsky-hope"]);
  });

  it("keeps the two Mariupol corridors apart and linked, and undated attempts with the first", async () => {
    const { read } = await seeded();
    const first = await findCorridor(read, "mariupol-to-not-stated", TODAY);
    const later = await findCorridor(read, "mariupol-to-zaporizhzhia", TODAY);
    expect(first?.continuedAs?.slug).toBe("mariupol-to-zaporizhzhia");
    expect(later?.continuedFrom.map(({ slug }) => slug)).toEqual(["mariupol-to-not-stated"]);
    expect(later?.claims).toEqual([]);
    expect(keys(first?.claims ?? []).sort()).toEqual([
      "c-0312-zelenskiy-ceasefire",
      "c-0313-mariupol-cut-off-evacuation",
      "c-mariupol-evacuation-fighting",
      "c-mariupol-evacuation-shelling",
      "c-zelenskiy-blames-russia",
    ]);
    expect(first?.days.map((day) => `${day.date}: ${shown(day)}`)).toEqual([
      "2022-03-12: outcome_not_reported, single_source",
    ]);
    expect(first?.window).toMatchObject({ end: "2022-03-12", live: false });
    expect(later?.days.map((day) => `${day.date}: ${shown(day)}`)).toEqual(["2022-03-14: held, single_source"]);
  });

  it("lists seven corridors, the aid corridor without a day", async () => {
    const { read } = await seeded();
    const { rows, pages } = await listCorridors(read, 1, TODAY);
    expect(pages).toBe(1);
    expect(
      rows.map(({ corridor, days, firstDay, lastDay, latest }) => [
        corridor.slug,
        days,
        firstDay,
        lastDay,
        shown(latest),
      ]),
    ).toEqual([
      ["kyiv-region-to-not-stated", 1, "2022-03-12", "2022-03-12", "outcome_not_reported, single_source"],
      ["mariupol-to-not-stated", 1, "2022-03-12", "2022-03-12", "outcome_not_reported, single_source"],
      ["mariupol-to-zaporizhzhia", 1, "2022-03-14", "2022-03-14", "held, single_source"],
      ["not-stated-to-belarus", 1, "2022-03-07", "2022-03-07", "proposed, single_source"],
      ["not-stated-to-mariupol-aid", 0, null, null, null],
      ["not-stated-to-russia", 1, "2022-03-07", "2022-03-07", "proposed, single_source"],
      ["sumy-region-to-not-stated", 1, "2022-03-12", "2022-03-12", "outcome_not_reported, single_source"],
    ]);
    expect((await listCorridors(read, 2, TODAY)).rows).toEqual([]);
  });

  it("has blame in both directions, each with its own scope and on nobody's day", async () => {
    const { read } = await seeded();
    const russia = await findParty(read, "russia");
    const ukraine = await findParty(read, "ukraine");
    expect(keys(russia?.said.claims ?? []).sort()).toEqual([
      "c-0307-offer-to-belarus",
      "c-0307-offer-to-russia",
      "c-0308-medinsky-hope",
      "c-russia-blames-ukraine",
    ]);
    expect(keys(russia?.addressed.claims ?? []).sort()).toEqual([
      "c-0307-rejection-to-belarus",
      "c-0307-rejection-to-russia",
      "c-ukraine-denies-blame",
      "c-western-allies-deny-blame",
      "c-zelenskiy-blames-russia",
    ]);
    expect(
      ukraine?.addressed.claims.map(({ key, scope, date, claimant }) => [key, scope, date, claimant.slug]),
    ).toEqual([["c-russia-blames-ukraine", "country", null, "russia"]]);
    expect(ukraine?.members.map(({ slug }) => slug)).toEqual([
      "donetsk-region-authorities",
      "kyiv-region-authorities",
      "mariupol-city-council",
      "ukraine-intelligence",
    ]);
    const forces = await findParty(read, "russian-forces");
    expect(forces?.side?.slug).toBe("russia");
    expect(forces?.addressed.claims).toMatchObject([
      { key: "c-peremoha-blame", scope: "region", place: { slug: "kyiv-region" }, unverifiedBy: { slug: "reuters" } },
    ]);
  });

  it("gives every claim to its report, and no report a publisher", async () => {
    const { read } = await seeded();
    const { rows: sources } = await listSources(read);
    expect(sources.map(({ source, claims }) => [source.slug, source.publisher, claims])).toEqual([
      ["report-2022-03-15", null, 7],
      ["report-2022-03-13", null, 10],
      ["report-2022-03-12", null, 9],
      ["report-2022-03-07", null, 7],
    ]);
    for (const { source, claims } of sources) {
      const page = await findSource(read, source.slug);
      expect(page?.claims).toHaveLength(claims);
      for (const claim of page?.claims ?? []) expect(claim.sourcePlace).toMatch(/^paragraph \d+$/);
    }
  });
});
