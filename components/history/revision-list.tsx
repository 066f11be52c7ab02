import { Recorded } from "@/components/ui/language";
import type { AuthorRole } from "@/lib/domain/vocabulary";
import { instant, number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths, type Root, rootOf } from "@/lib/paths";
import { Changes, type Version } from "./changes";
import type { Names } from "./lines";

type Revision = Version & { seq: number; at: Date; reason: string; role: AuthorRole };
export type EntryHistory = {
  /** Newest first. */
  revisions: Revision[];
  /** How many there are, where these are only the newest. */
  all: number;
  names: Names;
};

/**
 * The public history of an entry: what each revision changed, when, why, and by which role.
 * @param at the address of the entry's page under a root
 * @param query what the file of revisions is asked for, to hold all of these
 */
export function RevisionList({
  reader,
  history,
  at,
  query,
}: {
  reader: Reader;
  history: EntryHistory;
  at: (root: Root) => string;
  query: string;
}) {
  const { locale, t, zone } = reader;
  const { revisions, all, names } = history;
  if (revisions.length === 0) return null;
  return (
    <section className="section" aria-labelledby="history">
      <h2 id="history">{t("page.history.title")}</h2>
      <p className="muted">{t("page.history.explained")}</p>
      {revisions.map((revision, i) => (
        <details key={revision.seq} id={`revision-${revision.seq}`} className="revision" open={i === 0}>
          <summary>
            {t(`changeKind.${revision.kind}`)}, {instant(locale, revision.at, zone)}
            <span className="muted"> · {t(`role.${revision.role}`)}</span>
          </summary>
          <div className="stack">
            {revision.reason && (
              <p>
                <Recorded reader={reader} text={revision.reason} />
              </p>
            )}
            <Changes reader={reader} names={names} version={revision} />
            <p className="small muted">
              <a href={`#revision-${revision.seq}`}>
                {t("page.history.number", { number: number(locale, revision.seq) })}
              </a>
              {" · "}
              <a href={at(rootOf(locale, revision.at))}>{t("page.history.after")}</a>
            </p>
          </div>
        </details>
      ))}
      {revisions.length < all && (
        <p className="small">
          {t("page.history.shown", { number: number(locale, revisions.length), all: number(locale, all) })}{" "}
          <a href={paths.fileAt(reader.root, "revisions", query)}>revisions.csv</a>
        </p>
      )}
    </section>
  );
}
