import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import * as vocabulary from "@/lib/domain/vocabulary";
import { MESSAGES } from "@/lib/i18n/messages";
import { filesIn, isCode, read, withoutComments } from "@/tests/support/code";

const { LOCALES } = vocabulary;
type Locale = vocabulary.Locale;
type Arguments = Map<string, Set<string> | null>;

/**
 * What a sentence asks for, in ICU's syntax: each argument with the cases that the sentence tells apart
 * (`one`, `few`, `other`), or null. Throws where a brace is left open.
 */
function argumentsOf(sentence: string): Arguments {
  const found: Arguments = new Map();
  let at = 0;
  const until = (end: RegExp): string => {
    const from = at;
    while (at < sentence.length && !end.test(sentence[at] as string)) at++;
    return sentence.slice(from, at).trim();
  };
  const expected = (sign: string) => {
    if (sentence[at] !== sign) throw new Error(`“${sentence}”: ${sign} is missing at ${at}`);
    at++;
  };
  const message = (depth: number): void => {
    while (at < sentence.length && sentence[at] !== "}") {
      if (sentence[at] === "{") argument(depth);
      else at++;
    }
    if (depth === 0 && at < sentence.length) throw new Error(`“${sentence}”: } without {`);
  };
  const argument = (depth: number): void => {
    expected("{");
    const name = until(/[,}]/);
    if (!/^\w+$/.test(name)) throw new Error(`“${sentence}”: {${name}}`);
    const cases = found.get(name) ?? null;
    found.set(name, cases);
    if (sentence[at] === ",") {
      at++;
      const kind = until(/[,}]/);
      if (!/^(plural|select|selectordinal)$/.test(kind)) throw new Error(`“${sentence}”: {${name}, ${kind}}`);
      expected(",");
      const own = cases ?? new Set<string>();
      while (until(/[^\s]/) === "" && sentence[at] !== "}" && at < sentence.length) {
        own.add(`${kind} ${until(/\{/)}`);
        expected("{");
        message(depth + 1);
        expected("}");
      }
      found.set(name, own);
    }
    expected("}");
  };
  message(0);
  return found;
}

/** Every sentence of a language by its key. */
const sentencesOf = (messages: object, prefix = ""): [key: string, sentence: string][] =>
  Object.entries(messages).flatMap(([name, value]) =>
    typeof value === "string" ? [[prefix + name, value] as [string, string]] : sentencesOf(value, `${prefix}${name}.`),
  );
const SENTENCES = Object.fromEntries(
  LOCALES.map((locale) => [locale, new Map(sentencesOf(MESSAGES[locale]))]),
) as Record<Locale, Map<string, string>>;
const { en, uk } = SENTENCES;
const every = LOCALES.flatMap((locale) => [...SENTENCES[locale]].map(([key, text]) => ({ locale, key, text })));
const where = (wrong: (sentence: { locale: Locale; key: string; text: string }) => boolean) =>
  every.filter(wrong).map(({ locale, key, text }) => `${locale} ${key}: ${text}`);

/** English sentences that are rightly Cyrillic: the name of the other language, for those who read it. */
const CYRILLIC = /^(page\.nav\.otherLanguage|language\.ownName)$/;

describe("both languages", () => {
  it("have the same sentences, in the same order", () => {
    expect(en.size).toBeGreaterThan(100);
    expect([...uk.keys()]).toEqual([...en.keys()]);
  });

  it("ask for the same values", () => {
    const asked = (sentences: Map<string, string>) =>
      [...sentences].map(([key, text]) => `${key}: ${[...argumentsOf(text).keys()].sort().join(" ")}`);
    expect(asked(uk)).toEqual(asked(en));
  });

  it("tell apart the numbers that each of them tells apart", () => {
    const needed = { en: ["one", "other"], uk: ["one", "few", "many", "other"] };
    const wrong = where(({ locale, text }) =>
      [...argumentsOf(text).values()].some((cases) => {
        const plurals = [...(cases ?? [])].filter((name) => name.startsWith("plural ") && !/[=]/.test(name));
        return plurals.length > 0 && needed[locale].some((name) => !plurals.includes(`plural ${name}`));
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("can be said, every sentence, with values in their places", () => {
    for (const locale of LOCALES) {
      const t = createTranslator({
        locale,
        messages: MESSAGES[locale] as unknown as Record<string, string>,
        timeZone: "UTC",
        onError(error) {
          throw error;
        },
      });
      for (const [key, text] of SENTENCES[locale]) {
        const cases = [...argumentsOf(text)];
        const values = Object.fromEntries(
          cases.map(([name, kinds]) => [name, kinds && [...kinds].some((kind) => kind.startsWith("plural")) ? 5 : "X"]),
        );
        expect(t(key, values), key).not.toMatch(/[{}#]|\bundefined\b/);
      }
    }
  });
});

describe("a sentence", () => {
  it("is never empty, and has no stray spaces", () => {
    expect(where(({ text }) => text.trim() === "" || text !== text.trim() || / {2}/.test(text))).toEqual([]);
  });

  it("in Ukrainian is in Ukrainian letters", () => {
    const bare = (text: string) => text.replace(/\{[^{}]*\}/g, "");
    expect(
      where(({ locale, text }) => locale === "uk" && /\p{L}/u.test(bare(text)) && !/\p{Script=Cyrillic}/u.test(text)),
    ).toEqual([]);
    expect(where(({ locale, text }) => locale === "uk" && /[ыэёъ]/i.test(text))).toEqual([]);
    // a Latin i inside a Cyrillic word looks right and is found by no search
    expect(where(({ text }) => /\p{Script=Cyrillic}[a-z]|[a-z]\p{Script=Cyrillic}/iu.test(text))).toEqual([]);
  });

  it("in English has none", () => {
    expect(
      where(({ locale, key, text }) => locale === "en" && /\p{Script=Cyrillic}/u.test(text) && !CYRILLIC.test(key)),
    ).toEqual([]);
  });

  it("has typographic quotes and apostrophes: ICU reads a straight one as a sign of its own", () => {
    expect(where(({ text }) => /['"<>]/.test(text))).toEqual([]);
  });
});

describe("the words of the record", () => {
  const WORDS = {
    status: [...vocabulary.SHOWN_STATUSES, "no_entry"],
    grade: vocabulary.GRADES,
    purpose: vocabulary.PURPOSES,
    outcome: vocabulary.OUTCOMES,
    claimKind: vocabulary.CLAIM_KINDS,
    claimScope: vocabulary.CLAIM_SCOPES,
    partyKind: vocabulary.PARTY_KINDS,
    placeKind: vocabulary.PLACE_KINDS,
    placePrecision: vocabulary.PLACE_PRECISIONS,
    datePrecision: vocabulary.DATE_PRECISIONS,
    counted: vocabulary.COUNTED,
    qualifier: vocabulary.QUALIFIERS,
    entryKind: vocabulary.ENTRY_KINDS,
    changeKind: vocabulary.CHANGE_KINDS,
    role: vocabulary.AUTHOR_ROLES,
  };

  it("all have their word on the screen, and there is none for what does not exist", () => {
    for (const [name, words] of Object.entries(WORDS))
      expect(Object.keys(MESSAGES.en[name as keyof typeof WORDS]).sort(), name).toEqual([...words].sort());
  });
});

describe("every sentence is used", () => {
  const code = filesIn()
    .filter((file) => isCode(file) && !file.startsWith("tests/"))
    .map((file) => withoutComments(read(file)));
  const literals = new Set(code.flatMap((text) => [...text.matchAll(/(["'])([\w.]+)\1/g)].map((match) => match[2])));
  /** Keys put together in the code: `page.group.${group}` stands for all that begin like it. */
  const patterns = [
    ...new Set(code.flatMap((text) => [...text.matchAll(/`([\w.]*\$\{[^`]*)`/g)].map((match) => match[1] as string))),
  ]
    .map((template) => template.replace(/\$\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, "\0"))
    .filter((template) => /^[\w.\0]+$/.test(template))
    .map((template) => ({
      begins: template.split("\0")[0] ?? "",
      pattern: new RegExp(`^${template.replace(/\./g, "\\.").replaceAll("\0", "[\\w.]+")}$`),
    }));

  /** Forms are handed their part of the sentences whole: `labels.theDay` stands for `desk.form.theDay`. */
  const handed = new Set(code.flatMap((text) => [...text.matchAll(/\b(?:labels|words)\.(\w+)/g)].map((m) => m[1])));

  it("by its key, or by one that the code puts together", () => {
    const named = (key: string) =>
      handed.has(/^(?:desk\.(?:form|settings)|sheet\.row)\.(\w+)/.exec(key)?.[1]) ||
      literals.has(key) ||
      patterns.some(({ begins, pattern }) => begins.includes(".") && pattern.test(key));
    const unused = [...en.keys()].filter(
      (key) => /^(page|desk|account|blame|explorer|feed|map|past|sheet)\./.test(key) && !named(key),
    );
    expect(unused).toEqual([]);
  });

  it("of the problems, by a rule that finds that problem", () => {
    const codes = [...en.keys()].flatMap((key) => /^problem\.(\w+)$/.exec(key)?.[1] ?? []);
    const found = (name: string) =>
      literals.has(name) || patterns.some(({ pattern }) => pattern.source.includes("_addressee") && pattern.test(name));
    expect(codes.filter((name) => !found(name))).toEqual([]);
  });
});
