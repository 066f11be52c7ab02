import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { REFUSALS } from "@/lib/domain/errors";
import en from "@/lib/i18n/messages/en/problems.json";
import uk from "@/lib/i18n/messages/uk/problems.json";

const lib = join(import.meta.dirname, "../../lib");
const texts = ["domain", "commands"].flatMap((room) =>
  readdirSync(join(lib, room), { recursive: true, encoding: "utf8" })
    // what can be wrong with filters has sentences of its own: tests/unit/filters.test.ts
    .filter((file) => file.endsWith(".ts") && file !== "filters.ts")
    .map((file) => readFileSync(join(lib, room, file), "utf8")),
);
const found = (pattern: RegExp) =>
  texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] as string));

/** Every code that a rule or command can answer with: written out, or as the message of a zod check. */
const codes = new Set([
  ...found(/code: "(?!custom")(\w+)"/g),
  ...found(/\bno\([^,()]+, "(\w+)"\)/g),
  ...found(/return "(count_\w+)"/g),
  ...found(/\berror: "([a-z0-9_]+)"/g),
  ...found(/\bmessage: "([a-z0-9_]+)"/g),
  ...found(/\.(?:min|max|refine|regex|string|number|union|enum|date)\((?:[^()]|\([^()]*\))*"([a-z0-9_]+)",?\s*\)/g),
  "blame_addressee",
  "denial_addressee",
  "rejection_addressee",
  "count_qualifier",
]);

describe("what a form is told", () => {
  it("has a sentence for every problem that a rule can find, in both languages", () => {
    expect(codes.size).toBeGreaterThan(40);
    const missing = [...codes].filter((code) => !(code in REFUSALS) && !(code in en));
    expect(missing).toEqual([]);
    expect(Object.keys(uk)).toEqual(Object.keys(en));
  });

  it("has a sentence for every refusal, in both languages", () => {
    expect(Object.keys(en.refusal).sort()).toEqual(Object.keys(REFUSALS).sort());
    expect(Object.keys(uk.refusal)).toEqual(Object.keys(en.refusal));
  });
});
