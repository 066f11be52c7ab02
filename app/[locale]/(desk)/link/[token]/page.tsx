import { randomBytes } from "node:crypto";
import { DeskForm } from "@/components/desk/desk-form.client";
import { store } from "@/lib/data/client";
import { findOpenLink } from "@/lib/data/links";
import { PASSPHRASE_BYTES, PASSWORD_MIN, passphrase } from "@/lib/domain/passwords";
import { translator } from "@/lib/i18n/messages";
import { DeskPage, deskLocale } from "../../page-frame";
import { acceptLink } from "./actions";

/** Opening it uses nothing up: messengers and mail filters open links, too. */
export default async function LinkPage({ params }: { params: Promise<{ locale: string; token: string }> }) {
  const locale = await deskLocale(params);
  const { token } = await params;
  const link = await findOpenLink(store().read, token, new Date());
  const t = translator(locale);
  if (!link) {
    return (
      <DeskPage locale={locale} title={t("account.link.gone_title")}>
        <p>{t("account.link.gone")}</p>
      </DeskPage>
    );
  }
  const { purpose, person } = link;
  const explained = {
    first_admin: () => t("account.link.first_admin_explained"),
    invite: () => t("account.link.invite_explained", { role: t(`account.role.${link.role}`) }),
    recover: () => t("account.link.recover_explained", { name: person?.name ?? "" }),
  };
  const name = { kind: "text", name: "name", label: t("account.name"), autoComplete: "username" } as const;
  return (
    <DeskPage locale={locale} title={t(`account.link.${purpose}_title`)}>
      <p className="lead">{explained[purpose]()}</p>
      <DeskForm
        action={acceptLink}
        hidden={{ locale, token }}
        account={person?.name}
        fields={[
          ...(person ? [] : [{ ...name, hint: t("account.link.name_hint") }]),
          {
            kind: "password",
            name: "password",
            label: t("account.password"),
            hint: t("account.link.password_hint", { min: PASSWORD_MIN }),
            autoComplete: "new-password",
          },
        ]}
        submit={t("account.link.submit")}
      >
        <p>
          {t("account.link.offer")} <code className="once">{passphrase(randomBytes(PASSPHRASE_BYTES))}</code>
        </p>
      </DeskForm>
    </DeskPage>
  );
}
