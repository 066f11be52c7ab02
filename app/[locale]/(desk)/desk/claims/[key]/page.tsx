import { notFound } from "next/navigation";
import { History } from "@/components/entry/history";
import { listsOf } from "@/components/entry/lists";
import { WideClaimForm } from "@/components/entry/wide-claim-form.client";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { newestVersion, readChoices } from "@/lib/data/desk";
import { readHistory } from "@/lib/data/history";
import { isReviewedPerson } from "@/lib/data/suggestions";
import { wideTyped } from "@/lib/domain/day-form";
import { formSentences } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../page-frame";
import { type Start, startOf } from "../../starting";
import { editClaim } from "../actions";

type Props = { params: Promise<{ locale: string; key: string }>; searchParams: Start };

/** A claim of wider scope, to change, with its history. */
export default async function ClaimPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const actor = await actorOfForm(locale);
  const { key } = await params;
  const db = store().read;
  const { revision, payload } = await newestVersion(db, "claim", key);
  if (!payload) notFound();
  const reader = await deskReader(locale);
  const { t } = reader;
  const labels = formSentences(locale, await isReviewedPerson(db, actor));
  const lists = listsOf(reader, await readChoices(db, actor));
  const history = actor && (await readHistory(db, actor, "claim", key));
  return (
    <DeskPage
      locale={locale}
      title={t("desk.claimForm.editTitle", { claim: key })}
      at={(other) => paths.deskClaimOf(other, key)}
    >
      <WideClaimForm
        action={editClaim}
        initial={await startOf(actor, searchParams, { values: wideTyped(payload), base: revision })}
        labels={labels}
        lists={lists}
        locale={locale}
        signIn={paths.signIn(locale)}
      />
      {history?.ok && (
        <section className="section">
          <h2>{t("desk.history.claimTitle", { claim: key })}</h2>
          <p className="links">
            <a href={paths.deskEntry(locale, "claim", key)}>{t("life.entry.actions")}</a>
          </p>
          <History reader={reader} revisions={history.revisions} names={history.names} />
        </section>
      )}
    </DeskPage>
  );
}
