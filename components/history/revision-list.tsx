import { Recorded } from "@/components/ui/language";
import type { AuthorRole, ChangeKind } from "@/lib/domain/vocabulary";
import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";

type Revision = { seq: number; at: Date; kind: ChangeKind; reason: string; role: AuthorRole; fields: string[] };

/** The public history of an entry, newest first: what was done, when, why, by which role, to which fields. */
export function RevisionList({ reader, revisions }: { reader: Reader; revisions: Revision[] }) {
  const { locale, t, zone } = reader;
  if (revisions.length === 0) return null;
  return (
    <section className="section" aria-labelledby="history">
      <h2 id="history">{t("page.history.title")}</h2>
      <p className="muted">{t("page.history.explained")}</p>
      <ol>
        {revisions.map((revision) => (
          <li key={revision.seq} className="claim">
            <p>
              <strong>{t(`changeKind.${revision.kind}`)}</strong>, {instant(locale, revision.at, zone)}
              <span className="muted"> · {t(`role.${revision.role}`)}</span>
            </p>
            {revision.reason && (
              <p>
                <Recorded reader={reader} text={revision.reason} />
              </p>
            )}
            {revision.kind !== "addition" && revision.fields.length > 0 && (
              <p className="small muted">
                {t("page.history.fields")} <code>{revision.fields.join(", ")}</code>
              </p>
            )}
            <p className="small muted">{t("page.history.number", { number: String(revision.seq) })}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
