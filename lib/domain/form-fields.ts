import { isDate } from "./dates";
import { CLAIM_FIELDS, DAY_FIELDS, WIDE_FIELDS } from "./day-form";
import { REGISTER_FIELDS } from "./register";
import { settingsSchema } from "./settings";
import { ROW_FIELDS } from "./sheet";
import { isSlug } from "./slugs";

/** Whether a form has a field of this name. */
export type IsField = (name: string) => boolean;

const named = (...names: readonly string[]): IsField => {
  const known = new Set(names);
  return (name) => known.has(name);
};

/** Fields below a prefix: `prefix` matches it with its full stop. */
const below =
  (prefix: RegExp, isField: IsField): IsField =>
  (name) => {
    const [found] = prefix.exec(name) ?? [];
    return found !== undefined && isField(name.slice(found.length));
  };

const either =
  (...parts: readonly IsField[]): IsField =>
  (name) =>
    parts.some((isField) => isField(name));

const newParty = below(/^newParty\./, named(...REGISTER_FIELDS.party));
const newSource = below(/^newSource\./, named(...REGISTER_FIELDS.source));
const newPlace = below(/^newPlace\./, named(...REGISTER_FIELDS.place));
const claims = below(/^claims\.\d{1,3}\./, either(named(...CLAIM_FIELDS, "about"), newParty, newSource));
const template = below(/^template\./, named("name", "claimant", "addressee"));

/** The fields of each form of the desk. Whatever else is sent in its name is no part of it, and kept nowhere. */
export const FORM_FIELDS = {
  day: either(named(...DAY_FIELDS, "reason"), claims, template),
  row: named("corridor", "date", ...ROW_FIELDS, "reason"),
  report: either(
    named("source", "reason"),
    below(/^dates\./, (day) => /^\d$/.test(day)),
    below(/^(on|status)\./, isSlug),
    newSource,
    claims,
    template,
  ),
  wideClaim: either(named(...WIDE_FIELDS, ...CLAIM_FIELDS, "reason"), newPlace, newParty, newSource),
  place: named(...REGISTER_FIELDS.place, "reason"),
  party: named(...REGISTER_FIELDS.party, "reason"),
  source: named(...REGISTER_FIELDS.source, "reason"),
  corridor: either(named(...REGISTER_FIELDS.corridor, "reason"), newPlace),
  merge: either(named("reason"), below(/^kept\./, isDate)),
  settings: named(...Object.keys(settingsSchema.shape)),
  handover: named("text"),
} as const satisfies Record<string, IsField>;
