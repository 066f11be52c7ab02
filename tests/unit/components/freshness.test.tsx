import type { ReactElement } from "react";
import { describe, expect, it } from "vitest";
import { EntryClaims } from "@/components/claims/entry-claims";
import { Board } from "@/components/corridors/board";
import type { BoardView } from "@/components/corridors/board-types";
import { briefText } from "@/components/corridors/brief";
import { CorridorList } from "@/components/corridors/corridor-list";
import { CorridorView } from "@/components/corridors/corridor-view";
import { DayView } from "@/components/corridors/day-view";
import { EntryView } from "@/components/corridors/entry-view";
import { PublicPage } from "@/components/site/public-page";
import { dateAt, datesBetween, endOfDay } from "@/lib/domain/dates";
import { windowOf } from "@/lib/domain/freshness";
import type { CorridorDay } from "@/lib/domain/record";
import { DEFAULT_SETTINGS } from "@/lib/domain/settings";
import { DAY_STATUSES, type DayStatus, LOCALES, type Locale } from "@/lib/domain/vocabulary";
import { clockTime, longDate, weekdayDate } from "@/lib/i18n/format";
import { translator } from "@/lib/i18n/messages";
import { type Reader, readerOf } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { claim, corridor, day, NOON, readerAt, shown } from "./fixtures";

// Each sentence of "Freshness" and of what a status says of its day, on every page that shows one.

const DATE = "2001-02-03";
const YESTERDAY = new Date("2001-02-04T09:00:00Z");
const MONTHS_LATER = new Date("2001-06-01T09:00:00Z");

type Surface = { html: string; text: string };
const board = (days: CorridorDay[], now: Date, zone: string): BoardView => {
  const window = windowOf(
    days.map(({ date }) => date),
    30,
    dateAt(now, zone),
  );
  const dates = datesBetween(window.from, window.end);
  const latest = days.findLast(({ date }) => date <= window.today) ?? days[0];
  const bar = dates.map((date) => days.find((it) => it.date === date) ?? null);
  const rows = latest ? [{ corridor, latest, bar, disputes: [] }] : [];
  return {
    window,
    dates,
    rows,
    silent: { corridors: 0, from: window.from, to: window.end },
    more: false,
    totals: [],
    claims: [],
    asOf: NOON,
    lastCheckedAt: null,
  };
};

/** Every page and text that shows a status of these days, with the way to make it. */
const SURFACES: Record<string, (reader: Reader, days: CorridorDay[]) => Surface> = {
  "the board": (reader, days) =>
    shown(<Board reader={reader} view={board(days, reader.now, days[0]?.timeZone ?? reader.zone)} />),
  "the page of a corridor": (reader, days) => {
    const { window, dates } = board(days, reader.now, days[0]?.timeZone ?? reader.zone);
    const links = { continuedFrom: [], continuedAs: null, mergedInto: null };
    return shown(<CorridorView reader={reader} view={{ corridor, days, dates, window, claims: [], ...links }} />);
  },
  "the list of corridors": (reader, days) => {
    const { window } = board(days, reader.now, days[0]?.timeZone ?? reader.zone);
    const span = { firstDay: DATE, lastDay: DATE, days: 1 };
    const rows = [{ corridor, latest: days[0] ?? null, ...span }];
    return shown(<CorridorList reader={reader} window={window} rows={rows} page={1} pages={1} />);
  },
  "the page of a day": (reader, days) =>
    shown(
      <DayView
        reader={reader}
        view={{
          date: DATE,
          days: days.map((it) => ({ corridor, day: it })),
          claims: [],
          previous: null,
          next: null,
          all: days.length,
          page: 1,
          pages: 1,
        }}
      />,
    ),
  "an entry": (reader, days) => {
    const names = { parties: new Map(), sources: new Map(), places: new Map(), corridors: new Map() };
    const more = {
      mergedInto: null,
      retracted: false,
      history: { revisions: [], all: 0, names },
      previous: null,
      next: null,
    };
    return shown(
      <EntryView reader={reader} date={DATE} view={{ corridor, day: days[0] ?? null, claims: [], ...more }} />,
    );
  },
  "the brief": (reader, days) => {
    const view = board(days, reader.now, days[0]?.timeZone ?? reader.zone);
    const text = briefText(reader, DEFAULT_SETTINGS, view, "https://corridors.example.org");
    return { html: text, text };
  },
};

const notToday = (locale: Locale) => translator(locale)("page.board.notToday");

describe.each(LOCALES)("a record that ended more than 30 days ago, in %s", (locale) => {
  const t = translator(locale);
  const reader = readerAt(MONTHS_LATER, locale);

  it.each(Object.entries(SURFACES))(
    "says on %s that nothing there is about today, and of which day it is",
    (_, make) => {
      const { text } = make(reader, [day()]);
      expect(text).toContain(notToday(locale));
      expect(text).toContain(longDate(locale, DATE));
    },
  );

  it("is headed by its last day, on the board, in the list and in the brief", () => {
    const ended = t("page.board.ended", { date: longDate(locale, DATE) });
    for (const name of ["the board", "the list of corridors", "the brief"])
      expect(SURFACES[name]!(reader, [day()]).text).toContain(ended);
    expect(SURFACES["the page of a corridor"]!(reader, [day()]).text).toContain(
      t("page.corridor.ended", { date: longDate(locale, DATE) }),
    );
  });

  it("has bars that end on that day", () => {
    for (const name of ["the board", "the page of a corridor"])
      expect(SURFACES[name]!(reader, [day()]).html).toMatch(/<li class="entry[^>]*>(?:(?!<li).)*<\/li><\/ol>/);
  });
});

describe.each(LOCALES)("a record that reaches into the last 30 days, in %s", (locale) => {
  it("does not say that it ended, has bars up to today, and says that no entry is about today", () => {
    const reader = readerAt(YESTERDAY, locale);
    const { html, text } = SURFACES["the board"]!(reader, [day()]);
    expect(text).not.toContain(notToday(locale));
    expect(text).toContain(translator(locale)("page.board.nothingToday", { date: longDate(locale, "2001-02-04") }));
    expect(html).toMatch(/<li class="gap[^>]*>(?:(?!<li).)*<\/li><\/ol>/);
  });

  it("says nothing of the kind once a day of today is on record", () => {
    const { text } = SURFACES["the board"]!(readerAt(NOON, locale), [day({ updatedAt: NOON })]);
    expect(text).not.toContain(notToday(locale));
    expect(text).not.toContain(translator(locale)("page.board.nothingToday", { date: longDate(locale, DATE) }));
  });
});

describe.each(LOCALES)("a status of a past day, in %s", (locale) => {
  const t = translator(locale);
  const date = longDate(locale, DATE);
  const statuses = DAY_STATUSES.flatMap((status) => Object.keys(SURFACES).map((name) => [status, name] as const));

  it.each(statuses)(
    "%s is on %s in the past tense with its date in the same line, and nothing is live",
    (status, name) => {
      const past = status === "announced" ? "outcome_not_reported" : status;
      const { html, text } = SURFACES[name]!(readerAt(YESTERDAY, locale), [day({ status })]);
      expect(text).toContain(t(`statusWas.${past}`, { date }));
      expect(html).not.toContain("live");
      for (const now of DAY_STATUSES) expect(text).not.toContain(t(`statusNow.${now}`, { date, time: "" }).trim());
    },
  );

  it.each(DAY_STATUSES)("%s is in every bar under a name that begins with its date", (status) => {
    const { html } = SURFACES["the board"]!(readerAt(YESTERDAY, locale), [day({ status })]);
    const names = [...html.matchAll(/ (?:aria-label|title)="([^"]+)"[^>]*><span>/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(new RegExp(`^${date}: `));
  });

  it("stands with every claim about an outcome, in its own line", () => {
    const { html } = shown(<EntryClaims reader={readerAt(YESTERDAY, locale)} claims={[claim()]} />);
    expect(html).toContain(`${t("claimKind.outcome")}: ${t("outcome.held")}, ${date}</span>`);
  });
});

// The day that the clocks skip an hour has 23 hours, the one on which they fall back 25.
const ZONES = [
  { zone: "Europe/Kyiv", date: "2001-02-03", hours: 24 },
  { zone: "Europe/Kyiv", date: "2022-03-27", hours: 23 },
  { zone: "Europe/Kyiv", date: "2022-10-30", hours: 25 },
  { zone: "Asia/Kathmandu", date: "2001-02-03", hours: 24 },
  { zone: "Pacific/Auckland", date: "2001-02-03", hours: 24 },
];

describe.each(LOCALES)("before the local day has ended, in %s", (locale) => {
  const t = translator(locale);
  const cases = ZONES.flatMap((zone) => DAY_STATUSES.map((status) => ({ ...zone, status })));

  it.each(cases)("$status on $date in $zone is said as of a time with its zone, to the last millisecond", (it_) => {
    const { zone, date, hours, status } = it_;
    const end = endOfDay(date, zone);
    const began = new Date(end.getTime() - hours * 3_600_000);
    expect(dateAt(began, zone)).toBe(date);
    expect(dateAt(new Date(began.getTime() - 1), zone)).not.toBe(date);
    const updatedAt = new Date(began.getTime() + 3_600_000);
    const live = day({ date, timeZone: zone, status, updatedAt });
    const time = clockTime(locale, updatedAt, zone);
    const at = (now: Date) => SURFACES["the board"]!(readerOf(locale, "Etc/UTC", now), [live]);
    const so = t(`statusNow.${status}`, { date: longDate(locale, date), time });
    expect(so).toContain(time);
    expect(time).toMatch(/ \(UTC[+-]\d/);
    for (const now of [updatedAt, new Date(end.getTime() - 1)]) {
      const { html, text } = at(now);
      expect(text).toContain(so);
      expect(html).toContain("status live");
      // also where the word stands apart from the sentence: in the answer above and in the bar
      expect(text).toContain(`${longDate(locale, date)}, ${t("asFarAsKnown", { time })}`);
      expect(html).toMatch(
        new RegExp(`aria-label="${longDate(locale, date)}: [^"]*${t("asFarAsKnown", { time: "" })}`),
      );
    }
    const { html, text } = at(end);
    expect(text).not.toContain(so);
    expect(html).not.toContain("status live");
  });
});

describe.each(LOCALES)("midnight, in %s", (locale) => {
  const t = translator(locale);
  const updatedAt = new Date("2001-02-03T08:00:00Z");
  const known = t("asFarAsKnown", { time: clockTime(locale, updatedAt, "Etc/UTC") });

  it.each(["held", "partly_held", "failed"] as const)(
    "confirms no outcome that was logged while the day went on: %s",
    (status) => {
      for (const [name, make] of Object.entries(SURFACES))
        expect(make(readerAt(YESTERDAY, locale), [day({ status, updatedAt })]).text, name).toMatch(
          locale === "en" ? /as far as known at 08:00 \(UTC\)/ : /станом на 08:00 \(UTC\)/,
        );
      const { text } = SURFACES["the board"]!(readerAt(YESTERDAY, locale), [day({ status, updatedAt })]);
      expect(text).toContain(`${longDate(locale, DATE)}, ${known}`);
    },
  );

  it("leaves an outcome plain that somebody has looked at since", () => {
    const checked = day({ updatedAt, checkedAt: YESTERDAY });
    for (const make of Object.values(SURFACES))
      expect(make(readerAt(YESTERDAY, locale), [checked]).text).not.toContain(known);
  });
});

describe.each(LOCALES)("a day that lies ahead, in %s", (locale) => {
  const t = translator(locale);
  const eve = new Date("2001-02-02T12:00:00Z");

  it.each(["proposed", "announced", "cancelled"] as const)("is told as planned, with its date: %s", (status) => {
    for (const make of Object.values(SURFACES)) {
      const { text } = make(readerAt(eve, locale), [day({ status })]);
      expect(text).toContain(t("statusAhead", { status, date: longDate(locale, DATE) }));
      expect(text).not.toContain(notToday(locale));
    }
  });

  it("does not hide what is reported of today", () => {
    const days = [day({ status: "failed", updatedAt: NOON }), day({ date: "2001-02-04", status: "announced" })];
    for (const name of ["the board", "the page of a corridor"]) {
      const { text } = SURFACES[name]!(readerAt(NOON, locale), days);
      const today = t("statusNow.failed", { date: longDate(locale, DATE), time: clockTime(locale, NOON, "Etc/UTC") });
      const ahead = t("statusAhead", { status: "announced", date: longDate(locale, "2001-02-04") });
      expect(text.indexOf(today)).toBeGreaterThan(0);
      expect(text.indexOf(ahead)).toBeGreaterThan(text.indexOf(today));
    }
  });
});

describe.each(LOCALES)("a day announced for months later, in %s", (locale) => {
  const t = translator(locale);

  it("stands beside the latest day on record, not in its place", () => {
    const far = "2001-04-19";
    const days = [day({ updatedAt: NOON }), day({ date: far, status: "announced" })];
    const reader = readerAt(NOON, locale);
    const { text } = SURFACES["the board"]!(reader, days);
    expect(text).toContain(t("page.board.live", { date: longDate(locale, DATE) }));
    expect(text).toContain(`${t("page.board.lastAhead")} ${weekdayDate(locale, far)}`);
    expect(SURFACES["the brief"]!(reader, days).text).not.toContain(longDate(locale, far));
  });
});

describe.each(LOCALES)("every page, in %s", (locale) => {
  const t = translator(locale);
  const page = (reader: Reader, title: string | null): ReactElement => (
    <PublicPage
      reader={reader}
      settings={{ ...DEFAULT_SETTINGS, url: "https://corridors.example.org" }}
      title={title}
      at={paths.board}
    >
      <h1>Heading</h1>
    </PublicPage>
  );

  it("says above its heading when it was made, with the zone: the board and the pages behind it", () => {
    const made = t("page.notice.asOf", { time: "@" }).split("@")[0]!;
    for (const title of [null, "A page"]) {
      const { text } = shown(page(readerOf(locale, "Europe/Kyiv", NOON), title));
      const at = text.indexOf(made);
      expect(at).toBeGreaterThan(0);
      expect(at).toBeLessThan(text.indexOf("Heading"));
      expect(text.slice(at)).toMatch(/^.{0,60}14:00 \(UTC\+2\)/);
    }
  });

  it("of the past does not call itself made then", () => {
    const { html } = shown(page(readerOf(locale, "Europe/Kyiv", NOON, NOON), "A page"));
    expect(html).not.toContain("data-as-of");
  });

  it("carries no status in its title", () => {
    const words = DAY_STATUSES.map((status: DayStatus) => t(`status.${status}`));
    const title = /<title>([^<]*)/.exec(shown(page(readerAt(NOON, locale), null)).html)?.[1] ?? "";
    expect(title).not.toBe("");
    for (const word of words) expect(title).not.toContain(word);
  });
});
