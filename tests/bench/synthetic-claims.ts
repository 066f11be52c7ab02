import type { Dialect } from "@/lib/data/dialect";

/** How much is said about every made-up day, on top of its one outcome or announcement. */
export interface Talk {
  /** Claims per day beside the first: blame in both directions, denials, rejections. */
  claims: number;
  /** Words in every note and summary. */
  words: number;
  /** Parties on each of two sides. */
  parties: number;
  /** Claims about a region: totals, blame, announcements. */
  wide: number;
  /** Claims about every corridor as a whole. */
  onCorridor: number;
}

/** Days like those of a real record: a sentence or two, blame both ways, some totals. */
export const REAL_TALK: Talk = { claims: 3, words: 12, parties: 2, wide: 8, onCorridor: 1 };

const WORD = 9;
// of no meaning, so that nobody takes it for a report; of changing order, so that it compresses no better than one
const WORDS = Array.from({ length: 128 }, (_, i) =>
  `${"ksmtrvlnpd"[i % 10]}${"aeiouy"[i % 6]}${"ntrslm"[(i * 5) % 6]}${i % 3 ? "oru".slice(i % 2) : ""}${"aei"[i % 3]}`.padEnd(
    WORD,
  ),
).join("");

/** SQL for so many meaningless words; another `seed` gives others. */
const prose = (seed: string, words: number) =>
  `'Made up: ' || ${Array.from({ length: words }, (_, j) => `rtrim(substr('${WORDS}', 1 + ${WORD} * (((${seed}) * ${2 * j + 7} + ${j * j}) % 128), ${WORD})) || ' '`).join(" || ")}`;

export const SIDES = ["made-up-side", "made-up-other-side"] as const;
const council = (side: number, i: number) => `${side ? "made-up-other-council" : "made-up-council"}-${i}`;

/** Kind, claimant and addressee of the k-th claim beside the first. */
function said(k: number, { parties }: Talk) {
  const side = k % 2;
  return {
    kind: (["blame", "blame", "denial", "rejection"] as const)[k % 4] ?? "blame",
    claimant: council(side, k % parties),
    addressee: council(1 - side, (k * 3 + 1) % parties),
  };
}

/** What a day's row says of its claims: whom they blame, and their keys as SQL. */
export function derivedFrom(talk: Talk | undefined, key: string) {
  const all = Array.from({ length: talk?.claims ?? 0 }, (_, k) => said(k, talk as Talk));
  const blames = all.filter(({ kind }) => kind === "blame");
  return {
    contested: new Set(blames.map(({ claimant }) => claimant.includes("other"))).size > 1,
    blamed: [...new Set(blames.map(({ addressee }) => addressee))].sort().join("; "),
    keys: [key, ...all.map((_, k) => `'; ' || ${key} || '-${k}'`)].join(" || "),
  };
}

/** A note or a summary: a short sentence, or as many words as are asked for. */
export const noteOf = (talk: Talk | undefined, seed: string, short: string) =>
  talk ? prose(seed, talk.words) : `'${short}'`;

type How = {
  dialect: Dialect;
  at: string;
  as: (type: string, value: string) => string;
  numbers: (last: number) => string;
  corridor: string;
  corridors: number;
  dates: { i: number; date: string }[];
};

/** The statements that add the parties. They come before the days. */
export function partyStatements({ parties }: Talk, { at, as, numbers }: How): string[] {
  return SIDES.flatMap((side, n) => [
    ...(n === 0
      ? []
      : [
          `INSERT INTO "Party" ("slug", "kind", "nameEn", "nameUk", "sideSlug", "updatedAt", "revision")
            SELECT '${side}', ${as("PartyKind", "'state'")}, 'Made-up other side', 'Вигадана інша сторона', '${side}', ${at}, 1`,
        ]),
    `INSERT INTO "Party" ("slug", "kind", "nameEn", "nameUk", "sideSlug", "updatedAt", "revision") ${numbers(parties - 1)}
      SELECT '${council(n, 0).slice(0, -1)}' || i, ${as("PartyKind", "'authority'")}, 'Made-up ${n ? "other " : ""}council ' || i,
      'Вигадана ${n ? "інша " : ""}рада ' || i, '${side}', ${at}, 1 FROM numbers`,
  ]);
}

/** The statements that add all claims beside the first of every day. They come after the days. */
export function claimStatements(talk: Talk, how: How): string[] {
  const { at, as, numbers, corridor, corridors, dates } = how;
  const columns = `"key", "scope", "kind", "claimantSlug", "addresseeSlug", "speaker", "summaryEn", "summaryUk", "sourceSlug",
    "sourcePlace", "statement", "position", "updatedAt", "revision"`;
  const values = (
    key: string,
    scope: string,
    { kind, claimant, addressee }: ReturnType<typeof said>,
    seed: string,
    report = seed,
  ) =>
    `${key}, ${as("ClaimScope", `'${scope}'`)}, ${as("ClaimKind", `'${kind}'`)}, '${claimant}', '${addressee}',
    'A. Made-up, spokesperson', ${prose(seed, talk.words)}, ${prose(seed, talk.words)}, 'made-up-report-' || ((${report}) % 50),
    'paragraph ' || ((${seed}) % 30), ${key}`;
  const perDay = Array.from({ length: talk.claims }, (_, k) => {
    const key = `'made-up-' || c.i || '-' || d.i || '-${k}'`;
    return `INSERT INTO "Claim" (${columns}, "dayId", "saidOn", "listed", "saidOnPrecision") ${numbers(corridors - 1)}
      SELECT ${values(key, "corridor_day", said(k, talk), `c.i * 31 + d.i * 7 + ${k}`, "c.i + d.i")}, ${k + 1}, ${at}, 1,
      ${corridor} || '/' || d."date", d."date", d."date" || ' ' || d."date", ${as("DatePrecision", "'inferred'")}
      FROM made_up_dates d CROSS JOIN numbers c`;
  });
  const perCorridor = Array.from({ length: talk.onCorridor }, (_, k) => {
    const key = `'made-up-whole-' || c.i || '-${k}'`;
    return `INSERT INTO "Claim" (${columns}, "corridorSlug", "listed") ${numbers(corridors - 1)}
      SELECT ${values(key, "corridor", said(k, talk), `c.i * 31 + ${k * 11}`)}, 0, ${at}, 1, ${corridor}, ' ' FROM numbers c`;
  });
  const wide = Array.from({ length: talk.wide }, (_, k) => {
    const key = `'made-up-wide-${k}'`;
    const date = dates[k % dates.length]?.date;
    const counts = k % 4 === 3;
    const what = { ...said(k, talk), ...(counts && { kind: "evacuees" as const }) };
    const line = values(key, "region", what as ReturnType<typeof said>, String(k * 13));
    return `INSERT INTO "Claim" (${columns}, "placeSlug", "date", "listed", "datePrecision", "countOf", "countMin", "countMax", "countQualifier")
      SELECT ${counts ? line.replace(`'${what.addressee}'`, "NULL") : line}, 0, ${at}, 1, 'made-up-region', '${date}', '${date} ',
      ${as("DatePrecision", "'day'")}, ${counts ? `${as("CountOf", "'people'")}, ${k * 100 + 200}, ${k * 100 + 300}, ${as("Qualifier", "'about'")}` : "NULL, NULL, NULL, NULL"}`;
  });
  const region = `INSERT INTO "Place" ("slug", "kind", "nameEn", "nameUk", "precision", "country", "updatedAt", "revision")
    SELECT 'made-up-region', ${as("PlaceKind", "'region'")}, 'Made-up region', 'Вигадана область', ${as("PlacePrecision", "'region'")},
    'XXA', ${at}, 1`;
  return [...(talk.wide > 0 ? [region] : []), ...wide, ...perCorridor, ...perDay];
}
