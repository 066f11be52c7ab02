import { expect, it } from "vitest";
import { saveClaim } from "@/lib/commands/claims";
import { saveDay } from "@/lib/commands/corridor-days";
import { saveCorridor } from "@/lib/commands/corridors";
import { saveParty } from "@/lib/commands/parties";
import { savePlace } from "@/lib/commands/places";
import { warningKey } from "@/lib/domain/errors";
import {
  by,
  CORRIDOR,
  claimForm,
  corridorForm,
  DATE,
  dayForm,
  layGround,
  no,
  partyForm,
  placeForm,
  yes,
} from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

onEveryStore("what is likely on record already", (fresh) => {
  it("is added only by whoever says that it is on purpose, and is no news when it is changed later", async () => {
    const store = await fresh();
    await layGround(store, { places: [placeForm("alpha", { adm1: "XX-01" }), placeForm("beta")] });
    const input = placeForm("", { nameEn: "Алпха", nameUk: "ALPHA", adm1: "XX-01" });
    const { problems } = await no(savePlace(by(store), { input, baseRevision: 0 }));
    expect(problems).toEqual([
      { field: "nameEn", code: "place_known", values: { place: "ALPHA (XX-01)", key: "alpha" }, warning: true },
    ]);
    const other = await no(savePlace(by(store), { input, baseRevision: 0, onPurpose: ["place_known beta"] }));
    expect(other.problems).toEqual(problems);
    const onPurpose = problems.map(warningKey);
    const { slug, revision } = await yes(savePlace(by(store), { input, baseRevision: 0, onPurpose }));
    const later = { input: { ...input, slug, timeZone: "" }, baseRevision: revision, reason: "unknown" };
    await yes(savePlace(by(store), later));
    // a rule stays a rule, whatever was ticked
    const noRegion = {
      input: { ...input, adm1: "" },
      baseRevision: 0,
      onPurpose: ["place_region ALPHA (XX-01) alpha"],
    };
    expect((await no(savePlace(by(store), noRegion))).problems[0]).toMatchObject({ code: "place_region" });
  });

  it("holds up parties and corridors, too", async () => {
    const store = await fresh();
    await layGround(store, {
      places: [
        placeForm("alpha", { lat: 10, lon: 20 }),
        placeForm("beta", { lat: 11, lon: 20 }),
        placeForm("gamma", { lat: 13, lon: 20 }),
      ],
    });
    const party = await no(
      saveParty(by(store), { input: partyForm("", "", { nameEn: "RELIEF", nameUk: "x" }), baseRevision: 0 }),
    );
    expect(party.problems).toMatchObject([{ code: "party_known", values: { key: "relief" } }]);
    const input = corridorForm("alpha", "gamma");
    const { problems } = await no(saveCorridor(by(store), { input, baseRevision: 0 }));
    expect(problems).toMatchObject([{ field: "destination", code: "corridor_far", values: { km: 334, most: 250 } }]);
    await yes(saveCorridor(by(store), { input, baseRevision: 0, onPurpose: problems.map(warningKey) }));
  });
});

onEveryStore("what is likely a slip in a corridor day", (fresh) => {
  const slips = dayForm({
    noteEn: "Buses leave at 10:30.",
    claims: [
      claimForm(),
      claimForm({ kind: "blame", outcome: "", addressee: "north", summaryUk: "Збір на вулиці Садовій." }),
      claimForm({
        kind: "evacuees",
        outcome: "",
        countOf: "people",
        countQualifier: "exact",
        countMin: "7000",
        countMax: "7000",
      }),
      claimForm({ kind: "evacuees", outcome: "", countOf: "people", countQualifier: "at_least", countMin: "240000" }),
    ],
  });

  it("is held up with its reason beside the field, all at once, and published by whoever says that it is on purpose", async () => {
    const store = await fresh();
    await layGround(store);
    const total = {
      ...claimForm({ kind: "evacuees", outcome: "", countOf: "people", countQualifier: "exact" }),
      countMin: "7000",
    };
    const wide = { ...total, countMax: "7000", scope: "day", date: DATE, datePrecision: "day" };
    await yes(saveClaim(by(store), { input: wide, baseRevision: 0 }));

    const { problems } = await no(saveDay(by(store), { day: slips, baseRevision: 0 }));
    expect(problems.map(({ field, code, warning }) => [field, code, warning])).toEqual([
      ["noteEn", "precise_text", true],
      ["claims.1.summaryUk", "precise_text", true],
      ["claims.1.addressee", "blame_own_side", true],
      ["claims.2.countMin", "count_of_all", true],
      ["claims.3.countMin", "count_huge", true],
    ]);
    const all = problems.map(warningKey);
    const half = await no(saveDay(by(store), { day: slips, baseRevision: 0, onPurpose: all.slice(1) }));
    expect(half.problems).toEqual(problems);
    const { revision, claims } = await yes(saveDay(by(store), { day: slips, baseRevision: 0, onPurpose: all }));
    const keyed = slips.claims.map((claim, i) => ({ ...claim, key: claims[i] }));
    const later = { ...slips, claims: keyed, noteUk: "Дощ." };
    await yes(saveDay(by(store), { day: later, baseRevision: revision, reason: "what was meant stays meant" }));
  });

  it("is held up in a claim of wider scope, too, and a rule stays a rule, whatever was ticked", async () => {
    const store = await fresh();
    await layGround(store);
    const wide = claimForm({ scope: "corridor", corridor: CORRIDOR, kind: "blame", outcome: "", addressee: "north" });
    const { problems } = await no(saveClaim(by(store), { input: wide, baseRevision: 0 }));
    expect(problems.map(({ code }) => code)).toEqual(["blame_own_side"]);
    const onPurpose = [...problems.map(warningKey), "blame_self", "required"];
    const itself = { ...wide, addressee: "alpha-council" };
    const ruled = await no(
      saveClaim(by(store), {
        input: itself,
        baseRevision: 0,
        onPurpose: ["blame_own_side alpha-council alpha-council", ...onPurpose],
      }),
    );
    expect(ruled.problems.map(({ code }) => code)).toContain("blame_self");
    await yes(saveClaim(by(store), { input: wide, baseRevision: 0, onPurpose }));
  });
});
