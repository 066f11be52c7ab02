import { describe, expect, it } from "vitest";
import { preciseText } from "@/lib/domain/precise-text";

describe("an hour or a street in a text", () => {
  it.each([
    ["Buses leave at 10:30 from the school.", "10:30"],
    ["The convoy was to leave at 9 a.m. on Saturday.", "9 a.m."],
    ["They gathered at noon.", "at noon"],
    ["It was to begin at 9 o’clock.", "9 o’clock"],
    ["People met in Gardener Street.", "Gardener Street"],
    ["Cars took highway M14.", "highway M14"],
    ["Автобуси рушили о 9:30.", "о 9:30"],
    ["Збір о 10-й годині.", "о 10-й"],
    ["Колона рушила опівдні.", "опівдні"],
    ["Збір на вулиці Садовій.", "вулиці Садовій"],
    ["Рух трасою Н-20.", "трасою Н-20"],
    ["Збір: вул. Садова, 3.", "вул. Садова"],
  ])("%s", (text, found) => expect(preciseText(text)).toBe(found));

  it.each([
    "About 2,600 people in 160 cars left on 14 March 2022.",
    "The first convoy got through; 10 buses were turned back at two places.",
    "The route was shelled; the road to the town stayed open for 3 days.",
    "A ratio of 3:1 and version 1.2.3.",
    "People walked at 20 kilometres a day.",
    "14.03.2022 виїхали 160 машин, близько 2600 людей.",
    "Дорога була відкрита; площа міста зруйнована.",
    "О 10 автобусах нічого не відомо.",
    "",
  ])("is not in: %s", (text) => expect(preciseText(text)).toBeNull());

  it("is looked for in a word with half a million hyphens", () => {
    expect(preciseText("A-".repeat(500_000))).toBeNull();
  });
});
