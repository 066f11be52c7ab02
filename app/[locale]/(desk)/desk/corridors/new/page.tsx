import { randomUUID } from "node:crypto";
import { CorridorForm } from "@/components/entry/corridor-form.client";
import { newState } from "@/components/entry/form-state";
import { listsOf } from "@/components/entry/lists";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { readChoices } from "@/lib/data/desk";
import { formSentences } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../page-frame";
import { addCorridor } from "./actions";

export default async function NewCorridorPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = await deskLocale(params);
  await actorOfForm(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  return (
    <DeskPage locale={locale} title={t("desk.corridorForm.title")} at={paths.deskCorridor}>
      <p>{t("desk.corridorForm.intro")}</p>
      <CorridorForm
        action={addCorridor}
        initial={newState({ values: { purpose: "evacuation" }, base: 0, key: randomUUID() })}
        labels={formSentences(locale)}
        lists={listsOf(reader, await readChoices(store().read))}
        locale={locale}
        signIn={paths.signIn(locale)}
        submit={t("desk.corridorForm.add")}
      />
    </DeskPage>
  );
}
