import { listsOf } from "@/components/entry/lists";
import { WideClaimForm } from "@/components/entry/wide-claim-form.client";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { listWideClaims, readChoices } from "@/lib/data/desk";
import { isReviewedPerson } from "@/lib/data/suggestions";
import { inLanguage } from "@/lib/domain/text";
import { dateWithPrecision } from "@/lib/i18n/format";
import { formSentences } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../page-frame";
import { type Start, startOf } from "../../starting";
import { editClaim } from "../actions";

/** A new claim about more than one corridor day, and those that are on record, to change. */
export default async function NewClaimPage({
  params,
  searchParams,
}: {
  params: Promise<{ locale: string }>;
  searchParams: Start;
}) {
  const locale = await deskLocale(params);
  const actor = await actorOfForm(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const db = store().read;
  const claims = await listWideClaims(db);
  return (
    <DeskPage locale={locale} title={t("desk.claimForm.title")} at={paths.deskClaim}>
      <p>{t("desk.claimForm.intro")}</p>
      <WideClaimForm
        action={editClaim}
        initial={await startOf(actor, searchParams, { values: {}, base: 0 })}
        labels={formSentences(locale, await isReviewedPerson(db, actor))}
        lists={listsOf(reader, await readChoices(db, actor))}
        locale={locale}
        signIn={paths.signIn(locale)}
      />
      {claims.length > 0 && (
        <section className="section">
          <h2>{t("desk.claimForm.existing")}</h2>
          <ul className="plain-list">
            {claims.map((claim) => (
              <li key={claim.key}>
                <a href={paths.deskClaimOf(locale, claim.key)}>
                  {t(`claimKind.${claim.kind}`)}, {claim.claimant.name[locale]},{" "}
                  {dateWithPrecision(t, locale, { ...claim, precision: claim.datePrecision })}
                </a>
                : {inLanguage(claim.summary, locale)?.text}
              </li>
            ))}
          </ul>
        </section>
      )}
    </DeskPage>
  );
}
