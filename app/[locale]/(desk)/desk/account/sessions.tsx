import type { ListedSession } from "@/lib/data/sessions";
import { instant } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { endOthers, endSession } from "./actions";

/** The person's live sessions, with a way to end each. @param here the key of the one that is asking */
export function Sessions({ reader, sessions, here }: { reader: Reader; sessions: ListedSession[]; here: string }) {
  const { locale, t, zone } = reader;
  return (
    <section className="section" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{t("account.account.sessions.title")}</h2>
      <p>{t("account.account.sessions.rule")}</p>
      <table className="table rows">
        <thead>
          <tr>
            <th scope="col">{t("account.account.sessions.device")}</th>
            <th scope="col">{t("account.account.sessions.started")}</th>
            <th scope="col">{t("account.account.sessions.last_used")}</th>
            <th scope="col">{t("account.account.sessions.end")}</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map((session) => {
            const device = session.device || t("account.account.sessions.unknown_device");
            const at = instant(locale, session.lastSeenAt, zone);
            return (
              <tr key={session.id}>
                <th scope="row">
                  {device}
                  {session.id === here && ` (${t("account.account.sessions.here")})`}
                </th>
                <td>{instant(locale, session.createdAt, zone)}</td>
                <td>{at}</td>
                <td>
                  {session.id !== here && (
                    <form action={endSession}>
                      <input type="hidden" name="locale" value={locale} />
                      <input type="hidden" name="session" value={session.id} />
                      <button
                        type="submit"
                        className="quiet"
                        aria-label={t("account.account.sessions.end_one", { device, at })}
                      >
                        {t("account.account.sessions.end")}
                      </button>
                    </form>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {sessions.length > 1 && (
        <form action={endOthers} className="form">
          <input type="hidden" name="locale" value={locale} />
          <p>
            <button type="submit" className="quiet">
              {t("account.account.sessions.end_others")}
            </button>
          </p>
        </form>
      )}
    </section>
  );
}
