import { describe, expect, it } from "vitest";
import * as vocabulary from "@/lib/domain/vocabulary";
import { read } from "@/tests/support/code";

/** The enumerations of the tables and the lists of the rules that must be the same. */
const PAIRS: Record<string, readonly string[]> = {
  PlaceKind: vocabulary.PLACE_KINDS,
  PlacePrecision: vocabulary.PLACE_PRECISIONS,
  PartyKind: vocabulary.PARTY_KINDS,
  Purpose: vocabulary.PURPOSES,
  DayStatus: vocabulary.DAY_STATUSES,
  DatePrecision: vocabulary.DATE_PRECISIONS,
  Grade: vocabulary.GRADES,
  ClaimScope: vocabulary.CLAIM_SCOPES,
  ClaimKind: vocabulary.CLAIM_KINDS,
  Outcome: vocabulary.OUTCOMES,
  CountOf: vocabulary.COUNTED,
  Qualifier: vocabulary.QUALIFIERS,
  EntryKind: vocabulary.ENTRY_KINDS,
  ChangeKind: vocabulary.CHANGE_KINDS,
  ChangeOrigin: vocabulary.CHANGE_ORIGINS,
  DraftState: vocabulary.DRAFT_STATES,
  Role: vocabulary.ROLES,
  AuthorRole: vocabulary.AUTHOR_ROLES,
};
/** Enumerations of the desk, which the record's vocabulary does not speak of. */
const DESK = ["LinkPurpose"];

const enums = new Map(
  [...read("prisma/schema.prisma").matchAll(/^enum (\w+) \{([^}]*)\}/gm)].map(([, name, body]) => [
    name as string,
    (body as string)
      .replace(/\/\/.*$/gm, "")
      .split(/\s+/)
      .filter(Boolean),
  ]),
);

describe("the vocabulary of the rules and of the tables", () => {
  it("is one: the same words in the same order", () => {
    for (const [name, words] of Object.entries(PAIRS)) expect([name, enums.get(name)]).toEqual([name, [...words]]);
  });

  it("has no enumeration that the rules do not know", () => {
    expect([...enums.keys()].filter((name) => !(name in PAIRS) && !DESK.includes(name))).toEqual([]);
  });

  it("has a list for every pair: none was left out here", () => {
    const lists = Object.entries(vocabulary).filter(([name]) => !["SHOWN_STATUSES", "LOCALES"].includes(name));
    expect(lists.filter(([, words]) => !Object.values(PAIRS).includes(words)).map(([name]) => name)).toEqual([]);
  });

  it("calls a status that is shown by the name under which it is recorded, and adds one for silence", () => {
    expect(vocabulary.SHOWN_STATUSES).toEqual([...vocabulary.DAY_STATUSES, "outcome_not_reported"]);
    expect(vocabulary.OUTCOMES.every((outcome) => vocabulary.DAY_STATUSES.includes(outcome))).toBe(true);
  });
});
