import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { newState } from "@/components/entry/form-state";
import { MergeForm } from "@/components/entry/merge-form.client";
import { RegisterSearch, RegisterTable } from "@/components/entry/register-table";
import { entryTitle } from "@/components/entry/register-words";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { findRegistered, mergeTargets } from "@/lib/data/register";
import { sharedDays } from "@/lib/data/shared-days";
import { isList, LISTS } from "@/lib/domain/register";
import { inLanguage } from "@/lib/domain/text";
import { longDate } from "@/lib/i18n/format";
import { formSentences, registerSentences } from "@/lib/i18n/messages";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../../page-frame";
import { mergeEntry } from "../../actions";

type Props = {
  params: Promise<{ locale: string; list: string; slug: string }>;
  searchParams: Promise<{ q?: string | string[]; into?: string }>;
};

/** Two entries become one: choose the one that stays, see both, say why. */
export default async function MergePage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const { list, slug } = await params;
  if (!isList(list)) notFound();
  await actorOfForm(locale);
  const noun = LISTS[list];
  const db = store().read;
  const from = await findRegistered(db, noun, slug);
  if (from?.state !== "current") notFound();
  const reader = await deskReader(locale);
  const { t } = reader;
  const search = await searchParams;
  const into = search.into && search.into !== slug ? await findRegistered(db, noun, search.into) : null;
  const name = entryTitle(reader, from);
  const q = String(search.q ?? (into ? "" : name)).slice(0, 200);
  return (
    <DeskPage
      locale={locale}
      section="lists"
      title={t("register.mergeTitle", { name })}
      at={(other) => paths.deskMerge(other, list, slug, into ? `into=${into.slug}` : "")}
    >
      <p>{t("register.mergePage.intro")}</p>
      <section className="section">
        <h2>{t("register.mergePage.goes")}</h2>
        <RegisterTable reader={reader} rows={[from]} />
      </section>
      {into?.state === "current" ? (
        <section className="section">
          <h2>{t("register.mergePage.stays")}</h2>
          <RegisterTable reader={reader} rows={[into]} />
          <p className="small">
            <a href={paths.deskMerge(locale, list, slug)}>{t("register.mergePage.other")}</a>
          </p>
          <MergeForm
            action={mergeEntry}
            initial={newState({ values: {}, base: from.revision, key: randomUUID() })}
            hidden={{ noun, slug, into: into.slug, intoRevision: String(into.revision) }}
            shared={noun === "corridor" ? await daysOfBoth(reader, slug, into.slug) : []}
            words={registerSentences(locale).mergePage}
            labels={formSentences(locale)}
            locale={locale}
            signIn={paths.signIn(locale)}
          />
        </section>
      ) : (
        <section className="section">
          <h2>{t("register.mergePage.choose")}</h2>
          <RegisterSearch reader={reader} action={paths.deskMerge(locale, list, slug)} q={q} />
          <Targets reader={reader} list={list} slug={slug} rows={await mergeTargets(db, noun, slug, q)} />
        </section>
      )}
    </DeskPage>
  );
}

type TargetsProps = Pick<Parameters<typeof RegisterTable>[0], "reader" | "rows"> & {
  list: Parameters<typeof paths.deskMerge>[1];
  slug: string;
};

function Targets({ reader, rows, list, slug }: TargetsProps) {
  if (rows.length === 0) return <p role="status">{reader.t("register.mergePage.none")}</p>;
  const href = (into: string) => paths.deskMerge(reader.locale, list, slug, `into=${into}`);
  return (
    <RegisterTable reader={reader} rows={rows} choose={{ text: reader.t("register.mergePage.chooseLink"), href }} />
  );
}

/** What both corridors say of each day that both have, in words. */
async function daysOfBoth({ locale, t }: Reader, from: string, into: string) {
  const days = await sharedDays(store().read, from, into);
  const inWords = ({ status, note }: (typeof days)[number]["from"]) =>
    [t(`status.${status}`), inLanguage(note, locale)?.text].filter(Boolean).join(": ");
  return days.map(({ date, from, into }) => ({
    date,
    label: longDate(locale, date),
    from: inWords(from),
    into: inWords(into),
  }));
}
