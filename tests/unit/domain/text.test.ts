import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slug } from "@/lib/domain/fields";
import { dayKey } from "@/lib/domain/record";
import { corridorSlug, isSlug, slugFrom } from "@/lib/domain/slugs";
import { inLanguage, joined, separated } from "@/lib/domain/text";
import { PURPOSES } from "@/lib/domain/vocabulary";

describe("a text in two languages", () => {
  const both = { en: "Held", uk: "Діяв" };

  it("is shown in the reader's language", () => {
    expect(inLanguage(both, "uk")).toEqual({ text: "Діяв", lang: "uk" });
    expect(inLanguage(both, "en")).toEqual({ text: "Held", lang: "en" });
  });

  it("is shown in the other one, and says so, where only that exists", () => {
    expect(inLanguage({ en: "Held", uk: "" }, "uk")).toEqual({ text: "Held", lang: "en" });
    expect(inLanguage({ en: "", uk: "Діяв" }, "en")).toEqual({ text: "Діяв", lang: "uk" });
  });

  it("is nothing where there is neither", () => {
    expect(inLanguage({ en: "", uk: "" }, "en")).toBeNull();
  });
});

describe("keys that share one cell", () => {
  it("come out as they went in", () => {
    const key = fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    fc.assert(
      fc.property(fc.array(key), (keys) => {
        expect(separated(joined(keys))).toEqual(keys);
      }),
    );
  });

  it("are none where the cell is empty", () => {
    expect(separated("")).toEqual([]);
    expect(joined([])).toBe("");
  });
});

describe("the key of a corridor day", () => {
  it("is the corridor's slug and the date, as in its address", () => {
    expect(dayKey("mariupol-to-zaporizhzhia", "2022-03-14")).toBe("mariupol-to-zaporizhzhia/2022-03-14");
  });
});

describe("the slug of a corridor", () => {
  it("names its ends and, of aid, its purpose", () => {
    expect(corridorSlug("alpha", "beta", "evacuation")).toBe("alpha-to-beta");
    expect(corridorSlug("alpha", "beta", "aid")).toBe("alpha-to-beta-aid");
  });

  it("is one that pages take, with a number behind it, too, and keeps its purpose, however long its ends are", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "1", "-"), size: "max", maxLength: 90 });
    const end = letters.map((text) => slugFrom(`a${text}`));
    fc.assert(
      fc.property(end, end, fc.constantFrom(...PURPOSES), (origin, destination, purpose) => {
        const slug = corridorSlug(origin, destination, purpose);
        expect(isSlug(`${slug}-999`)).toBe(true);
        expect(slug.endsWith("-aid") || purpose === "evacuation").toBe(true);
      }),
      { examples: [[`${"a".repeat(44)}-${"b".repeat(20)}`, `${"c".repeat(25)}-${"d".repeat(20)}`, "evacuation"]] },
    );
  });
});

describe("a slug drawn from a name", () => {
  it("keeps the Latin letters and digits", () => {
    expect(slugFrom("Médecins Sans Frontières")).toBe("medecins-sans-frontieres");
    expect(slugFrom("  OCHA, Kyiv (office 2)! ")).toBe("ocha-kyiv-office-2");
    expect(slugFrom("Kam'ianets’")).toBe("kamianets");
  });

  it("is empty where there is nothing Latin", () => {
    expect(slugFrom("Маріуполь")).toBe("");
  });

  it("is empty or a slug, for every name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (name) => {
        const drawn = slugFrom(name);
        expect(drawn === "" || slug.safeParse(drawn).success).toBe(true);
        expect(slugFrom(drawn)).toBe(drawn);
      }),
    );
  });
});
