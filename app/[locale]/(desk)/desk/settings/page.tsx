import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { newState } from "@/components/entry/form-state";
import { SettingsForm } from "@/components/entry/settings-form.client";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { readSettings } from "@/lib/data/settings";
import { may } from "@/lib/domain/policy";
import { REVIEWS, SECOND_FACTORS } from "@/lib/domain/settings";
import { LOCALES } from "@/lib/domain/vocabulary";
import { formSentences, settingsSentences, translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../../page-frame";
import { editSettings } from "./actions";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string }> };

export default async function SettingsPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await actorOfForm(locale);
  if (actor && (actor.kind !== "person" || !may(actor.role, "settings.change"))) notFound();
  const t = translator(locale);
  const { done } = await searchParams;
  return (
    <DeskPage locale={locale} section="settings" title={t("desk.settings.title")} at={paths.deskSettings}>
      {done === "settings" && (
        <p className="notice done" role="status">
          {t("desk.done.settings")}
        </p>
      )}
      <p>{t("desk.settings.intro")}</p>
      <SettingsForm
        action={editSettings}
        initial={newState({ values: await readSettings(store().read), base: 0, key: randomUUID() })}
        labels={formSentences(locale)}
        words={settingsSentences(locale)}
        reviews={REVIEWS.map((value) => ({ value, label: t(`desk.settings.reviews.${value}`) }))}
        secondFactors={SECOND_FACTORS.map((value) => ({ value, label: t(`desk.settings.secondFactors.${value}`) }))}
        languages={LOCALES.map((value) => ({ value, label: t(`language.${value}`) }))}
        locale={locale}
        signIn={paths.signIn(locale)}
      />
    </DeskPage>
  );
}
