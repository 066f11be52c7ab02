import { Changes, type Version } from "@/components/history/changes";
import type { Names } from "@/components/history/lines";
import type { AuthorRole } from "@/lib/domain/vocabulary";
import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";

type Authored = Version & { seq: number; at: Date; reason: string; role: AuthorRole; author: string | null };

/** The versions of one entry, newest first, each with what it changed. Names people: for the desk only. */
export function History({
  reader,
  revisions,
  names,
}: {
  reader: Reader;
  revisions: readonly Authored[];
  names: Names;
}) {
  const { locale, t } = reader;
  if (revisions.length === 0) return <p>{t("desk.history.none")}</p>;
  return (
    <>
      <p className="hint">{t("desk.history.internal")}</p>
      {revisions.map((revision) => {
        const when = instant(locale, revision.at, reader.zone);
        const role = t(`role.${revision.role}`);
        return (
          <section key={revision.seq} className="version stack" id={`r${revision.seq}`}>
            <h2>
              {t("desk.history.version", { revision: String(revision.seq), kind: t(`changeKind.${revision.kind}`) })}
            </h2>
            <p>
              {revision.author
                ? t("desk.history.line", { when, name: revision.author, role })
                : t("desk.history.lineSeed", { when, role })}
            </p>
            {revision.reason && <p>{t("desk.history.reason", { reason: revision.reason })}</p>}
            <Changes reader={reader} names={names} version={revision} />
          </section>
        );
      })}
    </>
  );
}
