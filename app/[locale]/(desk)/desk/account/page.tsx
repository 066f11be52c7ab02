import { DeskForm } from "@/components/desk/desk-form.client";
import { requireOwner } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { findAccount } from "@/lib/data/people";
import { listSessions } from "@/lib/data/sessions";
import { PASSWORD_MIN } from "@/lib/domain/passwords";
import { instant } from "@/lib/i18n/format";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../page-frame";
import { sendPassword } from "./actions";
import { SecondFactor } from "./second-factor";
import { Sessions } from "./sessions";

export default async function AccountPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = await deskLocale(params);
  const session = await requireOwner(locale);
  const reader = await deskReader(locale);
  const { t, now, zone } = reader;
  if (!session) {
    return (
      <DeskPage locale={locale} title={t("account.account.title")} section="account" at={paths.deskAccount}>
        <p className="notice">{t("problem.refusal.not_signed_in")}</p>
      </DeskPage>
    );
  }
  const { person, standing, fresh, id } = session;
  const found = await findAccount(store().read, person.id);
  if (!found.ok) throw new Error("a session without its person");
  const { account } = found;
  const mustSetUp = standing === "setup";
  const role = t(`account.role.${person.role}`);
  return (
    <DeskPage locale={locale} title={t("account.account.title")} section="account" at={paths.deskAccount}>
      <p className="lead">{t("account.account.intro", { name: person.name, role })}</p>
      {mustSetUp && <p className="notice">{t("account.account.must_set_up")}</p>}
      <SecondFactor reader={reader} account={account} fresh={fresh} />
      {!mustSetUp && (
        <>
          <section className="section" aria-labelledby="password-title">
            <h2 id="password-title">{t("account.account.password.title")}</h2>
            {account.passwordAt && (
              <p>{t("account.account.password.since", { date: instant(locale, account.passwordAt, zone) })}</p>
            )}
            <DeskForm
              action={sendPassword}
              hidden={{ locale }}
              account={account.name}
              fields={[
                {
                  kind: "password",
                  name: "current",
                  label: t("account.account.password.current"),
                  autoComplete: "current-password",
                },
                {
                  kind: "password",
                  name: "password",
                  label: t("account.account.password.new"),
                  hint: t("account.link.password_hint", { min: PASSWORD_MIN }),
                  autoComplete: "new-password",
                },
              ]}
              submit={t("account.account.password.submit")}
            />
          </section>
          <Sessions reader={reader} sessions={await listSessions(store().read, person.id, now)} here={id} />
        </>
      )}
    </DeskPage>
  );
}
