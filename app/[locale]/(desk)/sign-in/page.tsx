import { redirect } from "next/navigation";
import { ForgetRows } from "@/components/sheet/forget-rows.client";
import { SIGN_IN_PROBLEMS } from "@/lib/auth/entrance";
import { formToken, typedName } from "@/lib/auth/request";
import { currentSession } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { countAdmins } from "@/lib/data/people";
import { translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../page-frame";

const DONE = ["signed_out", "password_set"] as const;

export default async function SignInPage({
  params,
  searchParams,
}: {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const locale = await deskLocale(params);
  const session = await currentSession();
  if (session) redirect(session.standing === "code" ? paths.secondFactor(locale) : paths.desk(locale));
  const query = await searchParams;
  const problem = SIGN_IN_PROBLEMS.find((code) => code === query.problem);
  const done = DONE.find((code) => code === query.done);
  const [token, name, admins] = await Promise.all([formToken(), typedName(), countAdmins(store().read)]);
  const t = translator(locale);
  return (
    <DeskPage locale={locale} title={t("account.sign_in.title")} at={paths.signIn}>
      <p className="lead">{t("account.sign_in.for_whom")}</p>
      {admins === 0 && <p className="notice">{t("account.sign_in.first")}</p>}
      {/* a plain form: it works the same with and without JavaScript */}
      <form method="post" action={paths.enter} className="form">
        {problem && (
          <p id="problem" className="notice" role="alert">
            {t(`account.sign_in.problem.${problem}`)}
          </p>
        )}
        {done === "signed_out" && <ForgetRows />}
        {done && (
          <p className="aside" role="status">
            {t(`account.sign_in.done.${done}`)}
          </p>
        )}
        <input type="hidden" name="csrfToken" value={token} />
        <input type="hidden" name="locale" value={locale} />
        <div className="field">
          <label htmlFor="name">{t("account.name")}</label>
          <input
            id="name"
            name="name"
            defaultValue={name}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            aria-invalid={problem === "not_signed_in" || undefined}
            aria-describedby={problem && "problem"}
          />
        </div>
        <div className="field">
          <label htmlFor="password">{t("account.password")}</label>
          <input
            id="password"
            name="password"
            type="password"
            autoComplete="current-password"
            required
            aria-invalid={problem === "not_signed_in" || undefined}
            aria-describedby={problem && "problem"}
          />
        </div>
        <p>
          <button type="submit">{t("account.sign_in.submit")}</button>
        </p>
      </form>
      <p className="small muted">{t("account.sign_in.lost")}</p>
    </DeskPage>
  );
}
