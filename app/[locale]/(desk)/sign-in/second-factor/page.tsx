import { redirect } from "next/navigation";
import { DeskForm } from "@/components/desk/desk-form.client";
import { answersForm, formToken } from "@/lib/auth/request";
import { currentSession } from "@/lib/auth/session";
import { translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../../page-frame";
import { sendCode } from "./actions";

export default async function SecondFactorPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = await deskLocale(params);
  const session = await currentSession();
  if (session?.standing !== "code" && !(await answersForm())) {
    redirect(session ? paths.desk(locale) : paths.signIn(locale));
  }
  const t = translator(locale);
  return (
    <DeskPage locale={locale} title={t("account.code.title")} at={paths.secondFactor}>
      <p>{t("account.code.explained")}</p>
      <DeskForm
        action={sendCode}
        hidden={{ locale }}
        fields={[{ kind: "code", name: "code", label: t("account.codeField"), autoComplete: "one-time-code" }]}
        submit={t("account.code.submit")}
      />
      <form method="post" action={paths.leave}>
        <input type="hidden" name="csrfToken" value={await formToken()} />
        <input type="hidden" name="locale" value={locale} />
        <button type="submit" className="quiet">
          {t("account.shell.sign_out")}
        </button>
      </form>
    </DeskPage>
  );
}
