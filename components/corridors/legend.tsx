import type { DAY_STATUSES, SHOWN_STATUSES } from "@/lib/domain/vocabulary";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { StatusMark } from "./status-line";

const ORDER = [
  "held",
  "partly_held",
  "failed",
  "cancelled",
  "outcome_not_reported",
  "announced",
  "proposed",
] as const satisfies readonly (typeof SHOWN_STATUSES | typeof DAY_STATUSES)[number][];

/** What the shapes mean, where they are first seen. */
export function Legend({ reader: { locale, t } }: { reader: Reader }) {
  return (
    <div className="legend small">
      <ul className="voices" aria-label={t("page.legend.label")}>
        {ORDER.map((status) => (
          <li key={status}>
            <StatusMark status={status} /> {t(`status.${status}`)}
          </li>
        ))}
        <li>
          <span className="legend-gap" aria-hidden="true" /> {t("status.no_entry")}
        </li>
      </ul>
      <p>
        <a href={paths.method(locale)}>{t("page.legend.method")}</a>
      </p>
    </div>
  );
}
