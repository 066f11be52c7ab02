import { corridorTitle } from "@/components/corridors/corridor-name";
import { wideClaimTitle } from "@/components/feed/feed-entries";
import { sourceTitle } from "@/components/sources/source-reference";
import { Recorded } from "@/components/ui/language";
import { Pager } from "@/components/ui/pager";
import type { Claim, Corridor, Party, Source } from "@/lib/domain/record";
import { type Bilingual, inLanguage } from "@/lib/domain/text";
import type { AuthorRole, ChangeKind } from "@/lib/domain/vocabulary";
import { instant, longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths, type Root, rootOf } from "@/lib/paths";

export type Entry =
  | { kind: "corridor_day"; corridor: Corridor; date: string }
  | { kind: "corridor"; corridor: Corridor }
  | { kind: "place"; name: Bilingual }
  | { kind: "party"; party: Party }
  | { kind: "source"; source: Source }
  | { kind: "claim"; claim: Claim; corridor: Corridor | null }
  | { kind: "retractedClaim"; claimant: Party; source: string };
type Change = { seq: number; at: Date; change: ChangeKind; reason: string; role: AuthorRole; entry: Entry | null };

/** What an entry is called, and where its page is under a root; the board, where it has none of its own. */
export function entryPage(reader: Reader, entry: Entry | null): { title: string; at: (root: Root) => string } {
  const { locale, t } = reader;
  const nameOf = (name: Bilingual) => inLanguage(name, locale)?.text ?? "";
  switch (entry?.kind) {
    case "corridor_day": {
      const { corridor, date } = entry;
      const title = `${corridorTitle(reader, corridor)}, ${longDate(locale, date)}`;
      return { title, at: (root) => paths.corridorDay(root, corridor.slug, date) };
    }
    case "corridor":
      return { title: corridorTitle(reader, entry.corridor), at: (root) => paths.corridor(root, entry.corridor.slug) };
    case "party":
      return { title: nameOf(entry.party.name), at: (root) => paths.party(root, entry.party.slug) };
    case "source":
      return { title: sourceTitle(reader, entry.source), at: (root) => paths.source(root, entry.source.slug) };
    case "place":
      return { title: nameOf(entry.name), at: paths.board };
    case "claim": {
      const { key, source } = entry.claim;
      return { title: wideClaimTitle(reader, entry), at: (root) => `${paths.source(root, source.slug)}#${key}` };
    }
    case "retractedClaim": {
      const title = t("past.changes.claim", { party: nameOf(entry.claimant.name) });
      return { title, at: (root) => paths.source(root, entry.source) };
    }
    default:
      return { title: t("past.title"), at: paths.board };
  }
}

/** The latest public changes, newest first: what was done to which entry, when, why and by which role. */
export function ChangeList({
  reader,
  changes,
  page,
  pages,
}: {
  reader: Reader;
  changes: Change[];
  page: number;
  pages: number;
}) {
  const { locale, t, zone } = reader;
  const end = (to: number, text: string) => (to >= 1 && to <= pages ? { href: paths.past(locale, to), text } : null);
  return (
    <section className="section" aria-labelledby="changes">
      <h2 id="changes">{t("past.changes.title")}</h2>
      <p className="muted">{t(changes.length > 0 ? "past.changes.explained" : "past.changes.none")}</p>
      <ol reversed start={changes[0]?.seq} className="changes">
        {changes.map((change) => {
          const { title, at } = entryPage(reader, change.entry);
          return (
            <li key={change.seq} className="claim">
              <p>
                <strong>{t(`changeKind.${change.change}`)}</strong>: <a href={at(locale)}>{title}</a>
              </p>
              <p className="small muted">
                {instant(locale, change.at, zone)} · {t(`role.${change.role}`)}
              </p>
              {change.reason && (
                <p>
                  <Recorded reader={reader} text={change.reason} />
                </p>
              )}
              <p className="small">
                <a href={at(rootOf(locale, change.at))}>{t("past.changes.after", { number: String(change.seq) })}</a>
              </p>
            </li>
          );
        })}
      </ol>
      {pages > 1 && <p className="small muted">{t("page.pager.page", { page, pages })}</p>}
      <Pager
        label={t("past.changes.pages")}
        previous={end(page - 1, t("page.pager.previous"))}
        next={end(page + 1, t("page.pager.next"))}
      />
    </section>
  );
}
