import type { Payload } from "@/lib/domain/payloads";
import type { Typed } from "@/lib/domain/typed";
import type { AuthorRole, ChangeKind } from "@/lib/domain/vocabulary";
import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { differences, type Line } from "./day-lines";
import type { FormLabels, Lists } from "./lists";

type Version = {
  seq: number;
  at: Date;
  kind: ChangeKind;
  reason: string;
  role: AuthorRole;
  author: string | null;
  before: Payload | null;
  after: Payload | null;
};

/** The versions of one entry, newest first, each with what it changed. Names people: for the desk only. */
export function History({
  reader,
  revisions,
  labels,
  lists,
  typedOf,
  linesOf,
}: {
  reader: Reader;
  revisions: readonly Version[];
  labels: FormLabels;
  lists: Lists;
  typedOf: (payload: Payload) => Typed;
  linesOf: (typed: Typed, labels: FormLabels, lists: Lists) => Line[];
}) {
  const { locale, t } = reader;
  const lines = (payload: Payload | null) => (payload ? linesOf(typedOf(payload), labels, lists) : []);
  if (revisions.length === 0) return <p>{t("desk.history.none")}</p>;
  return (
    <>
      <p className="hint">{t("desk.history.internal")}</p>
      {revisions.map((revision) => {
        const when = instant(locale, revision.at, reader.zone);
        const role = t(`role.${revision.role}`);
        return (
          <section key={revision.seq} className="version" id={`r${revision.seq}`}>
            <h2>
              {t("desk.history.version", { revision: String(revision.seq), kind: t(`changeKind.${revision.kind}`) })}
            </h2>
            <p>
              {revision.author
                ? t("desk.history.line", { when, name: revision.author, role })
                : t("desk.history.lineSeed", { when, role })}
            </p>
            {revision.reason && <p>{t("desk.history.reason", { reason: revision.reason })}</p>}
            <Changes
              reader={reader}
              first={!revision.before}
              lines={differences(lines(revision.before), lines(revision.after))}
            />
          </section>
        );
      })}
    </>
  );
}

/** What a version changed. The first one of an entry has nothing before it, and no column for that. */
function Changes({
  reader: { t },
  first,
  lines,
}: {
  reader: Reader;
  first: boolean;
  lines: ReturnType<typeof differences>;
}) {
  if (lines.length === 0) return null;
  return (
    <table className="table rows">
      <thead>
        <tr>
          <th scope="col">{t("desk.history.field")}</th>
          {!first && <th scope="col">{t("desk.history.before")}</th>}
          <th scope="col">{t(first ? "desk.history.written" : "desk.history.after")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.field}>
            <th scope="row">{line.label}</th>
            {!first && <td data-label={t("desk.history.before")}>{line.theirs || t("desk.form.empty")}</td>}
            <td data-label={first ? undefined : t("desk.history.after")}>{line.yours || t("desk.form.empty")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
