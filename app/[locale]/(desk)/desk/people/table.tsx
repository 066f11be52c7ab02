import type { ListedPerson } from "@/lib/data/people";
import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** Everybody who can or could sign in. @param self the id of the one who is looking */
export function PeopleTable({ reader, people, self }: { reader: Reader; people: ListedPerson[]; self: string }) {
  const { locale, t, zone } = reader;
  return (
    <table className="table rows">
      <thead>
        <tr>
          <th scope="col">{t("account.people.person")}</th>
          <th scope="col">{t("account.people.role")}</th>
          <th scope="col">{t("account.people.state")}</th>
          <th scope="col">{t("account.people.last_seen")}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => {
          const state = person.disabledAt
            ? t("account.people.disabled", { date: instant(locale, person.disabledAt, zone) })
            : t("account.people.active");
          const factor = person.hasSecondFactor
            ? t("account.people.with_second_factor")
            : t("account.people.without_second_factor");
          return (
            <tr key={person.id}>
              <th scope="row">
                <a
                  href={`${paths.deskPeople(locale)}?person=${person.id}`}
                  aria-label={t("account.people.actions", { name: person.name })}
                >
                  {person.name}
                </a>
                {person.id === self && ` (${t("account.people.you")})`}
              </th>
              <td>{t(`account.role.${person.role}`)}</td>
              <td>
                {state}, {factor}
              </td>
              <td>{person.lastSeenAt ? instant(locale, person.lastSeenAt, zone) : t("account.people.never")}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
