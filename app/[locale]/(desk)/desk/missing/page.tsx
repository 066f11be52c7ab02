import { requireActor } from "@/lib/auth/session";
import { translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale } from "../../page-frame";

/** What the publisher answers with, and status 404, for every address of the desk that leads nowhere. */
export default async function DeskMissingPage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = await deskLocale(params);
  // a stranger is not told what the desk has and what it has not
  await requireActor(locale);
  const t = translator(locale);
  return (
    <DeskPage locale={locale} title={t("page.missing.title")} at={paths.desk}>
      <p>{t("desk.missing")}</p>
      <p className="voices">
        <a href={paths.desk(locale)}>{t("account.shell.today")}</a>{" "}
        <a href={paths.deskChanges(locale)}>{t("account.shell.changes")}</a>
      </p>
    </DeskPage>
  );
}
