import type { ChainFault, Head } from "@/lib/domain/chain";
import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";

type Chain = { fitting: number; head: Head; broken: { seq: number; fault: ChainFault } | null };
type Misfit = { table: string; key: string; seq: number | null; columns: string[] };
type Tables = { rows: number; first: Misfit | null } | null;

const headText = ({ seq, hash }: Head) => (seq === 0 ? "–" : `${seq}:${hash}`);

/** What the verification of both chains and of the tables came to, with the heads to keep elsewhere. */
export function Verified({
  reader,
  chains,
  tables,
}: {
  reader: Reader;
  chains: { public: Chain; audit: Chain };
  tables: Tables;
}) {
  const { locale, t } = reader;
  const whole = !chains.public.broken && !chains.audit.broken && tables !== null && !tables.first;
  const said = ({ fitting, broken }: Chain) =>
    broken
      ? t("life.audit.broken", { seq: String(broken.seq), fault: broken.fault })
      : t("life.audit.whole", { count: fitting, number: number(locale, fitting) });
  const tablesSaid = () => {
    if (!tables) return t("life.audit.notCompared");
    if (!tables.first) return t("life.audit.tablesWhole", { count: tables.rows, number: number(locale, tables.rows) });
    const { table, key, seq, columns } = tables.first;
    if (seq === null) return t("life.audit.stranger", { row: `${table} ${key}` });
    const row = { seq: String(seq), row: `${table} ${key}` };
    return columns.length > 0
      ? t("life.audit.differs", { ...row, columns: columns.join(", ") })
      : t("life.audit.missing", row);
  };
  return (
    <div className={whole ? "notice done" : "notice"} role={whole ? "status" : "alert"}>
      <dl className="facts">
        <dt>{t("life.audit.publicChain")}</dt>
        <dd>
          {said(chains.public)} <code className="once">{headText(chains.public.head)}</code>
        </dd>
        <dt>{t("life.audit.auditChain")}</dt>
        <dd>
          {said(chains.audit)} <code className="once">{headText(chains.audit.head)}</code>
        </dd>
        <dt>{t("life.audit.tables")}</dt>
        <dd>{tablesSaid()}</dd>
      </dl>
    </div>
  );
}
