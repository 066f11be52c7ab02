import type { Corridor, Party, Place, Source } from "@/lib/domain/record";
import { allowedStatuses } from "@/lib/domain/status";
import { inLanguage } from "@/lib/domain/text";
import {
  CLAIM_KINDS,
  CLAIM_SCOPES,
  COUNTED,
  DATE_PRECISIONS,
  OUTCOMES,
  PARTY_KINDS,
  PLACE_KINDS,
  PLACE_PRECISIONS,
  PURPOSES,
  QUALIFIERS,
} from "@/lib/domain/vocabulary";
import type { Messages } from "@/lib/i18n/messages";
import type { Reader } from "@/lib/i18n/reader";
import { corridorTitle } from "../corridors/corridor-name";
import { sourceTitle } from "../sources/source-reference";
import type { Option } from "./field";

/** The words of the forms: plain sentences, so that the browser needs no library to show them. */
export type FormLabels = Messages["desk"]["form"];

/** What the forms offer to choose from, in the reader's language. */
export type Lists = {
  statuses: (Option & { hint: string })[];
  kinds: Option[];
  outcomes: Option[];
  counted: Option[];
  qualifiers: Option[];
  datePrecisions: Option[];
  partyKinds: Option[];
  placeKinds: Option[];
  placePrecisions: Option[];
  purposes: Option[];
  scopes: Option[];
  parties: Option[];
  /** Parties that others belong to. */
  sides: Option[];
  sources: Option[];
  statements: Option[];
  places: Option[];
  corridors: Option[];
};

export function listsOf(
  reader: Reader,
  record: {
    places: readonly Place[];
    parties: readonly Party[];
    sources: readonly Source[];
    corridors: readonly Corridor[];
    statements: readonly { key: string; summary: { en: string; uk: string } }[];
  },
  phase: "future" | "today" | "past" = "past",
): Lists {
  const { locale, t } = reader;
  const words = <K extends string>(values: readonly K[], label: (value: K) => string): Option[] =>
    values.map((value) => ({ value, label: label(value) }));
  const byLabel = (options: Option[]) => options.sort((a, b) => a.label.localeCompare(b.label, locale));
  const named = (entries: readonly { slug: string; name: { en: string; uk: string } }[]) =>
    byLabel(entries.map((entry) => ({ value: entry.slug, label: entry.name[locale] || entry.name.en })));
  return {
    statuses: allowedStatuses(phase).map((value) => ({
      value,
      label: t(`status.${value}`),
      hint: t(`statusShort.${value}`),
    })),
    kinds: words(CLAIM_KINDS, (value) => t(`claimKind.${value}`)),
    outcomes: words(OUTCOMES, (value) => t(`outcome.${value}`)),
    counted: words(COUNTED, (value) => t(`counted.${value}`)),
    qualifiers: words(QUALIFIERS, (value) => t(`qualifier.${value}`)),
    datePrecisions: words(DATE_PRECISIONS, (value) => t(`datePrecision.${value}`)),
    partyKinds: words(PARTY_KINDS, (value) => t(`partyKind.${value}`)),
    placeKinds: words(PLACE_KINDS, (value) => t(`placeKind.${value}`)),
    placePrecisions: words(PLACE_PRECISIONS, (value) => t(`placePrecision.${value}`)),
    purposes: words(PURPOSES, (value) => t(`purpose.${value}`)),
    scopes: words(
      CLAIM_SCOPES.filter((scope) => scope !== "corridor_day"),
      (value) => t(`claimScope.${value}`),
    ),
    parties: named(record.parties),
    sides: named(record.parties.filter((party) => party.side === party.slug)),
    sources: record.sources.map((source) => ({
      value: source.slug,
      label: `${sourceTitle(reader, source)} · ${source.slug}`,
    })),
    statements: record.statements.map(({ key, summary }) => ({
      value: key,
      label: inLanguage(summary, locale)?.text ?? key,
    })),
    places: named(record.places),
    corridors: byLabel(
      record.corridors.map((corridor) => ({ value: corridor.slug, label: corridorTitle(reader, corridor) })),
    ),
  };
}
