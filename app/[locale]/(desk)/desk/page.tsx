import { requireActor } from "@/lib/auth/session";
import { translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../page-frame";

export default async function TodayPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = await deskLocale(params);
  await requireActor(locale);
  const t = translator(locale);
  return (
    <DeskPage locale={locale} title={t("account.shell.today")} section="today" at={paths.desk}>
      <p>
        <a href={paths.deskAccount(locale)}>{t("account.shell.account")}</a>
      </p>
    </DeskPage>
  );
}
