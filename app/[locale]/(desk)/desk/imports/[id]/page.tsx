import { KeptMapping } from "@/components/imports/kept-mapping";
import { LandedCounts, LandedRows, type ShownRow } from "@/components/imports/landed-rows";
import { LookAgain } from "@/components/imports/look-again.client";
import { MappingForm } from "@/components/imports/mapping-form";
import { QuestionsForm } from "@/components/imports/questions-form";
import { RunForm } from "@/components/imports/run-form";
import { requireActor } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { findImport, namedEntries, type OpenImport } from "@/lib/data/imports";
import { type Arrival, LANDING_STATES, type LandingState, LONGEST_NAME } from "@/lib/domain/arrivals";
import { isRefusalCode, type Refusal } from "@/lib/domain/errors";
import { codesOf, type Mapping, sameWord, suggestedMapping, type UsedMapping } from "@/lib/domain/mapping";
import type { Locale } from "@/lib/domain/vocabulary";
import { number } from "@/lib/i18n/format";
import { problemText, refusalText } from "@/lib/i18n/problem-text";
import type { Reader } from "@/lib/i18n/reader";
import { wordsMapped } from "@/lib/ingest/rows";
import type { ReadFile } from "@/lib/ingest/upload";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../page-frame";
import { sendChoices, sendImport, sendMapping } from "../actions";
import { jobOf, landingOf, readWaiting } from "../waiting";

type Search = { no?: string; map?: string; show?: string; page?: string };
type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<Search> };

/** Rows on one page. */
const PAGE = 100;
/** Values of one field, and questions, that are asked at once. */
const MOST = 60;
/** Fields of a new row that are shown. */
const SAID = 10;

/** One upload: what its columns mean, how its rows would land, and the button that lets them land. */
export default async function ImportPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const { id } = await params;
  const actor = await requireActor(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const search = await searchParams;
  const open = await findImport(store().read, actor, id);
  const frame = { locale, section: "imports", at: (other: typeof locale) => paths.deskImport(other, id) } as const;
  if (!open.ok)
    return (
      <DeskPage {...frame} title={t("imports.title")}>
        <p className="notice">{refusalText(t, open)}</p>
      </DeskPage>
    );
  const job = jobOf(id);
  const title = open.run.name.length > 80 ? `${open.run.name.slice(0, 80)}…` : open.run.name;
  return (
    <DeskPage {...frame} title={title}>
      {open.run.changeSet !== null ? (
        <Done reader={reader} changeSet={open.run.changeSet} />
      ) : job && !job.answer ? (
        <Running reader={reader} id={id} done={job.done} all={job.all} />
      ) : (
        <Waiting reader={reader} open={open} search={search} failed={failureOf(id)} />
      )}
      <p className="links">
        <a href={paths.deskImports(locale)}>{t("imports.run.back")}</a>
      </p>
    </DeskPage>
  );
}

/** Why the last attempt came to nothing. */
function failureOf(id: string): Refusal | null {
  const answer = jobOf(id)?.answer;
  return answer && !answer.ok ? answer : null;
}

function Done({ reader: { locale, t }, changeSet }: { reader: Reader; changeSet: string }) {
  return (
    <>
      <p className="notice done" role="status">
        {t("imports.run.done")} <a href={paths.deskChange(locale, changeSet)}>{t("imports.run.see")}</a>
      </p>
      <p>{t("imports.run.undone")}</p>
    </>
  );
}

function Running({ reader: { locale, t }, id, done, all }: { reader: Reader; id: string; done: number; all: number }) {
  return (
    <>
      <p className="notice" role="status">
        {t("imports.run.running")}{" "}
        {all > 0
          ? t("imports.run.progress", { done: number(locale, done), all: number(locale, all) })
          : t("imports.run.reading")}
      </p>
      <p>{t("imports.run.locked")}</p>
      <p>
        <a href={paths.deskImport(locale, id)}>{t("imports.run.again")}</a>
      </p>
      <LookAgain seconds={2} />
    </>
  );
}

async function Waiting({
  reader,
  open,
  search,
  failed,
}: {
  reader: Reader;
  open: OpenImport;
  search: Search;
  failed: Refusal | null;
}) {
  const { locale, t } = reader;
  const { run } = open;
  const read = await readWaiting(open);
  const { files } = read;
  const refused = search.no && isRefusalCode(search.no) ? t(`problem.refusal.${search.no}`) : null;
  const asked = files.findIndex(({ own }, i) => own === null && (search.map === String(i) || !open.mappings[i]));
  const mapped = asked >= 0 ? files[asked] : undefined;
  const landing = await landingOf(open, read);
  const counts = Object.fromEntries(LANDING_STATES.map((state) => [state, 0])) as Record<LandingState, number>;
  for (const { state } of landing.landed) counts[state]++;
  const shown = LANDING_STATES.find((state) => state === search.show) ?? null;
  const rows = shown ? landing.landed.filter(({ state }) => state === shown) : landing.landed;
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const page = Math.min(Math.max(1, Math.trunc(Number(search.page)) || 1), pages);
  const href = (state: LandingState | null, to = 1) =>
    paths.deskImport(
      locale,
      run.id,
      new URLSearchParams({ ...(state && { show: state }), ...(to > 1 && { page: String(to) }) }).toString(),
    );
  const why = failed && (failed.problems[0] ? problemText(t, failed.problems[0]) : refusalText(t, failed));
  return (
    <>
      {(why || refused) && (
        <p className="notice" role="alert">
          {why ? t("imports.run.failed", { why }) : refused}
        </p>
      )}
      <Files reader={reader} open={open} files={files} />
      {files.map((file, i) => (
        <Kept key={file.name} reader={reader} file={file} mapping={open.mappings[i]} href={changing(locale, open, i)} />
      ))}
      {mapped && (
        <MappingForm
          reader={reader}
          action={sendMapping}
          run={run}
          file={asked}
          name={mapped.name}
          {...mappingOf(mapped, open.mappings[asked])}
        />
      )}
      {landing.questions.length > 0 && (
        <QuestionsForm
          reader={reader}
          action={sendChoices}
          run={run}
          questions={landing.questions.slice(0, MOST)}
          choices={open.choices}
          known={await namedEntries(store().read, locale)}
        />
      )}
      <section className="section" aria-labelledby="rows">
        <h2 id="rows">{t("imports.rows.title")}</h2>
        <LandedCounts reader={reader} counts={counts} shown={shown} href={href} />
        <LandedRows
          reader={reader}
          rows={withWhatTheySay(rows.slice((page - 1) * PAGE, page * PAGE), read.upload.arrivals)}
          files={files.map(({ name }) => name)}
          page={page}
          pages={pages}
          href={(to) => href(shown, to)}
        />
      </section>
      <RunForm
        reader={reader}
        action={sendImport}
        run={run}
        writes={landing.writes.length}
        problems={counts.problem}
        typed={jobOf(run.id)?.reason}
      />
    </>
  );
}

/** Each file, what it is taken for, and the columns that are read past. */
function Files({ reader: { locale, t }, open, files }: { reader: Reader; open: OpenImport; files: ReadFile[] }) {
  const what = ({ own, file }: ReadFile, mapping: Mapping | undefined) => {
    if (own === "revisions") return t("imports.file.revisions");
    if (file) return t("imports.file.ours", { file });
    return mapping ? t("imports.file.foreign", { file: mapping.file }) : t("imports.file.unmapped");
  };
  return (
    <section className="section" aria-labelledby="read">
      <h2 id="read">{t("imports.file.title")}</h2>
      <ul>
        {files.map((file, i) => (
          <li key={file.name}>
            {file.name} ({t("imports.list.rows", { count: file.rows, number: number(locale, file.rows) })}):{" "}
            {what(file, open.mappings[i])}{" "}
            {file.computed.length > 0 && t("imports.file.computed", { columns: file.computed.join(", ") })}{" "}
            {file.unknown.length > 0 && file.own && t("imports.file.unknown", { columns: file.unknown.join(", ") })}{" "}
            {open.mappings[i] && !open.mappings[i].keptAt && (
              <a href={changing(locale, open, i)}>{t("imports.map.change", { file: file.name })}</a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Where the meaning of a file's columns is looked at and changed. */
const changing = (locale: Locale, { run }: OpenImport, file: number) => paths.deskImport(locale, run.id, `map=${file}`);

/** The notice that a file is read as an earlier one was: nothing where this upload has a mapping of its own. */
function Kept({
  reader,
  file,
  mapping,
  href,
}: {
  reader: Reader;
  file: ReadFile;
  mapping: UsedMapping | undefined;
  href: string;
}) {
  if (!mapping?.keptAt) return null;
  const words = wordsMapped(file.table, mapping);
  return (
    <KeptMapping
      reader={reader}
      file={file.name}
      at={new Date(mapping.keptAt)}
      words={words.slice(0, MOST)}
      more={words.length > MOST}
      href={href}
    />
  );
}

/** What the form of a mapping shows: an example of each column, and values that are none of ours. */
function mappingOf({ header, table }: ReadFile, known: Mapping | undefined) {
  const mapping = known ?? suggestedMapping("corridor-days", header);
  const columns = header.map((name, i) => {
    const example = table.rows.find(({ cells }) => cells[i]?.trim())?.cells[i] ?? "";
    return { name, example: example.length > 80 ? `${example.slice(0, 80)}…` : example };
  });
  const odd = header.flatMap((name, i) => {
    const field = mapping.columns[name] ?? "";
    const codes = codesOf(mapping.file, field);
    if (!codes) return [];
    const values = new Set(table.rows.map(({ cells }) => cells[i]?.trim() ?? ""));
    // a text is nobody's word for one of ours
    const words = [...values].filter((value) => value !== "" && value.length <= LONGEST_NAME);
    const odd = words.filter((value) => !sameWord(codes, value)).slice(0, MOST);
    return odd.length > 0 ? [{ field, values: odd }] : [];
  });
  return { mapping, columns, odd };
}

/** A new row has nothing to be compared with: it is shown with what it says. */
function withWhatTheySay(rows: Omit<ShownRow, "says">[], arrivals: readonly Arrival[]): ShownRow[] {
  const wanted = new Map(rows.map(({ file, line }) => [`${file} ${line}`, [] as ShownRow["says"]]));
  for (const arrival of arrivals) {
    const says = wanted.get(`${arrival.file} ${arrival.line}`);
    if (!says || !("input" in arrival)) continue;
    for (const [name, value] of Object.entries(arrival.input))
      if (value !== undefined && value !== null && value !== "" && String(value) !== "" && says.length < SAID)
        says.push([name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), String(value).slice(0, 200)]);
  }
  return rows.map((row) => ({ ...row, says: wanted.get(`${row.file} ${row.line}`) ?? [] }));
}
