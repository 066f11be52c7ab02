import type { Window } from "@/lib/domain/freshness";
import type { Party } from "@/lib/domain/record";
import { dateRange, longDate, number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { type Answered, Answers } from "./answers";
import { type AnnouncedDays, DaysView } from "./days-view";
import { BlameMatrix } from "./matrix";
import type { Pair } from "./pair-count";
import { PartyPairs } from "./party-pairs";

type View = {
  window: Window;
  voices: Party[];
  moreVoices: number;
  cells: Pair[];
  by: Map<string, number>;
  of: Map<string, number>;
  all: { statements: number; claims: number };
  published: { from: string; to: string } | null;
  pairs: Pair[];
  morePairs: number;
  answers: Answered[];
  announced: AnnouncedDays;
};

/** Who blames whom in numbers, both directions alike; who denies or rejects it; and what became of announced days. */
export function BlameView({ reader, view }: { reader: Reader; view: View }) {
  const { locale, t } = reader;
  const { lastDay, live } = view.window;
  return (
    <>
      <div className="stack section">
        <h1>{t("blame.title")}</h1>
        {lastDay && !live && (
          <p className="lead">
            {t("page.board.ended", { date: longDate(locale, lastDay) })} {t("page.board.notToday")}
          </p>
        )}
        <p className={lastDay && !live ? undefined : "lead"}>{t("blame.lead")}</p>
      </div>
      <section className="section" aria-labelledby="sides">
        <h2 id="sides">
          {view.published
            ? t("blame.matrix.titleIn", { dates: dateRange(locale, view.published.from, view.published.to) })
            : t("blame.matrix.title")}
        </h2>
        {view.all.statements === 0 ? (
          <p className="muted">{t("blame.nothing")}</p>
        ) : (
          <>
            <p>{t("blame.matrix.explained")}</p>
            <BlameMatrix
              reader={reader}
              voices={view.voices}
              cells={view.cells}
              by={view.by}
              of={view.of}
              all={view.all.statements}
            />
            {view.moreVoices > 0 && (
              <p className="small muted">
                {t("blame.matrix.more", { count: view.moreVoices, number: number(locale, view.moreVoices) })}
              </p>
            )}
            <p className="small muted">{t("blame.matrix.counted")}</p>
            <PartyPairs reader={reader} pairs={view.pairs} more={view.morePairs} />
          </>
        )}
      </section>
      <Answers reader={reader} answers={view.answers} />
      <DaysView reader={reader} days={view.announced} />
    </>
  );
}
