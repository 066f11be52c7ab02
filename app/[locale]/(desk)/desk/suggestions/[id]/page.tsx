import { randomUUID } from "node:crypto";
import { DeskForm } from "@/components/desk/desk-form.client";
import { EntryLink } from "@/components/desk/entry-link";
import { Changes } from "@/components/history/changes";
import { Everything } from "@/components/history/everything";
import { actorOfForm } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { findSuggestion, type Suggestion, suggestedVersions } from "@/lib/data/suggestions";
import { isNoun, listOf } from "@/lib/domain/register";
import type { Suggested } from "@/lib/domain/suggestions";
import type { Locale } from "@/lib/domain/vocabulary";
import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { DeskPage, deskLocale, deskReader } from "../../../page-frame";
import { sendAnswer, sendApproval, sendWithdrawal } from "../actions";

type Props = { params: Promise<{ locale: string; id: string }>; searchParams: Promise<{ done?: string }> };

/** One suggestion: who, when, why, what it would change of what is published now, and what can be done about it. */
export default async function SuggestionPage({ params, searchParams }: Props) {
  const locale = await deskLocale(params);
  const { id } = await params;
  const actor = await actorOfForm(locale);
  const reader = await deskReader(locale);
  const { t } = reader;
  const title = t("review.one");
  const at = (other: Locale) => paths.deskSuggestion(other, id);
  const found = actor && (await findSuggestion(store().read, actor, id));
  if (!found)
    return (
      <DeskPage locale={locale} section="suggestions" title={title} at={at}>
        <p className="notice" role="status">
          {t(actor ? "review.decidedOn" : "problem.refusal.not_signed_in")}
        </p>
        <p className="voices">
          <a href={paths.deskSuggestions(locale)}>{t("review.title")}</a>{" "}
          <a href={paths.deskChanges(locale)}>{t("account.shell.changes")}</a>
        </p>
      </DeskPage>
    );
  const { suggestion, asked, needs, seen } = found;
  return (
    <DeskPage locale={locale} section="suggestions" title={title} at={at}>
      {(await searchParams).done === "suggested" && (
        <p className="notice done" role="status">
          {t("review.done.suggested")}
        </p>
      )}
      <p className="small">
        <a href={paths.deskSuggestions(locale)}>{t("review.title")}</a>
      </p>
      <dl className="facts">
        <dt>{t("review.what")}</dt>
        <dd>
          <EntryLink reader={reader} kind={suggestion.kind} entry={suggestion.entry} is={suggestion.is} />
        </dd>
        <dt>{t("review.who")}</dt>
        <dd>
          {t("review.by", {
            name: suggestion.mine ? t("desk.drafts.you") : suggestion.author,
            when: instant(locale, suggestion.suggestedAt, reader.zone),
          })}
        </dd>
        <dt>{t("review.why")}</dt>
        <dd>{suggestion.reason || t("review.noReason")}</dd>
        <dt>{t("review.state")}</dt>
        <dd>{t(`review.is.${suggestion.state}`)}</dd>
        {suggestion.comment && suggestion.decidedAt && (
          <>
            <dt>{t("review.comment")}</dt>
            <dd>
              {t("review.decided", {
                name: suggestion.decidedBy ?? "",
                when: instant(locale, suggestion.decidedAt, reader.zone),
                comment: suggestion.comment,
              })}
            </dd>
          </>
        )}
      </dl>
      {needs.length > 0 && (
        <section className="section" aria-labelledby="needs">
          <h2 id="needs">{t("review.needs")}</h2>
          {needs.map((need) => (
            <Versions key={need.suggestion.id} reader={reader} asked={need.asked} />
          ))}
        </section>
      )}
      <section className="section" aria-labelledby="difference">
        <h2 id="difference">{t("review.difference")}</h2>
        <p className="hint">{t("review.differenceHint")}</p>
        <Versions reader={reader} asked={asked} />
      </section>
      {suggestion.mine ? (
        <Own reader={reader} suggestion={suggestion} asked={asked} />
      ) : (
        <Decide reader={reader} suggestion={suggestion} seen={seen} />
      )}
    </DeskPage>
  );
}

/** What a suggestion makes of each entry, beside what is published now. */
async function Versions({ reader, asked }: { reader: Reader; asked: Suggested }) {
  const { t } = reader;
  const { versions, names } = await suggestedVersions(store().read, asked);
  const more = asked.entries - versions.length;
  return (
    <>
      {versions.map((version) => (
        <section key={`${version.entryKind} ${version.entry}`} className="version stack">
          <h3>
            {t(`changeKind.${version.kind}`)} · {t(`entryKind.${version.entryKind}`)}: {version.entry}
          </h3>
          {version.moved && <p className="notice">{t("review.moved")}</p>}
          {version.first && <p>{t("review.first")}</p>}
          {version.after === null && <p>{t("review.gone")}</p>}
          {version.before && (
            <>
              <Changes reader={reader} names={names} version={version} />
              {version.after && <h4>{t("review.everything")}</h4>}
            </>
          )}
          {version.after && <Everything reader={reader} names={names} after={version.after} />}
        </section>
      ))}
      {more > 0 && <p>{t("review.more", { count: more })}</p>}
    </>
  );
}

/** What a reviewer can do. @param seen all that this page shows, as one word */
function Decide({
  reader: { locale, t },
  suggestion: { id, version },
  seen,
}: {
  reader: Reader;
  suggestion: Suggestion;
  seen: string;
}) {
  const hidden = () => ({ locale, id, version: String(version), key: randomUUID() });
  const comment = { kind: "text", name: "comment", label: t("review.comment"), hint: t("review.commentHint") } as const;
  return (
    <section className="section stack" aria-labelledby="decide">
      <h2 id="decide">{t("review.decide")}</h2>
      <DeskForm action={sendApproval} hidden={{ ...hidden(), seen }} fields={[]} submit={t("review.approve")}>
        <p>{t("review.approveHint")}</p>
      </DeskForm>
      <DeskForm action={sendAnswer} hidden={hidden()} fields={[comment]} submit={t("review.sendBack")}>
        <p>{t("review.sendBackHint")}</p>
      </DeskForm>
      <DeskForm
        action={sendAnswer}
        hidden={{ ...hidden(), button: "rejected" }}
        fields={[comment]}
        quiet
        submit={t("review.reject")}
      />
    </section>
  );
}

/** What its author can do: wait, change it, withdraw it. */
function Own({
  reader: { locale, t },
  suggestion,
  asked,
}: {
  reader: Reader;
  suggestion: Suggestion;
  asked: Suggested;
}) {
  const form = formPage(locale, suggestion, asked);
  return (
    <section className="section stack" aria-labelledby="decide">
      <h2 id="decide">{t("review.decide")}</h2>
      {suggestion.state === "suggested" && <p>{t("review.ownHint")}</p>}
      <p>{form ? <a href={form}>{t("review.goOn")}</a> : t("review.again")}</p>
      <DeskForm
        action={sendWithdrawal}
        hidden={{ locale, id: suggestion.id, key: randomUUID() }}
        fields={[]}
        quiet
        submit={t("review.withdraw")}
      />
    </section>
  );
}

/** The page with the form that a suggestion was made with; null where it was made with a reason alone. */
function formPage(locale: Locale, { id, kind, entry }: Suggestion, { command, form }: Suggested): string | null {
  if (!form || !command.startsWith("save")) return null;
  const [slug = "", date = ""] = entry.split("/");
  const page = () => {
    if (command === "saveReport") return paths.deskReport(locale);
    if (kind === "corridor_day") return paths.deskDay(locale, slug, date);
    if (kind === "claim") return form.base > 0 ? paths.deskClaimOf(locale, entry) : paths.deskClaim(locale);
    if (!isNoun(kind)) return null;
    if (form.base > 0) return paths.deskListed(locale, listOf(kind), slug);
    return kind === "corridor" ? paths.deskCorridor(locale) : paths.deskNewEntry(locale, listOf(kind));
  };
  const at = page();
  return at && `${at}?suggestion=${encodeURIComponent(id)}`;
}
