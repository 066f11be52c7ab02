import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CLAIM_FIELDS,
  carriedOver,
  claimsOf,
  DAY_FIELDS,
  dayInputOf,
  dayTyped,
  EMPTY_CLAIM,
  edited,
  newDay,
  notAdded,
  wideInputOf,
  wideTyped,
  withClaims,
  withoutEmptyClaims,
} from "@/lib/domain/day-form";
import { dayInput, parseInput, wideClaimInput } from "@/lib/domain/inputs";
import { claimPayload, type Payload, wideClaimPayload } from "@/lib/domain/payloads";
import { type Typed, typedOf } from "@/lib/domain/typed";

/** Anything that a field can hold; a browser sends line ends as CR LF. */
const text = fc.string({ unit: "binary", maxLength: 40 }).map((value) => value.replace(/\r/g, ""));
const fieldsOf = (names: readonly string[]) => fc.record(Object.fromEntries(names.map((name) => [name, text])));
const claim = fc.tuple(fieldsOf(CLAIM_FIELDS), fc.record({ "newSource.url": text })).map(([a, b]) => ({ ...a, ...b }));
const form = fc
  .tuple(fieldsOf([...DAY_FIELDS, "reason"]), fc.array(claim, { maxLength: 12 }))
  .map(([day, claims]) => withClaims(day, claims));

function sent(typed: Typed): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(typed)) data.append(name, value.replace(/\n/g, "\r\n"));
  data.append("$ACTION_REF_1", "");
  data.append("meta.base", "3");
  data.append("intent", "publish");
  return data;
}

describe("a form of the desk", () => {
  it("comes back exactly as it was typed, whatever was typed", () => {
    fc.assert(
      fc.property(form, (typed) => {
        expect(typedOf(sent(typed).entries())).toEqual(typed);
      }),
    );
  });

  it("carries neither the framework's fields nor what steers it, nor a file", () => {
    const data = sent({ noteEn: "a" });
    data.append("upload", new Blob(["x"]), "x.txt");
    expect(typedOf(data.entries())).toEqual({ noteEn: "a" });
  });
});

describe("the claims in a form", () => {
  it("come apart and together without a change, in their order", () => {
    fc.assert(
      fc.property(form, (typed) => {
        expect(withClaims(typed, claimsOf(typed))).toEqual(typed);
      }),
    );
  });

  it("stay the same whichever is moved down and up again, or added and removed", () => {
    fc.assert(
      fc.property(form, fc.nat(12), (typed, i) => {
        const down = edited(typed, `claim.down.${i}`)?.values ?? {};
        if (i + 1 < claimsOf(typed).length) {
          expect(edited(down, `claim.up.${i + 1}`)?.values).toEqual(typed);
          expect(claimsOf(down)[i + 1]).toEqual(claimsOf(typed)[i]);
        } else expect(down).toEqual(typed);
        const more = edited(typed, "claim.add")?.values ?? {};
        expect(claimsOf(more)).toHaveLength(claimsOf(typed).length + 1);
        expect(edited(more, `claim.remove.${claimsOf(typed).length}`)?.values).toEqual(typed);
      }),
    );
  });

  it("lose only the one that is removed", () => {
    const typed = withClaims({}, [{ kind: "blame" }, { kind: "outcome" }, { kind: "denial" }]);
    const left = edited(typed, "claim.remove.1");
    expect(claimsOf(left?.values ?? {}).map(({ kind }) => kind)).toEqual(["blame", "denial"]);
    expect(left?.focus).toBe("claims.1.kind");
    expect(edited(withClaims({}, [{ kind: "blame" }]), "claim.remove.0")?.focus).toBe("claim.add");
  });

  it("begin with the source and the date of the one before", () => {
    const typed = withClaims({}, [{ ...EMPTY_CLAIM, kind: "blame", source: "report-1", saidOn: "2001-02-03" }]);
    const added = claimsOf(edited(typed, "claim.add")?.values ?? {})[1];
    expect(added).toEqual({ ...EMPTY_CLAIM, source: "report-1", saidOn: "2001-02-03" });
  });

  it("are left out where nobody typed anything into them", () => {
    const typed = withClaims({ noteEn: "a" }, [EMPTY_CLAIM, { ...EMPTY_CLAIM, kind: "blame" }, { kind: "  " }]);
    expect(claimsOf(withoutEmptyClaims(typed)).map(({ kind }) => kind)).toEqual(["blame"]);
    expect(withoutEmptyClaims(typed).noteEn).toBe("a");
  });

  it("are not touched by any other button", () => {
    for (const intent of ["publish", "draft", "claim.add.x", "claim.move.1", "claim.up.1e3"])
      expect(edited({}, intent)).toBeNull();
  });
});

const claimInput = {
  key: "c1",
  kind: "evacuees",
  claimant: "north",
  speaker: "a mayor",
  addressee: null,
  outcome: null,
  countOf: "people",
  countMin: 3950,
  countMax: null,
  countQualifier: "at_least",
  unverifiedBy: "agency",
  summaryEn: "Left.",
  summaryUk: "Виїхали.",
  source: "report-1",
  sourcePlace: "paragraph 3",
  statement: "s1",
  saidOn: "2001-02-03",
  saidOnPrecision: "inferred",
} as const;

describe("a version in the history", () => {
  it("fills the form of a day so that saving it again says the same", () => {
    const payload: Payload = {
      corridor: "alpha-to-beta",
      date: "2001-02-03",
      date_precision: "range",
      period_from: "2001-02-01",
      period_to: "2001-02-04",
      time_zone: "Etc/UTC",
      status: "held",
      evacuees_min: 0,
      evacuees_max: null,
      evacuees_qualifier: "at_least",
      note_en: "a\nb",
      note_uk: "",
      claims: [claimPayload(claimInput)],
    };
    const parsed = parseInput(dayInput, dayInputOf(dayTyped(payload)));
    expect(parsed).toEqual({
      ok: true,
      value: {
        corridor: "alpha-to-beta",
        date: "2001-02-03",
        datePrecision: "range",
        periodFrom: "2001-02-01",
        periodTo: "2001-02-04",
        status: "held",
        evacueesMin: 0,
        evacueesMax: null,
        evacueesQualifier: "at_least",
        noteEn: "a\nb",
        noteUk: "",
        claims: [claimInput],
      },
    });
  });

  it("fills the form of a claim of wider scope likewise", () => {
    const wide = {
      ...claimInput,
      scope: "region",
      corridor: null,
      place: "alpha",
      date: "2001-02-03",
      dateTo: null,
      datePrecision: "day",
    } as const;
    expect(parseInput(wideClaimInput, wideInputOf(wideTyped(wideClaimPayload(wide))))).toEqual({
      ok: true,
      value: wide,
    });
  });

  it("leaves the statement empty where the claim is a statement of its own", () => {
    const own = claimPayload({ ...claimInput, statement: null });
    expect(own.statement).toBe("c1");
    expect(claimsOf(dayTyped({ claims: [own] }))[0]?.statement).toBe("");
  });

  it("starts a new day with room for the first claim", () => {
    expect(claimsOf(newDay("alpha-to-beta", "2001-02-03"))).toEqual([EMPTY_CLAIM]);
  });
});

describe("a form that somebody was faster with", () => {
  const older = withClaims({ ...newDay("a-to-b", "2001-02-03"), noteEn: "old", noteUk: "старе" }, [
    { ...EMPTY_CLAIM, key: "c1", summaryEn: "old claim" },
  ]);

  it("takes over what its editor had left alone, and keeps what they changed", () => {
    const newer = { ...older, noteEn: "theirs", status: "failed" };
    const mine = { ...older, noteUk: "моє", reason: "why" };
    expect(carriedOver(older, newer, mine)).toEqual({
      ...older,
      noteEn: "theirs",
      status: "failed",
      noteUk: "моє",
      reason: "why",
    });
  });

  it("keeps the editor's own text where both changed a field", () => {
    expect(carriedOver(older, { ...older, noteEn: "theirs" }, { ...older, noteEn: "mine" }).noteEn).toBe("mine");
  });

  it("takes the claims as one: the newer ones where none was touched, the editor's own otherwise", () => {
    const newer = withClaims(older, [...claimsOf(older), { ...EMPTY_CLAIM, key: "c2", summaryEn: "added" }]);
    expect(claimsOf(carriedOver(older, newer, { ...older, noteEn: "mine" }))).toHaveLength(2);
    const mine = { ...older, "claims.0.summaryEn": "my claim" };
    expect(claimsOf(carriedOver(older, newer, mine)).map((claim) => claim.summaryEn)).toEqual(["my claim"]);
  });

  it("is the newer version where nothing was typed, and what was typed where nothing else changed", () => {
    fc.assert(
      fc.property(form, form, (a, b) => {
        const [one, two] = [withoutEmptyClaims(a), withoutEmptyClaims(b)];
        expect(carriedOver(one, two, one)).toEqual(two);
        expect(carriedOver(one, one, two)).toEqual(two);
      }),
    );
  });
});

describe("what was to be added inside a form", () => {
  it("is named by the first field that holds something of it, each once", () => {
    const typed = {
      "newSource.url": " ",
      "newSource.publisher": "Gazette",
      "newSource.archiveUrl": "https://archive.example/1",
      "claims.0.kind": "blame",
      "claims.0.newParty.nameEn": "North",
      "claims.11.newSource.publishedOnPrecision": "day",
      "newPlace.nameUk": "Місце",
    };
    expect(notAdded(typed)).toEqual([
      { field: "newSource.publisher", code: "source_not_added" },
      { field: "claims.0.newParty.nameEn", code: "party_not_added" },
      { field: "claims.11.newSource.publishedOnPrecision", code: "source_not_added" },
      { field: "newPlace.nameUk", code: "place_not_added" },
    ]);
  });

  it("is nothing while its fields are as they came", () => {
    const fields = ["newSource.url", "newSource.publishedOnPrecision", "claims.0.newParty.side", "newPlace.kind"];
    expect(notAdded(Object.fromEntries(fields.map((field) => [field, ""])))).toEqual([]);
    expect(notAdded(newDay("a-to-b", "2001-02-03"))).toEqual([]);
  });
});
