import { notFound } from "next/navigation";
import { History } from "@/components/entry/history";
import { listsOf } from "@/components/entry/lists";
import { RegisterForm } from "@/components/entry/register-form.client";
import { entryDetail, entryTitle, usageWords } from "@/components/entry/register-words";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { readChoices } from "@/lib/data/desk";
import { readHistory } from "@/lib/data/history";
import { findRegistered } from "@/lib/data/register";
import { isList, LISTS, registerTyped } from "@/lib/domain/register";
import { formSentences, registerSentences } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../page-frame";
import { type Start, startOf } from "../../starting";
import { editEntry } from "../actions";
import { publicPage } from "../entries";

type Props = {
  params: Promise<{ locale: string; list: string; slug: string }>;
  searchParams: Promise<{ done?: string; count?: string } & Awaited<Start>>;
};

/** One place, party, source or corridor: where it is used, its form, its history, and the way to merge it. */
export default async function EntryPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const { list, slug } = await params;
  if (!isList(list)) notFound();
  const actor = await actorOfForm(locale);
  const noun = LISTS[list];
  const db = store().read;
  const row = await findRegistered(db, noun, slug);
  if (!row) notFound();
  const reader = await deskReader(locale);
  const { t } = reader;
  const { done, count } = await searchParams;
  const history = actor && (await readHistory(db, actor, noun, slug));
  const versions = history?.ok ? history.revisions : [];
  // a retracted entry is brought back as it last stood
  const payload = versions[0]?.after ?? versions[0]?.before;
  const page = publicPage(locale, noun, slug);
  const sentence =
    done === "merged"
      ? t("register.done.merged", { count: Number(count) || 0 })
      : done === "saved" || done === "retracted"
        ? t(`register.done.${done}`)
        : null;
  return (
    <DeskPage
      locale={locale}
      section="lists"
      title={t(`register.editTitle.${noun}`, { name: entryTitle(reader, row) })}
      at={(other) => paths.deskListed(other, list, slug)}
    >
      {sentence && (
        <p className="notice done" role="status">
          {sentence}
        </p>
      )}
      <div className="stack">
        <p className="links small">
          <a href={paths.deskList(locale, list)}>{t("register.toList")}</a>
          {page && row.state !== "retracted" && <a href={page}>{t("register.public")}</a>}
          {row.state === "current" && <a href={paths.deskMerge(locale, list, slug)}>{t("register.merge")}</a>}
        </p>
        <p className="muted">{entryDetail(reader, row).join(" · ")}</p>
        <p>{usageWords(reader, row.usages).join("; ")}</p>
        {row.mergedInto && (
          <p className="notice">
            {t("register.mergedInto")} <a href={paths.deskListed(locale, list, row.mergedInto)}>{row.mergedInto}</a>
          </p>
        )}
        {row.state === "retracted" && <p className="notice">{t("register.retracted")}</p>}
      </div>
      {row.state !== "merged" && payload && (
        <RegisterForm
          action={editEntry}
          initial={
            await startOf(actor, searchParams, {
              values: registerTyped(noun, payload),
              base: row.state === "retracted" ? 0 : row.revision,
            })
          }
          noun={noun}
          slug={slug}
          isCurrent={row.state === "current"}
          words={registerSentences(locale).form}
          labels={formSentences(locale)}
          lists={listsOf(reader, await readChoices(db, actor))}
          locale={locale}
          signIn={paths.signIn(locale)}
        />
      )}
      {history?.ok && (
        <section className="section">
          <h2>{t("register.history")}</h2>
          <History reader={reader} revisions={history.revisions} names={history.names} />
        </section>
      )}
    </DeskPage>
  );
}
