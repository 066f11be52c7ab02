import { type ApiFault, type ApiProblem, LIST_PARAMETERS, MOST_ITEMS, USUAL_ITEMS } from "../domain/api-query";
import { FILTER_NAMES } from "../domain/filters";
import type { Bilingual } from "../domain/text";
import { CHANGE_KINDS } from "../domain/vocabulary";
import { AS_OF, FILTERS } from "./files";
import { FILTER_SENTENCES } from "./refused-query";

/** What was wrong with a parameter of the API, as a sentence. */
export const API_FAULTS: Record<ApiFault, (problem: ApiProblem) => string> = {
  ...(FILTER_SENTENCES as Record<ApiFault, (problem: ApiProblem) => string>),
  name: ({ name }) => `${name} is no parameter here.`,
  limit: () => `limit is a whole number from 1 to ${MOST_ITEMS}.`,
  cursor: () => "cursor is not one that this list gave.",
  field: ({ value }) => `${value} is no field of this.`,
  undated: () => "These do not say when they were last changed: updated_since is not for them.",
  change: ({ value }) => `${value} is not one of ${CHANGE_KINDS.join(", ")}.`,
  filtered_revisions: () => "Revisions can be paged, or filtered by what they are about, not both.",
};

const LIST: Record<(typeof LIST_PARAMETERS)[number] | "change", Bilingual> = {
  limit: {
    en: `How many items, at most ${MOST_ITEMS}; ${USUAL_ITEMS} where it is left out`,
    uk: `Скільки записів, щонайбільше ${MOST_ITEMS}; ${USUAL_ITEMS}, якщо не вказано`,
  },
  cursor: {
    en: "From where to go on: “next” of an answer holds it",
    uk: "Звідки продовжити: міститься в «next» відповіді",
  },
  fields: {
    en: "Names of fields, separated by commas: only these are sent",
    uk: "Назви полів через кому: надсилаються лише вони",
  },
  updated_since: {
    en: "Only what was changed at this instant or later (UTC)",
    uk: "Лише змінене в цю мить або пізніше (UTC)",
  },
  change: {
    en: `Of revisions only those of these kinds: ${CHANGE_KINDS.join(", ")}`,
    uk: `Лише версії таких видів: ${CHANGE_KINDS.join(", ")}`,
  },
};

/** Every parameter of a list with what it means. */
export const API_PARAMETERS: readonly { name: string; description: Bilingual; several: boolean }[] = [
  ...FILTER_NAMES.map((name) => ({ name, description: FILTERS[name], several: !["from", "to", "q"].includes(name) })),
  { name: "as_of", description: AS_OF, several: false },
  ...LIST_PARAMETERS.map((name) => ({ name, description: LIST[name], several: false })),
  { name: "change", description: LIST.change, several: true },
];
