import type { Noun } from "@/lib/domain/merging";
import type { Corridor, Party, Place, Source } from "@/lib/domain/record";
import { OWN_SIDE, REGISTER_FIELDS } from "@/lib/domain/register";
import { inLanguage } from "@/lib/domain/text";
import type { Typed } from "@/lib/domain/typed";
import { dateWithPrecision } from "@/lib/i18n/format";
import type { Messages } from "@/lib/i18n/messages";
import type { Reader } from "@/lib/i18n/reader";
import { corridorTitle } from "../corridors/corridor-name";
import { sourceTitle } from "../sources/source-reference";
import type { Line } from "./day-lines";
import type { FormLabels, Lists } from "./lists";

export type Registered =
  | { noun: "place"; slug: string; entity: Place }
  | { noun: "party"; slug: string; entity: Party }
  | { noun: "source"; slug: string; entity: Source }
  | { noun: "corridor"; slug: string; entity: Corridor };
type Usages = Partial<Record<keyof Messages["register"]["uses"], number>>;

/** What an entry is called. */
export function entryTitle(reader: Reader, { noun, slug, entity }: Registered): string {
  if (noun === "corridor") return corridorTitle(reader, entity);
  if (noun === "source") return sourceTitle(reader, entity);
  return inLanguage(entity.name, reader.locale)?.text ?? slug;
}

/** What tells an entry from others of its name, part by part. */
export function entryDetail(reader: Reader, { noun, slug, entity }: Registered): string[] {
  const { locale, t } = reader;
  if (noun === "place") {
    const other = locale === "en" ? entity.name.uk : entity.name.en;
    const region = entity.adm1Name ?? entity.adm1;
    return [t(`placeKind.${entity.kind}`), region, entity.country, other, ...entity.aliases].filter(
      (part) => part !== null,
    );
  }
  if (noun === "party") return [t(`partyKind.${entity.kind}`), locale === "en" ? entity.name.uk : entity.name.en, slug];
  if (noun === "source") {
    const published = dateWithPrecision(t, locale, {
      date: entity.publishedOn,
      precision: entity.publishedOnPrecision,
    });
    return [published, entity.url, entity.file, slug].filter((part): part is string => Boolean(part));
  }
  return [t(`purpose.${entity.purpose}`), slug];
}

/** Where an entry is used, in words: `blamed in 14 claims`. */
export function usageWords({ t }: Reader, usages: Usages): string[] {
  const words = Object.entries(usages) as [keyof Usages, number][];
  return words.length ? words.map(([use, count]) => t(`register.uses.${use}`, { count })) : [t("register.unused")];
}

/** The form of an entry as lines that can be read and compared. */
export function registerLines(noun: Noun, typed: Typed, labels: FormLabels, lists: Lists): Line[] {
  const options: Record<string, readonly { value: string; label: string }[]> = {
    kind: noun === "party" ? lists.partyKinds : lists.placeKinds,
    precision: lists.placePrecisions,
    side: [{ value: OWN_SIDE, label: labels.ownSide }, ...lists.sides],
    publishedOnPrecision: lists.datePrecisions,
    origin: lists.places,
    destination: lists.places,
    purpose: lists.purposes,
    continuedAs: lists.corridors,
  };
  const names: Record<string, string> = {
    kind: noun === "party" ? labels.partyKind : labels.placeKind,
    precision: labels.placePrecision,
  };
  return REGISTER_FIELDS[noun].map((field) => {
    const own = (labels as unknown as Record<string, unknown>)[field];
    const value = typed[field] ?? "";
    return {
      field,
      label: names[field] ?? (typeof own === "string" ? own : field),
      text: options[field]?.find((option) => option.value === value)?.label ?? value,
    };
  });
}
