import { type FileName, VARIANTS } from "../domain/files";
import {
  FILTER_NAMES,
  type FilterFault,
  type FilterProblem,
  LONGEST_SEARCH,
  MOST_VALUES,
  MOST_WORDS,
} from "../domain/filters";
import { GRADES, SHOWN_STATUSES } from "../domain/vocabulary";
import { AS_OF, FILTERS } from "./files";

/** What is wrong with a filter, as a sentence. */
export const FILTER_SENTENCES: Record<FilterFault, (problem: FilterProblem) => string> = {
  name: ({ name }) => `${name} is not a filter of this file.`,
  once: ({ name }) => `${name} can be given only once.`,
  date: ({ name, value }) => `${name}=${value} is not a date; write it as 2022-03-12.`,
  order: () => "from is later than to.",
  too_many: ({ name }) => `${name} can be given ${MOST_VALUES} times at most.`,
  too_long: ({ name }) => `${name} is longer than ${LONGEST_SEARCH} characters.`,
  key: ({ name, value }) => `${name}=${value} is not a key.`,
  status: ({ name, value }) => `${name}=${value} is not a status.`,
  grade: ({ name, value }) => `${name}=${value} is not a grade.`,
  no_words: ({ name, value }) => `${name}=${value} has no letters or digits to look for.`,
  many_words: ({ name }) => `${name} has more than ${MOST_WORDS} words.`,
  variant: ({ name, value }) => `${name}=${value} does not exist.`,
  unknown: ({ name, value }) => `${name}=${value} does not exist.`,
  instant: ({ name, value }) => `${name}=${value} is not an instant; write it as 2022-03-12T10:00:00Z.`,
  future: ({ name, value }) => `${name}=${value} has not come yet.`,
};

/** What a refused query is answered with, as plain text: what was wrong with it, and everything that is allowed. */
export function refusedQuery(file: FileName, problems: readonly FilterProblem[]): string {
  const wrong = new Set(problems.map((problem) => FILTER_SENTENCES[problem.fault](problem)));
  const allowed = [
    ...FILTER_NAMES.map((name) => `${name}: ${FILTERS[name].en}`),
    `as_of: ${AS_OF.en}`,
    `variant: ${VARIANTS.join(" or ")}`,
  ];
  const lines = [
    ...wrong,
    "",
    `${file}.csv allows:`,
    ...allowed.map((line) => `  ${line}`),
    "",
    `The statuses are: ${SHOWN_STATUSES.join(", ")}.`,
    `The grades are: ${GRADES.join(", ")}.`,
    "The keys of corridors are in /data/corridors.csv, those of parties in /data/parties.csv, the codes of regions in /data/places.csv.",
  ];
  return `${lines.join("\n")}\n`;
}
