import { Arrow } from "@/components/ui/arrow";
import { Text } from "@/components/ui/language";
import type { NamedCorridor } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";

/** The corridor in plain text, for titles: `Mariupol → Zaporizhzhia`, with its purpose where that is aid. */
export function corridorTitle(
  { locale, t }: Reader,
  { origin, destination, purpose }: Omit<NamedCorridor, "slug">,
): string {
  const name = `${origin.name[locale] || origin.name.en} → ${destination.name[locale] || destination.name.en}`;
  return purpose === "aid" ? t("page.corridor.aidTitle", { name }) : name;
}

/** Origin and destination with an arrow that points the way people read; "to" for those who hear it. */
export function CorridorName({ reader, corridor }: { reader: Reader; corridor: NamedCorridor }) {
  return (
    <>
      <Text reader={reader} value={corridor.origin.name} />
      <Arrow label={reader.t("page.corridor.to")} />
      <Text reader={reader} value={corridor.destination.name} />
    </>
  );
}
