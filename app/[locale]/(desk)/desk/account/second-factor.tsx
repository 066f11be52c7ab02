import { DeskForm } from "@/components/desk/desk-form.client";
import type { Field } from "@/components/desk/form-state";
import { Qr } from "@/components/desk/qr";
import { authenticatorUri } from "@/lib/commands/second-factor";
import { store } from "@/lib/data/client";
import type { Account } from "@/lib/data/people";
import { readSettings } from "@/lib/data/settings";
import type { Reader } from "@/lib/i18n/reader";
import { sendSecondFactor } from "./actions";

/**
 * The second factor in its three states: off, being set up, on. It is one form in one place throughout, because the
 * recovery codes are the answer to the form that turns it on, and must be shown on the page that then says "on".
 * @param fresh signed in so recently that the password need not be asked for again
 */
export async function SecondFactor({ reader, account, fresh }: { reader: Reader; account: Account; fresh: boolean }) {
  const { locale, t } = reader;
  const settings = await readSettings(store().read);
  const issuer = locale === "uk" ? settings.titleUk : settings.titleEn;
  const { hasSecondFactor, pendingSecret } = account;
  const step = hasSecondFactor ? "manage" : pendingSecret ? "confirm" : "begin";
  const password: Field = {
    kind: "password",
    name: "current",
    label: t("account.account.second_factor.confirm_password"),
    autoComplete: "current-password",
  };
  const fields: Record<typeof step, Field[]> = {
    begin: fresh ? [] : [password],
    confirm: [
      {
        kind: "code",
        name: "code",
        label: t("account.account.second_factor.first_code"),
        autoComplete: "one-time-code",
      },
    ],
    manage: [
      {
        kind: "choice",
        name: "what",
        label: t("account.account.second_factor.manage"),
        options: (["renew", "remove"] as const).map((value) => ({
          value,
          label: t(`account.account.second_factor.${value}`),
        })),
      },
      password,
    ],
  };
  const submit = { begin: "begin", confirm: "confirm", manage: "manage" } as const;
  return (
    <section className="section" aria-labelledby="second-factor-title">
      <h2 id="second-factor-title">{t("account.account.second_factor.title")}</h2>
      <p>
        {hasSecondFactor
          ? `${t("account.account.second_factor.on")} ${t("account.account.second_factor.codes_left", { left: account.recoveryCodesLeft })}`
          : t("account.account.second_factor.off")}
      </p>
      <DeskForm
        action={sendSecondFactor}
        hidden={{ locale, step }}
        account={account.name}
        fields={fields[step]}
        submit={t(`account.account.second_factor.${submit[step]}`)}
        quiet={step === "manage"}
      >
        {pendingSecret && (
          <div className="stack">
            <p>{t("account.account.second_factor.scan")}</p>
            <Qr
              text={authenticatorUri(pendingSecret, account.name, issuer)}
              label={t("account.account.second_factor.qr")}
            />
            <p>
              {t("account.account.second_factor.key")}:{" "}
              <code className="once">{pendingSecret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            </p>
          </div>
        )}
      </DeskForm>
    </section>
  );
}
