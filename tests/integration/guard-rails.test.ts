import { expect, it } from "vitest";
import { saveCorridor } from "@/lib/commands/corridors";
import { saveParty } from "@/lib/commands/parties";
import { savePlace } from "@/lib/commands/places";
import { warningKey } from "@/lib/domain/errors";
import { by, corridorForm, layGround, no, partyForm, placeForm, yes } from "@/tests/support/record";
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
