import { CorridorForm } from "@/components/entry/corridor-form.client";
import { listsOf } from "@/components/entry/lists";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { readChoices } from "@/lib/data/desk";
import { formSentences } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../page-frame";
import { type Start, startOf } from "../../starting";
import { addCorridor } from "./actions";

type Props = { params: Promise<{ locale: string }>; searchParams: Start };

export default async function NewCorridorPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await actorOfForm(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  return (
    <DeskPage locale={locale} title={t("desk.corridorForm.title")} at={paths.deskCorridor}>
      <p>{t("desk.corridorForm.intro")}</p>
      <CorridorForm
        action={addCorridor}
        initial={await startOf(actor, searchParams, { values: { purpose: "evacuation" }, base: 0 })}
        labels={formSentences(locale)}
        lists={listsOf(reader, await readChoices(store().read, actor))}
        locale={locale}
        signIn={paths.signIn(locale)}
        submit={t("desk.corridorForm.add")}
      />
    </DeskPage>
  );
}
