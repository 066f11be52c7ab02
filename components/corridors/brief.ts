import type { Settings } from "@/lib/domain/settings";
import { instant, longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { statusSentence } from "@/lib/i18n/status-text";
import { paths } from "@/lib/paths";
import type { BoardView } from "./board-types";
import { corridorTitle } from "./corridor-name";
import { byOutcome, OUTCOME_GROUPS } from "./outcome-groups";

/** The largest brief, in bytes of UTF-8: it has to fit into one message. */
export const BRIEF_BYTES = 1000;

const size = (lines: string[]) => new TextEncoder().encode(`${lines.join("\n")}\n`).length;

/**
 * The board as plain text to forward, at most BRIEF_BYTES long. Every status keeps its date in its line, because lines
 * are quoted alone. What does not fit is counted, never cut in the middle.
 * @param site the public origin
 */
export function briefText(reader: Reader, settings: Settings, view: BoardView, site: string): string {
  const { locale, t, now } = reader;
  const { lastDay, live } = view.window;
  const head = [locale === "uk" ? settings.titleUk : settings.titleEn, t("page.brief.reports")];
  const foot = [`${site}${paths.board(locale)}`];
  if (!lastDay) return `${[...head, t("page.board.empty"), ...foot].join("\n")}\n`;
  const date = longDate(locale, lastDay);
  head.push(
    t("page.brief.asOf", { time: instant(locale, now, reader.zone) }),
    live ? t("page.board.live", { date }) : `${t("page.board.ended", { date })} ${t("page.board.notToday")}`,
    "",
  );
  const groups = byOutcome(view.rows, now);
  const rows = OUTCOME_GROUPS.flatMap((group) => groups[group]);
  const lines: string[] = [];
  for (const [i, { corridor, latest }] of rows.entries()) {
    const line = `- ${corridorTitle(reader, corridor)}: ${statusSentence(reader, latest)}`;
    const rest = rows.length - i - 1;
    const more = rest > 0 ? [t("page.board.others", { count: rest })] : [];
    if (size([...head, ...lines, line, ...more, ...foot]) > BRIEF_BYTES) {
      lines.push(t("page.board.others", { count: rest + 1 }));
      break;
    }
    lines.push(line);
  }
  return `${[...head, ...lines, ...foot].join("\n")}\n`;
}
