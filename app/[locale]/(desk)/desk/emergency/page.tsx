import { randomUUID } from "node:crypto";
import { DeskForm } from "@/components/desk/desk-form.client";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { readFreeze } from "@/lib/data/freeze";
import { listPeople } from "@/lib/data/people";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../page-frame";
import { sendEndSessions, sendFreeze, sendRevertPerson } from "./actions";

type Props = { params: Promise<{ locale: string }>; searchParams: Promise<{ done?: string }> };

/** What an administrator does when an account was taken over, or something went wrong: stop, shut out, take back. */
export default async function EmergencyPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await actorOfForm(locale);
  const { t } = await deskReader(locale);
  const db = store().read;
  const list = actor && (await listPeople(db, actor));
  const title = t("life.emergency.title");
  if (!list?.ok)
    return (
      <DeskPage locale={locale} title={title} at={paths.deskEmergency}>
        <p className="notice">{actor ? t("account.people.not_allowed") : t("problem.refusal.not_signed_in")}</p>
      </DeskPage>
    );
  const freeze = await readFreeze(db);
  const { done } = await searchParams;
  const hidden = { locale, key: randomUUID() };
  const reason = { kind: "text", name: "reason", label: t("life.reason") } as const;
  return (
    <DeskPage locale={locale} section="emergency" title={title} at={paths.deskEmergency}>
      {(done === "frozen" || done === "lifted") && (
        <p className="notice done" role="status">
          {t(`life.emergency.done.${done}`)}
        </p>
      )}
      <p className="lead">{t("life.emergency.intro")}</p>
      <section className="section" aria-labelledby="freeze">
        <h2 id="freeze">{t(freeze ? "life.emergency.lift" : "life.emergency.freeze")}</h2>
        <DeskForm
          action={sendFreeze}
          hidden={{ ...hidden, frozen: freeze ? "no" : "yes" }}
          fields={[{ ...reason, hint: t("life.emergency.freezeReason") }]}
          submit={t(freeze ? "life.emergency.liftButton" : "life.emergency.freezeButton")}
        >
          <p>{t("life.emergency.freezeExplained")}</p>
        </DeskForm>
      </section>
      <section className="section" aria-labelledby="sessions">
        <h2 id="sessions">{t("life.emergency.sessions")}</h2>
        <DeskForm action={sendEndSessions} hidden={hidden} fields={[]} submit={t("life.emergency.sessionsButton")}>
          <p>{t("life.emergency.sessionsExplained")}</p>
        </DeskForm>
      </section>
      <section className="section" aria-labelledby="person">
        <h2 id="person">{t("life.emergency.person")}</h2>
        <DeskForm
          action={sendRevertPerson}
          hidden={hidden}
          fields={[
            {
              kind: "choice",
              name: "person",
              label: t("life.emergency.whose"),
              value: list.people[0]?.id,
              options: list.people.map(({ id, name }) => ({ value: id, label: name })),
            },
            { kind: "text", name: "count", label: t("life.emergency.count"), hint: t("life.emergency.countHint") },
            { ...reason, hint: t("life.reasonHint") },
          ]}
          submit={t("life.emergency.personButton")}
        >
          <p>{t("life.emergency.personExplained")}</p>
        </DeskForm>
      </section>
    </DeskPage>
  );
}
