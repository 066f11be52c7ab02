/**
 * The words of the record, one per idea: the same in tables, code, URLs and files.
 * What each means stands in docs and on /method; what the screens call it, in lib/i18n.
 */
export const PLACE_KINDS = ["settlement", "district", "region", "country", "not_stated"] as const;
export const PLACE_PRECISIONS = ["settlement", "district", "region", "country"] as const;
export const PARTY_KINDS = ["state", "force", "authority", "agency", "organisation", "medium"] as const;
export const PURPOSES = ["evacuation", "aid"] as const;
/** What editors record for a corridor day. */
export const DAY_STATUSES = ["proposed", "announced", "held", "partly_held", "failed", "cancelled"] as const;
/** What readers are shown: as recorded, or that an announced day is over and nobody reported how it went. */
export const SHOWN_STATUSES = [...DAY_STATUSES, "outcome_not_reported"] as const;
export const OUTCOMES = ["held", "partly_held", "failed"] as const;
export const DATE_PRECISIONS = ["day", "range", "inferred"] as const;
export const GRADES = ["contested", "both_sides", "corroborated", "single_source", "unsourced"] as const;
export const CLAIM_SCOPES = ["corridor_day", "corridor", "day", "region", "country"] as const;
export const CLAIM_KINDS = [
  "announcement",
  "agreement",
  "outcome",
  "obstacle",
  "blame",
  "denial",
  "rejection",
  "evacuees",
  "casualties",
] as const;
export const COUNTED = ["people", "vehicles", "killed", "injured"] as const;
export const QUALIFIERS = ["exact", "about", "at_least", "up_to"] as const;
export const ENTRY_KINDS = ["corridor_day", "claim", "corridor", "place", "party", "source"] as const;
export const CHANGE_KINDS = ["addition", "correction", "retraction", "merge", "redaction"] as const;
/** Through which door a change came in. Internal, as who made it is. */
export const CHANGE_ORIGINS = ["form", "seed", "import", "merge", "revert"] as const;
/** What became of an entry that is not published: kept for later, waiting for another person, sent back, turned down. */
export const DRAFT_STATES = ["draft", "suggested", "sent_back", "rejected"] as const;
export const ROLES = ["contributor", "editor", "admin"] as const;
/** What a public revision says of its author: a role, never a person. */
export const AUTHOR_ROLES = ["seed", ...ROLES] as const;
export const LOCALES = ["en", "uk"] as const;

export type PlaceKind = (typeof PLACE_KINDS)[number];
export type PlacePrecision = (typeof PLACE_PRECISIONS)[number];
export type PartyKind = (typeof PARTY_KINDS)[number];
export type Purpose = (typeof PURPOSES)[number];
export type DayStatus = (typeof DAY_STATUSES)[number];
export type ShownStatus = (typeof SHOWN_STATUSES)[number];
export type Outcome = (typeof OUTCOMES)[number];
export type DatePrecision = (typeof DATE_PRECISIONS)[number];
export type Grade = (typeof GRADES)[number];
export type ClaimScope = (typeof CLAIM_SCOPES)[number];
export type ClaimKind = (typeof CLAIM_KINDS)[number];
export type Counted = (typeof COUNTED)[number];
export type Qualifier = (typeof QUALIFIERS)[number];
export type EntryKind = (typeof ENTRY_KINDS)[number];
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export type ChangeOrigin = (typeof CHANGE_ORIGINS)[number];
export type DraftState = (typeof DRAFT_STATES)[number];
export type Role = (typeof ROLES)[number];
export type AuthorRole = (typeof AUTHOR_ROLES)[number];
export type Locale = (typeof LOCALES)[number];
