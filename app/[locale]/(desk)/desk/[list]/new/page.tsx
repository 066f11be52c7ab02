import { notFound } from "next/navigation";
import { listsOf } from "@/components/entry/lists";
import { RegisterForm } from "@/components/entry/register-form.client";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { readChoices } from "@/lib/data/desk";
import { isList, LISTS } from "@/lib/domain/register";
import { formSentences, registerSentences } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../page-frame";
import { type Start, startOf } from "../../starting";
import { editEntry } from "../actions";

type Props = { params: Promise<{ locale: string; list: string }>; searchParams: Start };

/** A new place, party or report. */
export default async function NewEntryPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const { list } = await params;
  if (!isList(list)) notFound();
  const actor = await actorOfForm(locale);
  const noun = LISTS[list];
  const reader = await deskReader(locale);
  const { t } = reader;
  return (
    <DeskPage
      locale={locale}
      section="lists"
      title={t(`register.newTitle.${noun}`)}
      at={(other) => paths.deskNewEntry(other, list)}
    >
      <p className="small">
        <a href={paths.deskList(locale, list)}>{t("register.toList")}</a>
      </p>
      <RegisterForm
        action={editEntry}
        initial={await startOf(actor, searchParams, { values: { purpose: "evacuation" }, base: 0 })}
        noun={noun}
        slug=""
        isCurrent={false}
        words={registerSentences(locale).form}
        labels={formSentences(locale)}
        lists={listsOf(reader, await readChoices(store().read, actor))}
        locale={locale}
        signIn={paths.signIn(locale)}
      />
    </DeskPage>
  );
}
