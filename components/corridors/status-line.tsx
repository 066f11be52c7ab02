import { phaseOf } from "@/lib/domain/dates";
import type { CorridorDay } from "@/lib/domain/record";
import { shownStatus } from "@/lib/domain/status";
import type { ShownStatus } from "@/lib/domain/vocabulary";
import type { Reader } from "@/lib/i18n/reader";
import { statusSentence } from "@/lib/i18n/status-text";

/** The shape of a status; the word always stands beside it. */
export function StatusMark({ status }: { status: ShownStatus }) {
  return (
    <svg className="mark" aria-hidden="true" focusable="false">
      <use href={`#s-${status}`} />
    </svg>
  );
}

/** Shape, sentence with its date, and what the word means. Only a day that is not over gets a frame. */
export function StatusLine({ reader, day }: { reader: Reader; day: CorridorDay }) {
  const status = shownStatus(day, reader.now);
  const over = phaseOf(day.date, day.timeZone, reader.now) === "past";
  return (
    <p className={over ? "status" : "status live"}>
      <StatusMark status={status} />
      <span>
        {statusSentence(reader, day)}
        <span className="status-means">{reader.t(`statusShort.${status}`)}</span>
      </span>
    </p>
  );
}
