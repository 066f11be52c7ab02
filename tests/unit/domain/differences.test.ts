import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differencesOf, withDifferences } from "@/lib/domain/differences";
import type { Payload } from "@/lib/domain/payloads";
import { shortened, wordDifferences } from "@/lib/domain/word-differences";

const value = fc.oneof(fc.constant(null), fc.constantFrom("held", "failed", "north"), fc.integer({ min: 0, max: 9 }));
const claims = fc.uniqueArray(
  fc.record({ claim: fc.constantFrom("c-1", "c-2", "c-3", "c-4"), kind: value, speaker: value }),
  { selector: ({ claim }) => claim },
);
const version: fc.Arbitrary<Payload> = fc.record({ status: value, note_en: value, claims });

describe("the differences between two versions", () => {
  it("lead from the first to the second", () => {
    fc.assert(
      fc.property(version, version, (before, after) => {
        expect(withDifferences(before, differencesOf(before, after))).toEqual(after);
      }),
    );
  });

  it("are none between a version and itself", () => {
    fc.assert(
      fc.property(version, (one) => {
        expect(differencesOf(one, one)).toMatchObject({ fields: [], claims: [], reordered: false });
      }),
    );
  });

  it("name a claim that came, one that went, and of one that stayed only what changed", () => {
    const claim = (key: string, kind: string) => ({ claim: key, kind, speaker: null });
    const before = { status: "announced", claims: [claim("c-1", "blame"), claim("c-2", "blame")] };
    const after = { status: "failed", claims: [claim("c-2", "denial"), claim("c-3", "outcome")] };
    expect(differencesOf(before, after)).toEqual({
      fields: [{ field: "status", before: "announced", after: "failed" }],
      claims: [
        {
          change: "changed",
          claim: claim("c-2", "denial"),
          fields: [{ field: "kind", before: "blame", after: "denial" }],
        },
        { change: "added", claim: claim("c-3", "outcome") },
        { change: "removed", claim: claim("c-1", "blame") },
      ],
      order: ["c-2", "c-3"],
      reordered: false,
    });
  });

  it("tell apart a claim that moved from one that came and went", () => {
    const two = [{ claim: "c-1" }, { claim: "c-2" }];
    expect(differencesOf({ claims: two }, { claims: two.toReversed() })).toMatchObject({ claims: [], reordered: true });
  });

  it("take a field that history did not keep yet for an empty one", () => {
    expect(differencesOf({ status: "held" }, { status: "held", later: null }).fields).toEqual([]);
  });
});

const joined = (pieces: { kind: string; text: string }[], but: string) =>
  pieces
    .filter(({ kind }) => kind !== but)
    .map(({ text }) => text)
    .join("");

describe("the difference between two texts", () => {
  it("has both of them in it, to the letter", () => {
    const text = fc
      .array(fc.constantFrom("cars", "людей", "об’єкт", " ", "  ", ".", "600", "\n", "–"))
      .map((l) => l.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = wordDifferences(before, after);
        expect(joined(pieces, "added")).toBe(before);
        expect(joined(pieces, "removed")).toBe(after);
      }),
    );
  });

  it("is of whole words, in any script", () => {
    expect(wordDifferences("Каже, що людей не було.", "Каже, що людей було 600.")).toEqual([
      { kind: "same", text: "Каже, що людей " },
      { kind: "removed", text: "не " },
      { kind: "same", text: "було" },
      { kind: "added", text: " 600" },
      { kind: "same", text: "." },
    ]);
  });

  it("is one change where only signs stand between two", () => {
    expect(wordDifferences("one two three", "four five three")).toEqual([
      { kind: "removed", text: "one two" },
      { kind: "added", text: "four five" },
      { kind: "same", text: " three" },
    ]);
  });

  it("can be shortened: what stayed is cut at the ends of words, and no change is", () => {
    const long = "word ".repeat(100);
    const short = shortened(wordDifferences(`${long}old ${long}`, `${long}new ${long}`));
    expect(short.map(({ kind }) => kind)).toEqual(["gap", "same", "removed", "added", "same", "gap"]);
    for (const { kind, text } of short) if (kind === "same") expect(text).toMatch(/^ ?(word ?)+$/);
    expect(short.map(({ text }) => text).join("").length).toBeLessThan(200);
  });

  it("loses no word of a change to shortening", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 600 }), fc.string({ maxLength: 600 }), (before, after) => {
        const pieces = wordDifferences(before, after);
        const changes = (list: typeof pieces) => list.filter(({ kind }) => kind === "removed" || kind === "added");
        expect(changes(shortened(pieces))).toEqual(changes(pieces));
      }),
    );
  });
});
