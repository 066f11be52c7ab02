import { DeskForm } from "@/components/desk/desk-form.client";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { listPeople } from "@/lib/data/people";
import { ROLES } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../page-frame";
import { sendInvitation } from "./actions";
import { PersonPanel } from "./person-panel";
import { PeopleTable } from "./table";

export default async function PeoplePage({
  params,
  searchParams,
}: {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const locale = await deskLocale(params);
  const actor = await actorOfForm(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const list = actor && (await listPeople(store().read, actor));
  if (!actor || !list?.ok) {
    return (
      <DeskPage locale={locale} title={t("account.people.title")} at={paths.deskPeople}>
        <p className="notice">{actor ? t("account.people.not_allowed") : t("problem.refusal.not_signed_in")}</p>
      </DeskPage>
    );
  }
  const { person: wanted } = await searchParams;
  const person = list.people.find(({ id }) => id === wanted);
  return (
    <DeskPage locale={locale} title={t("account.people.title")} section="people" at={paths.deskPeople}>
      <p className="lead">{t("account.people.intro")}</p>
      {person && <PersonPanel reader={reader} person={person} />}
      <section className="section" aria-labelledby="list-title">
        <h2 id="list-title">{t("account.people.list")}</h2>
        <PeopleTable reader={reader} people={list.people} self={actor.id} />
      </section>
      <section className="section" aria-labelledby="invite-title">
        <h2 id="invite-title">{t("account.people.invite")}</h2>
        <DeskForm
          action={sendInvitation}
          hidden={{ locale }}
          fields={[
            {
              kind: "choice",
              name: "role",
              label: t("account.people.role"),
              value: "contributor",
              options: ROLES.map((role) => ({ value: role, label: t(`account.role_explained.${role}`) })),
            },
          ]}
          submit={t("account.people.make_link")}
        />
      </section>
    </DeskPage>
  );
}
