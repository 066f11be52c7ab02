import { describe, expect, it } from "vitest";
import { parseInput } from "@/lib/domain/inputs";
import { DEFAULT_SETTINGS, settingsSchema } from "@/lib/domain/settings";

const problems = (input: Record<string, unknown>) => {
  const parsed = parseInput(settingsSchema, input);
  return parsed.ok ? [] : parsed.problems.map(({ field, code }) => `${field} ${code}`);
};

describe("settings", () => {
  it("work before anybody has filled them in", () => {
    expect(DEFAULT_SETTINGS).toMatchObject({
      timeZone: "Europe/Kyiv",
      locale: "en",
      contact: "",
      licenceName: "CC BY 4.0",
    });
    expect(problems(DEFAULT_SETTINGS)).toEqual([]);
  });

  it("cannot take away the title or the licence's name", () => {
    for (const name of ["titleEn", "titleUk", "licenceName"])
      expect(problems({ [name]: "  " })).toEqual([`${name} required`]);
  });

  it("name a contact that a reader can use: an e-mail address or an https address", () => {
    for (const contact of ["", "desk@example.org", "https://example.org/contact"])
      expect(problems({ contact })).toEqual([]);
    for (const contact of [
      "http://example.org",
      "javascript:alert(1)",
      "call us",
      "mailto:a@b.c",
      "a@b",
      "a@b.c\nd@e.f",
    ])
      expect(problems({ contact }), contact).toEqual(["contact contact"]);
  });

  it("refuse a contact that is far too long, whatever it is made of", () => {
    expect(problems({ contact: `a@${"a.".repeat(500_000)}@` })).toEqual(["contact too_long", "contact contact"]);
  });

  it("link to a licence over https only, and know their zone and language", () => {
    expect(problems({ licenceUrl: "javascript:alert(1)" })).toEqual(["licenceUrl https"]);
    expect(problems({ timeZone: "Kyiv" })).toEqual(["timeZone time_zone"]);
    expect(problems({ locale: "ru" })).toEqual(["locale unknown_value"]);
  });

  it("hold no character that cannot be stored or that turns the writing round", () => {
    for (const bad of ["a\u0000", "\u202ea", "\ud800"]) {
      expect(problems({ noticeEn: bad })).toEqual(["noticeEn control_character"]);
      expect(problems({ publisher: bad })).toEqual(["publisher control_character"]);
    }
  });
});
