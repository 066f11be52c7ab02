import { Verified } from "@/components/desk/verified";
import { Pager } from "@/components/ui/pager";
import { requireActor } from "@/lib/auth/session";
import { AUDIT_PAGE, type AuditFilters, type AuditLine, auditChoices, readAudit } from "@/lib/data/audit-log";
import { store } from "@/lib/data/client";
import { verifyStore } from "@/lib/data/verification";
import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../page-frame";
import { auditFilters, auditQuery } from "./asked";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<Record<string, string | string[]>> };

/** Who did what, when and why; for administrators. */
export default async function AuditPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await requireActor(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const search = await searchParams;
  const of = (name: string) => [search[name] ?? ""].flat()[0];
  const filters = auditFilters(of);
  const before = /^\d{1,9}$/.test(of("before") ?? "") ? Number(of("before")) : undefined;
  const db = store().read;
  const choices = await auditChoices(db, actor);
  const read = await readAudit(db, actor, filters, reader.zone, before);
  const title = t("life.audit.title");
  if (!choices.ok || !read.ok)
    return (
      <DeskPage locale={locale} title={title} at={paths.deskAudit}>
        <p className="notice">{t("account.people.not_allowed")}</p>
      </DeskPage>
    );
  const verified = of("verify") ? await verifyStore(store(), actor) : null;
  const last = read.lines.at(-1)?.seq;
  const older = read.lines.length === AUDIT_PAGE && last ? auditQuery(filters, { before: String(last) }) : null;
  return (
    <DeskPage locale={locale} section="audit" title={title} at={paths.deskAudit}>
      <p className="lead">{t("life.audit.intro")}</p>
      <section className="section" aria-labelledby="verify">
        <h2 id="verify">{t("life.audit.verify")}</h2>
        {verified?.ok && <Verified reader={reader} chains={verified.chains} tables={verified.tables} />}
        <form method="get" action={paths.deskAudit(locale)} className="form">
          <p>{t("life.audit.verifyExplained")}</p>
          <p>
            <button type="submit" name="verify" value="1">
              {t("life.audit.verifyButton")}
            </button>
          </p>
        </form>
      </section>
      <section className="section" aria-labelledby="lines">
        <h2 id="lines">{t("life.audit.lines")}</h2>
        <Search reader={reader} filters={filters} people={choices.people} actions={choices.actions} />
        <Lines reader={reader} lines={read.lines} />
        <Pager
          label={t("past.changes.pages")}
          previous={before ? { href: paths.deskAudit(locale, auditQuery(filters)), text: t("life.newest") } : null}
          next={older ? { href: paths.deskAudit(locale, older), text: t("life.older") } : null}
        />
        <p>
          <a href={paths.deskAuditFile(locale, auditQuery(filters))}>{t("life.audit.file")}</a>
        </p>
      </section>
    </DeskPage>
  );
}

function Search({
  reader,
  filters,
  people,
  actions,
}: {
  reader: Reader;
  filters: AuditFilters;
  people: { id: string; name: string }[];
  actions: string[];
}) {
  const { locale, t } = reader;
  return (
    <form method="get" action={paths.deskAudit(locale)} className="form">
      <div className="field">
        <label htmlFor="person">{t("life.changes.who")}</label>
        <select id="person" name="person" defaultValue={filters.person ?? ""}>
          <option value="">{t("life.audit.anybody")}</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="action">{t("life.changes.what")}</label>
        <select id="action" name="action" defaultValue={filters.action ?? ""}>
          <option value="">{t("life.audit.anything")}</option>
          {actions.map((action) => (
            <option key={action}>{action}</option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="entry">{t("life.audit.entry")}</label>
        <input id="entry" name="entry" defaultValue={filters.entry ?? ""} autoCapitalize="none" spellCheck={false} />
      </div>
      <div className="field">
        <label htmlFor="from">{t("life.audit.from")}</label>
        <input type="date" id="from" name="from" defaultValue={filters.from ?? ""} />
      </div>
      <div className="field">
        <label htmlFor="to">{t("life.audit.to")}</label>
        <input type="date" id="to" name="to" defaultValue={filters.to ?? ""} />
      </div>
      <p>
        <button type="submit" className="quiet">
          {t("desk.board.show")}
        </button>
      </p>
    </form>
  );
}

function Lines({ reader, lines }: { reader: Reader; lines: AuditLine[] }) {
  const { locale, t, zone } = reader;
  if (lines.length === 0) return <p>{t("life.audit.none")}</p>;
  return (
    <table className="table rows">
      <thead>
        <tr>
          <th scope="col">{t("life.changes.when")}</th>
          <th scope="col">{t("life.changes.who")}</th>
          <th scope="col">{t("life.changes.what")}</th>
          <th scope="col">{t("life.changes.why")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.seq}>
            <th scope="row">{instant(locale, line.at, zone)}</th>
            <td>{line.who}</td>
            <td>
              <code>{line.action}</code>{" "}
              {line.kind && line.entry && <a href={paths.deskEntry(locale, line.kind, line.entry)}>{line.entry}</a>}
            </td>
            <td>{line.reason || "–"}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
