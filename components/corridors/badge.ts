import type { Corridor, CorridorDay } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { corridorTitle } from "./corridor-name";
import { currentReport } from "./current-report";

/**
 * What a corridor's badge says.
 * @param readers the language that is written on it first; whoever hears it hears the others, too
 */
export function badgeOf(readers: readonly Reader[], view: { corridor: Corridor; days: readonly CorridorDay[] }) {
  const told = readers.map((reader) => {
    const { sentences, grade, touched, live } = currentReport(reader, view.days);
    const small = [grade, touched].filter((text) => text !== null);
    return {
      lang: reader.locale,
      name: corridorTitle(reader, view.corridor),
      sentences,
      small,
      foot: reader.t("page.brief.reports"),
      live,
    };
  });
  const said = told.map(({ sentences, small, foot }) => `${[...sentences, ...small].join(". ")}. ${foot}`);
  return { ...told[0]!, title: told.map(({ name }) => name).join(" · "), description: said.join(" ") };
}
