import { corridorTitle } from "@/components/corridors/corridor-name";
import { Legend } from "@/components/corridors/legend";
import { Pager } from "@/components/ui/pager";
import type { LocalDate } from "@/lib/domain/dates";
import { FILE_NAMES } from "@/lib/domain/files";
import { FILTER_NAMES, filterQuery } from "@/lib/domain/filters";
import type { BriefDay, Corridor, NamedCorridor } from "@/lib/domain/record";
import { recordsQuery } from "@/lib/domain/records";
import { dateRange, longDate, number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { type Asked, named, valueText } from "./asked";
import { type Choices, RecordsForm } from "./records-form";
import { RecordsGrid, RecordsTable } from "./records-rows";

/** What was found: a page of it as a list, or as a grid of corridors and days. */
export type Found = { count: number; page: number; pages: number } & (
  | { rows: { corridor: NamedCorridor; day: BriefDay }[]; dates: null }
  | {
      rows: { corridor: Corridor; days: (BriefDay | null)[]; others: ReadonlySet<LocalDate> }[];
      dates: LocalDate[];
      earlier: LocalDate | null;
      later: LocalDate | null;
    }
);

/** The explorer: the form, what was asked in words, and what was found; null where something asked is wrong. */
export function RecordsView({
  reader,
  asked,
  choices,
  found,
}: {
  reader: Reader;
  asked: Asked;
  choices: Choices;
  found: Found | null;
}) {
  const { locale, t } = reader;
  return (
    <>
      <h1 className="section">{t("explorer.title")}</h1>
      <p className="muted after-heading">{t("explorer.explained")}</p>
      <RecordsForm reader={reader} asked={asked} choices={choices} />
      <section className="section stack" aria-labelledby="found" id="results">
        <h2 id="found">
          {found
            ? t("explorer.count", { count: found.count, number: number(locale, found.count) })
            : t("explorer.wrong")}
        </h2>
        {!found && <p>{t("explorer.wrongExplained")}</p>}
        {found && <Active reader={reader} asked={asked} choices={choices} />}
        {found?.count === 0 && <p className="aside">{t("explorer.none")}</p>}
        {found && <Files reader={reader} asked={asked} />}
        {found && found.count > 0 && (
          <>
            {found.pages > 1 && (
              <p className="muted">{t("page.pager.page", { page: found.page, pages: found.pages })}</p>
            )}
            {found.dates ? (
              <>
                <p>{dateRange(locale, found.dates[0] ?? "", found.dates.at(-1) ?? "")}</p>
                <Legend reader={reader} />
                {found.rows.some(({ others }) => others.size > 0) && (
                  <p className="small muted">{t("explorer.grid.explained")}</p>
                )}
                <RecordsGrid reader={reader} rows={found.rows} dates={found.dates} />
              </>
            ) : (
              <RecordsTable reader={reader} rows={found.rows} />
            )}
            <Pages reader={reader} asked={asked} found={found} />
          </>
        )}
      </section>
    </>
  );
}

/** The filters in words, each with a link that takes it away. */
function Active({ reader, asked, choices }: { reader: Reader; asked: Asked; choices: Choices }) {
  const { locale, t } = reader;
  const names = {
    corridor: new Map(choices.corridors.map((one) => [one.slug, corridorTitle(reader, one)])),
    party: new Map(choices.parties.map(({ slug, name }) => [slug, named(locale, name)])),
    region: new Map(choices.regions.map(({ code, name }) => [code, named(locale, name)])),
  };
  const or = new Intl.ListFormat(locale, { type: "disjunction" });
  const active = FILTER_NAMES.filter((name) => asked.typed[name].length > 0);
  if (active.length === 0) return null;
  return (
    <ul className="active" aria-label={t("explorer.active")}>
      {active.map((name) => {
        const label = t(`explorer.filter.${name}`);
        const values = or.format(asked.typed[name].map((value) => valueText(reader, name, value, names)));
        const without = recordsQuery({ ...asked, typed: { ...asked.typed, [name]: [] }, page: 1, end: null });
        return (
          <li key={name}>
            <span className="muted">{label}:</span> {values}{" "}
            <a href={paths.records(reader.root, without)} className="small">
              {t("explorer.remove")}
              <span className="sr"> {label}</span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}

/** The same rows, and what belongs to them, to take away. */
function Files({ reader, asked }: { reader: Reader; asked: Asked }) {
  const { t } = reader;
  if (!asked.filters) return null;
  const query = filterQuery(asked.filters);
  const excel = [query, "variant=excel"].filter(Boolean).join("&");
  return (
    <p className="small">
      {t("explorer.files.days")} <a href={paths.fileAt(reader.root, "corridor-days", query)}>corridor-days.csv</a>,{" "}
      <a href={paths.fileAt(reader.root, "corridor-days", excel)}>{t("explorer.files.excel")}</a>.{" "}
      {t("explorer.files.others")}{" "}
      {FILE_NAMES.filter((name) => name !== "corridor-days").map((name, i) => (
        <span key={name}>
          {i > 0 && ", "}
          <a href={paths.fileAt(reader.root, name, query)}>{name}.csv</a>
        </span>
      ))}
      .
    </p>
  );
}

function Pages({ reader, asked, found }: { reader: Reader; asked: Asked; found: Found }) {
  const { locale, t } = reader;
  const to = (more: Partial<Asked>) => paths.records(reader.root, recordsQuery({ ...asked, ...more }));
  const { page, pages } = found;
  return (
    <>
      <Pager
        label={t("page.pager.pages")}
        previous={page > 1 ? { href: to({ page: page - 1 }), text: t("page.pager.previous") } : null}
        next={page < pages ? { href: to({ page: page + 1 }), text: t("page.pager.next") } : null}
      />
      {found.dates && (
        <Pager
          label={t("page.pager.days")}
          previous={
            found.earlier === null
              ? null
              : {
                  href: to({ page: 1, end: found.earlier }),
                  text: t("explorer.grid.earlier", { date: longDate(locale, found.earlier) }),
                }
          }
          next={
            found.later === null
              ? null
              : {
                  href: to({ page: 1, end: found.later }),
                  text: t("explorer.grid.later", { date: longDate(locale, found.later) }),
                }
          }
        />
      )}
    </>
  );
}
