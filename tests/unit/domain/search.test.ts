import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded, foldedNote, wordsOf } from "@/lib/domain/search";

describe("a folded text", () => {
  it.each([
    ["Запоріжжя", "Zaporizhzhia", "zaporizhzhya", "Zaporizhia", "ZAPORIZHZHIA", "Zaporizhzhiia"],
    ["Маріуполь", "Мариуполь", "Mariupol", "Mariupol’", "Mariupol'", "Maryupol"],
    ["Запорожье", "Zaporozhye", "Zaporozhie"],
    ["Миколаїв", "Mykolaiv", "Mykolayiv"],
    ["Енергодар", "Enerhodar", "Energodar", "Энергодар"],
    ["Сєвєродонецьк", "Sievierodonetsk", "Severodonetsk", "Северодонецк"],
    ["Ізюм", "Izium", "Izyum", "Изюм"],
    ["Херсон", "Kherson"],
    ["Харків", "Kharkiv"],
    ["Щастя", "Shchastia", "Shchastya"],
    ["Кам’янське", "Кам'янське", "Kamianske", "Kamyanske"],
    ["Łódź", "Lodz"],
  ])("is the same for %s and its other spellings", (...spellings) => {
    expect([...new Set(spellings.map(folded))]).toHaveLength(1);
  });

  it("keeps names apart that are not the same", () => {
    const names = ["Маріуполь", "Запоріжжя", "Харків", "Херсон", "Суми", "Полтава", "Ірпінь", "Буча", "Ізюм", "Київ"];
    expect(new Set(names.map(folded)).size).toBe(names.length);
  });

  it("keeps numbers as they are, and knows no wildcards of SQL", () => {
    expect(folded("  1,100 people — 100% _out_ \\ ")).toBe("1 100 people 100 out");
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/[%_\\']|^\s|\s$|\s\s/.test(folded(text))));
  });

  it("does not change when it is folded again, and does not depend on case or composition", () => {
    const letters = fc.string({ unit: fc.constantFrom(..."абгґєжзиіїйьщюяёыъ'’aeghijkostyz %-_İß") });
    for (const text of [letters, fc.string({ unit: "grapheme" })]) {
      fc.assert(
        fc.property(text, (given) => {
          expect(folded(folded(given))).toBe(folded(given));
          expect(folded(given.normalize("NFD"))).toBe(folded(given.normalize("NFC")));
        }),
      );
    }
    fc.assert(
      fc.property(letters, (given) => {
        const plain = given.replace(/[İß]/g, "");
        expect(folded(plain.toUpperCase())).toBe(folded(plain));
      }),
    );
  });
});

describe("the words of a search", () => {
  it("are folded, each once; a search without letters or digits has none", () => {
    expect(wordsOf("  Маріуполь, mariupol → Sumy ")).toEqual(["mariupol", "sumi"]);
    expect(wordsOf("%%% – !")).toEqual([]);
  });

  it("are looked for in both languages of a note", () => {
    expect(foldedNote({ noteEn: "Buses waited.", noteUk: "Автобуси чекали." })).toBe("buses waited avtobusi chekali");
  });
});
