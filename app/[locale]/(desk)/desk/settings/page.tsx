import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { newState } from "@/components/entry/form-state";
import { SettingsForm } from "@/components/entry/settings-form.client";
import { actorOfForm } from "@/lib/auth/session";
import { readAudit } from "@/lib/data/audit-log";
import { store } from "@/lib/data/client";
import { readSettings } from "@/lib/data/settings";
import { may } from "@/lib/domain/policy";
import { REVIEWS, SECOND_FACTORS } from "@/lib/domain/settings";
import { LOCALES } from "@/lib/domain/vocabulary";
import { instant } from "@/lib/i18n/format";
import { formSentences, settingsSentences, translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../../page-frame";
import { editSettings } from "./actions";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string }> };

/** How many of the last changes are listed; the audit log has all. */
const CHANGES = 10;

/** What a change of the settings was about, in the words of the form. */
function changedIn(detail: string, words: Record<string, unknown>): string {
  const { changed = [] } = JSON.parse(detail) as { changed?: string[] };
  return changed.map((name) => (typeof words[name] === "string" ? words[name] : name)).join("; ");
}

export default async function SettingsPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await actorOfForm(locale);
  if (actor && (actor.kind !== "person" || !may(actor.role, "settings.change"))) notFound();
  const t = translator(locale);
  const { done } = await searchParams;
  const db = store().read;
  const settings = await readSettings(db);
  const words = settingsSentences(locale);
  const audit =
    actor && (await readAudit(db, actor, { action: "settings.change" }, settings.timeZone, undefined, CHANGES));
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
        // whoever is not signed in (any more) gets back what they typed, and nothing of ours
        initial={newState({ values: actor ? settings : {}, base: 0, key: randomUUID() })}
        labels={formSentences(locale)}
        words={words}
        reviews={REVIEWS.map((value) => ({ value, label: t(`desk.settings.reviews.${value}`) }))}
        secondFactors={SECOND_FACTORS.map((value) => ({ value, label: t(`desk.settings.secondFactors.${value}`) }))}
        languages={LOCALES.map((value) => ({ value, label: t(`language.${value}`) }))}
        locale={locale}
        signIn={paths.signIn(locale)}
      />
      {audit?.ok && audit.lines.length > 0 && (
        <section className="section" aria-labelledby="changes">
          <h2 id="changes">{t("desk.settings.changes")}</h2>
          <ul>
            {audit.lines.map(({ seq, at, who, detail }) => (
              <li key={seq}>
                {t("desk.settings.change", {
                  when: instant(locale, at, settings.timeZone),
                  name: who,
                  what: changedIn(detail, words),
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </DeskPage>
  );
}
