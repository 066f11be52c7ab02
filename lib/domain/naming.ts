import type { Choices, Ground, Question } from "./arrivals";
import type { Problem } from "./errors";
import type { Payload } from "./payloads";
import { folded } from "./search";

/** Lines that a question names; whoever answers it need not see a thousand. */
const MOST_LINES = 5;

type Found = { slug: string; problem?: undefined } | { slug?: undefined; problem: Omit<Problem, "field"> };

const UNKNOWN = {
  place: [{ code: "import_unknown_place" }, { code: "import_ambiguous_place" }],
  party: [{ code: "import_unknown_party" }, { code: "import_ambiguous_party" }],
} as const;

/** What is on record under a name, in any spelling that search takes for the same. */
class Names {
  readonly #bySlug = new Map<string, { names: string[]; region: string[] }>();
  readonly #byName = new Map<string, Set<string>>();

  add(slug: string, payload: Payload): void {
    const aliases = (payload.aliases as string[] | undefined) ?? [];
    const names = [slug, payload.name, payload.name_uk, ...aliases].map((name) => folded(String(name ?? "")));
    const region = [payload.adm1, payload.adm1_name, payload.country].map((name) => folded(String(name ?? "")));
    this.#bySlug.set(slug, { names, region });
    for (const name of names) if (name) this.#byName.set(name, (this.#byName.get(name) ?? new Set()).add(slug));
  }

  /** @param region narrows the choice where it is given, and never widens it */
  candidates(name: string, region: string): string[] {
    const wanted = folded(region);
    return [...(this.#byName.get(folded(name)) ?? [])]
      .filter((slug) => !wanted || this.#bySlug.get(slug)?.region.includes(wanted))
      .sort();
  }
}

/**
 * Finds what a file calls by its name. One place of that name is it; none or several are a question to the person who
 * imports, and nothing is guessed.
 */
export class Naming {
  readonly #names = { place: new Names(), party: new Names() };
  readonly #questions = new Map<string, Question>();

  constructor(
    private readonly ground: Ground,
    private readonly choices: Choices,
  ) {
    for (const kind of ["place", "party"] as const)
      for (const [slug, { after, mergedInto }] of ground[kind])
        if (after !== null && !mergedInto) this.learn(kind, slug, JSON.parse(after) as Payload);
  }

  learn(kind: "place" | "party", slug: string, payload: Payload): void {
    this.#names[kind].add(slug, payload);
  }

  questions(): Question[] {
    return [...this.#questions.values()];
  }

  find(kind: "place" | "party", name: string, region: string, line: number): Found {
    const standing = this.ground[kind].get(name);
    if (standing && standing.after !== null && !standing.mergedInto) return { slug: name };
    const candidates = this.#names[kind].candidates(name, region);
    const [only] = candidates;
    if (only && candidates.length === 1) return { slug: only };
    const key = [kind, folded(name), ...(region ? [folded(region)] : [])].join("|");
    const chosen = this.choices[key];
    this.ask({ key, about: kind, name, region, candidates }, line);
    if (chosen && this.ground[kind].get(chosen)?.after) return { slug: chosen };
    return { problem: { ...UNKNOWN[kind][candidates.length ? 1 : 0], values: { name } } };
  }

  /** @returns what was chosen */
  ask(question: Omit<Question, "lines">, line: number): string | undefined {
    const asked = this.#questions.get(question.key) ?? { ...question, lines: [] };
    if (asked.lines.length < MOST_LINES && !asked.lines.includes(line)) asked.lines.push(line);
    this.#questions.set(question.key, asked);
    return this.choices[question.key];
  }
}
