import { DeskForm } from "@/components/desk/desk-form.client";
import type { Person } from "@/lib/domain/people";
import { ROLES } from "@/lib/domain/vocabulary";
import type { Reader } from "@/lib/i18n/reader";
import { sendPerson } from "./actions";

/** What an administrator can do about one person. */
export function PersonPanel({ reader, person }: { reader: Reader; person: Person }) {
  const { locale, t } = reader;
  const hidden = { locale, person: person.id, name: person.name };
  return (
    <section className="section aside" aria-labelledby="person-title">
      <h2 id="person-title">{t("account.people.actions", { name: person.name })}</h2>
      <DeskForm
        action={sendPerson}
        hidden={{ ...hidden, step: "role" }}
        fields={[
          {
            kind: "choice",
            name: "role",
            label: t("account.people.role"),
            value: person.role,
            options: ROLES.map((role) => ({ value: role, label: t(`account.role_explained.${role}`) })),
          },
        ]}
        submit={t("account.people.set_role")}
      />
      <DeskForm
        action={sendPerson}
        hidden={{ ...hidden, step: "recover" }}
        fields={[]}
        submit={t("account.people.recover")}
        quiet
      >
        <p className="small muted">{t("account.people.recover_hint")}</p>
      </DeskForm>
      <DeskForm
        action={sendPerson}
        hidden={{ ...hidden, step: "sessions" }}
        fields={[]}
        submit={t("account.people.end_sessions")}
        quiet
      />
      <DeskForm
        action={sendPerson}
        hidden={{ ...hidden, step: person.disabledAt ? "enable" : "disable" }}
        fields={[]}
        submit={person.disabledAt ? t("account.people.enable") : t("account.people.disable")}
        quiet
      />
    </section>
  );
}
