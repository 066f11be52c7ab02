import { afterEach, expect, it, vi } from "vitest";
import { pictureOf } from "@/app/[locale]/(public)/picture";
import { DEFAULT_SETTINGS } from "@/lib/domain/settings";
import { LOCALES } from "@/lib/domain/vocabulary";
import { NOON, readerAt } from "@/tests/unit/components/fixtures";

const site = { ...DEFAULT_SETTINGS, url: "https://corridors.example.org" };
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47];

afterEach(() => {
  vi.restoreAllMocks();
});

it.each([
  ["the site", null],
  ["a corridor in both alphabets", ["Маріуполь, Їжакевичі, Ґречани", "Zaporizhzhia, Łódź, Ḥamāh"]],
  ["names in letters that the fonts do not have", ["مدينة", "東京 🚌 ✓"]],
])("the picture of %s is drawn without asking another host for anything", async (_, ends) => {
  const asked = vi.spyOn(globalThis, "fetch");
  const complained = vi.spyOn(console, "error").mockImplementation(() => {});
  for (const locale of LOCALES) {
    const bytes = new Uint8Array(await (await pictureOf(readerAt(NOON, locale), site, ends)).arrayBuffer());
    expect([...bytes.subarray(0, 4)]).toEqual(SIGNATURE);
    expect(new DataView(bytes.buffer).getUint32(16)).toBe(1200);
    expect(new DataView(bytes.buffer).getUint32(20)).toBe(630);
  }
  expect(asked.mock.calls.filter(([to]) => /^https?:/.test(String(to)))).toEqual([]);
  expect(complained).not.toHaveBeenCalled();
});
