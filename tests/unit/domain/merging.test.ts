import { describe, expect, it } from "vitest";
import { leadsBack, mergedAliases, renamed } from "@/lib/domain/merging";

describe("an entry that named a merged one", () => {
  it("names the one that stays in every field that is about such entries, and in no other", () => {
    const day = {
      corridor: "a",
      note_en: "a",
      claims: [
        { claim: "c1", claimant: "a", addressee: "b", unverified_by: "a", source: "a", statement: "a" },
        { claim: "c2", claimant: "b", addressee: null, unverified_by: null, source: "b", statement: "c2" },
      ],
    };
    const [claim, other] = day.claims;
    expect(renamed("party", "corridor_day", day, "a", "z")).toEqual({
      ...day,
      claims: [{ ...claim, claimant: "z", unverified_by: "z" }, other],
    });
    expect(renamed("source", "corridor_day", day, "a", "z")).toEqual({
      ...day,
      claims: [{ ...claim, source: "z" }, other],
    });
    expect(renamed("corridor", "corridor_day", day, "a", "z")).toEqual({ ...day, corridor: "z" });
    expect(renamed("place", "corridor_day", day, "a", "z")).toEqual(day);
    const wide = { corridor: "a", place: "a", claimant: "b", source: "a" };
    expect(renamed("place", "claim", wide, "a", "z")).toEqual({ ...wide, place: "z" });
    expect(renamed("corridor", "claim", wide, "a", "z")).toEqual({ ...wide, corridor: "z" });
    const corridor = { corridor: "a", origin: "a", destination: "b", continued_as: "a" };
    expect(renamed("place", "corridor", corridor, "a", "z")).toEqual({ ...corridor, origin: "z" });
    expect(renamed("corridor", "corridor", corridor, "a", "z")).toEqual({ ...corridor, continued_as: "z" });
  });

  it("keeps the order of its fields, which is hashed", () => {
    const before = { claim: "c", claimant: "a", source: "s" };
    expect(JSON.stringify(renamed("party", "claim", before, "a", "z"))).toBe(
      JSON.stringify({ ...before, claimant: "z" }),
    );
  });
});

describe("the spellings of two places that are one", () => {
  it("are all of both, none twice, and never its own names", () => {
    const into = { nameEn: "Alpha", nameUk: "Альфа", aliases: ["Alfa", "A"] };
    const from = { nameEn: "Alfa", nameUk: "Альфа", aliases: ["Alpha", "Al'fa"] };
    expect(mergedAliases(into, from)).toEqual(["Alfa", "A", "Al'fa"]);
  });
});

describe("what goes on as something else", () => {
  it("leads back where the way comes to a place a second time, wherever that is", () => {
    const next = (ways: Record<string, string | null>) => new Map(Object.entries(ways));
    expect(leadsBack("a", next({ a: "b", b: "c", c: null }))).toBe(false);
    expect(leadsBack("a", next({ a: null }))).toBe(false);
    expect(leadsBack("a", next({ a: "a" }))).toBe(true);
    expect(leadsBack("a", next({ a: "b", b: "c", c: "a" }))).toBe(true);
    expect(leadsBack("a", next({ a: "b", b: "c", c: "b" }))).toBe(true);
  });
});
