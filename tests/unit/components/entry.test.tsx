import { describe, expect, it } from "vitest";
import { EntryClaims } from "@/components/claims/entry-claims";
import { WiderClaims } from "@/components/claims/wider-claims";
import { DayTable } from "@/components/corridors/corridor-table";
import { CorridorView } from "@/components/corridors/corridor-view";
import { DayBar } from "@/components/corridors/day-bar";
import { EntryFacts } from "@/components/corridors/entry-facts";
import { EntrySummary } from "@/components/corridors/entry-summary";
import { StatusLine } from "@/components/corridors/status-line";
import { stretchesOf } from "@/components/corridors/stretches";
import { Tally } from "@/components/corridors/tally";
import { datesBetween } from "@/lib/domain/dates";
import type { CorridorDay } from "@/lib/domain/record";
import type { Locale } from "@/lib/domain/vocabulary";
import { dateRange } from "@/lib/i18n/format";
import { claim, corridor, day, NOON, party, readerAt, shown } from "./fixtures";

const north = party("north");
const south = party("south");
const blame = [
  claim({ kind: "blame", claimant: north, addressee: south, speaker: "A. Person, minister" }),
  claim({ kind: "blame", claimant: south, addressee: north, unverifiedBy: party("agency", null) }),
];
const LATER = new Date("2001-02-04T00:00:00Z");

describe("a status", () => {
  it("of a day that is not over is so far, as of its last update, and framed as live", () => {
    const { html, text } = shown(<StatusLine reader={readerAt(NOON)} day={day({ updatedAt: NOON })} />);
    expect(text).toContain("Reported to have held so far on 3 February 2001, as of 12:00 (UTC)");
    expect(text).toContain("reported to have been passable, never “safe”");
    expect(html).toContain('class="status live"');
  });

  it("of a day that is over is in the past tense, with its date, and without the frame", () => {
    const { html, text } = shown(<StatusLine reader={readerAt(LATER)} day={day()} />);
    expect(text).toContain("Was reported to have held on 3 February 2001");
    expect(text).not.toContain("so far");
    expect(html).not.toContain("live");
  });

  it("is a shape and a word, never a colour alone", () => {
    const { html, text } = shown(<StatusLine reader={readerAt(LATER)} day={day({ status: "failed" })} />);
    expect(html).toContain('href="#s-failed"');
    expect(text).toContain("Was reported to have failed");
    expect(html).not.toContain("style=");
  });
});

describe("the grade of a day whose outcome nobody reports", () => {
  const planned = day({ status: "announced", claims: [claim({ kind: "announcement" })] });
  const reader = readerAt(LATER);

  it("is said to be of the announcement, wherever it stands", () => {
    const ofPlan = "How well the announcement is evidenced";
    expect(shown(<EntrySummary reader={reader} corridor={corridor} day={planned} />).text).toContain(
      `${ofPlan}: One statement only`,
    );
    expect(shown(<EntryFacts reader={reader} corridor={corridor} day={planned} />).text).toContain(ofPlan);
    const inTable = "One statement only (the announcement)";
    expect(shown(<DayTable reader={reader} days={[planned]} />).text).toContain(inTable);
    const bar = <DayBar reader={reader} corridor={corridor} dates={[planned.date]} days={[planned]} />;
    expect(shown(bar).html).toContain(inTable);
  });

  it("is of the outcome as soon as one is recorded", () => {
    const { text } = shown(<EntrySummary reader={reader} corridor={corridor} day={day()} />);
    expect(text).toContain("How well it is evidenced: One statement only");
  });
});

describe("the link to who says what", () => {
  it("can be told from the others in a list of links", () => {
    const { html } = shown(<EntrySummary reader={readerAt(LATER)} corridor={corridor} day={day()} />);
    expect(html).toContain('aria-label="Who says what: Alpha → Beta, 3 February 2001"');
  });
});

describe("the answer of the board", () => {
  const silent = { corridors: 0, from: "2001-01-22", to: "2001-02-04" };

  it("names no corridor without the date that it speaks of", () => {
    const row = { corridor, latest: day(), bar: [], disputes: [] };
    const groups = { held: [row], partly_held: [], not_held: [], not_known: [] };
    const { text } = shown(<Tally reader={readerAt(LATER)} groups={groups} silent={silent} />);
    expect(text).toContain("1 Reported to have held Alpha → Beta, 3 February 2001");
  });

  it("says where so many names stand that a phone shows the numbers alone", () => {
    const row = { corridor, latest: day(), bar: [], disputes: [] };
    const few = { held: [row], partly_held: [], not_held: [], not_known: [row, row, row, row, row] };
    const many = { ...few, not_held: [row] };
    const html = (groups: Parameters<typeof Tally>[0]["groups"]) =>
      shown(<Tally reader={readerAt(LATER)} groups={groups} silent={silent} />).html;
    expect(html(few)).toContain('class="tally"');
    expect(html(many)).toContain('class="tally long"');
    // and no number stands without the days that it speaks of
    expect(html(many).match(/<span class="dates">3 February 2001<\/span>/g)).toHaveLength(3);
  });

  it("counts corridors without a recent entry as not known, and says which days have none", () => {
    const row = { corridor, latest: day(), bar: [], disputes: [] };
    const five = { ...silent, corridors: 5 };
    const text = (groups: Parameters<typeof Tally>[0]["groups"]) =>
      shown(<Tally reader={readerAt(LATER)} groups={groups} silent={five} />).text;
    const held = { held: [row], partly_held: [], not_held: [], not_known: [] };
    const dates = dateRange("en", five.from, five.to).replace(/\s+/g, " ");
    expect(text(held)).toContain(`5 Not known 5 without an entry, ${dates}`);
    expect(text({ ...held, not_known: [row] })).toContain(
      `6 Not known Alpha → Beta, 3 February 2001; 5 without an entry, ${dates}`,
    );
  });
});

describe("the page of a corridor", () => {
  it("shows a season, and leads to all days of the corridor", () => {
    const window = {
      from: "2000-11-06",
      end: "2001-02-03",
      live: true,
      lastDay: "2001-02-03",
      ahead: null,
      today: "2001-02-04",
    };
    const none = { claims: [], continuedFrom: [], continuedAs: null, mergedInto: null };
    const view = { corridor, days: [day()], dates: datesBetween(window.from, window.end), window, ...none };
    const { html } = shown(<CorridorView reader={readerAt(LATER)} view={view} />);
    expect(html).toContain(`href="/en/records?corridor=${corridor.slug}"`);
  });
});

describe("blame", () => {
  it("is shown in both directions, each on an equal line", () => {
    const { html } = shown(
      <EntrySummary reader={readerAt(LATER)} corridor={corridor} day={day({ claims: [claim(), ...blame] })} />,
    );
    const lines = [...html.matchAll(/<li>(.*?)<\/li>/g)].map(([, line]) => line?.replace(/<[^>]+>/g, " ").trim());
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^NORTH .*blaming.* SOUTH$/);
    expect(lines[1]).toMatch(/^SOUTH .*blaming.* NORTH$/);
    expect(html).toContain("Blame in both directions");
  });

  it("of the corridor as a whole says that it is of no single day", () => {
    const wider = [claim({ kind: "blame", scope: "corridor", claimant: south, addressee: north })];
    const { text } = shown(<EntrySummary reader={readerAt(LATER)} corridor={corridor} day={day()} wider={wider} />);
    expect(text).toContain("NORTH (about the corridor as a whole)");
  });

  it("stands in a column per side, so that no side comes first by its length", () => {
    const { html } = shown(<EntryClaims reader={readerAt(LATER)} claims={blame} />);
    expect(html.match(/<ul class="claims">/g)).toHaveLength(2);
  });
});

describe("a claim", () => {
  it("names speaker, source with its place, both dates and who could not verify it", () => {
    const { text } = shown(<EntryClaims reader={readerAt(LATER)} claims={blame} />);
    expect(text).toContain("Speaker A. Person, minister");
    expect(text).toContain("Speaker not named");
    expect(text).toContain("Said on 4 February 2001 (inferred)");
    expect(text).toContain("Test Gazette, 3 February 2001 , paragraph 4");
    expect(text).toContain("Could not verify this: AGENCY");
  });

  it("that exists in one language only is marked as such, for eyes and for machines", () => {
    const only = claim({ summary: { en: "Cars passed.", uk: "" }, speaker: "A. Person" });
    const { html } = shown(<EntryClaims reader={readerAt(LATER, "uk")} claims={[only]} />);
    expect(html).toContain('<span lang="en">Cars passed.</span> <span class="small muted">(англійською)</span>');
    expect(html).toContain('<span lang="en">A. Person</span>');
  });

  it("of wider scope says that it does not count for the grade", () => {
    const { text } = shown(<WiderClaims reader={readerAt(LATER)} claims={[claim({ scope: "country" })]} />);
    expect(text).toContain("do not count for its grade");
  });
});

describe("the bar", () => {
  const dates = ["2001-02-02", "2001-02-03", "2001-02-04"];
  const days = [null, day({ evacuees: { min: 600, max: 600, qualifier: "about" } }), null];
  const { html, text } = shown(<DayBar reader={readerAt(LATER)} corridor={corridor} dates={dates} days={days} />);

  it("links every day with an entry, under a name with date, status, grade and count", () => {
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).toContain('aria-label="3 February 2001: Held, One statement only, about 600 people"');
    expect(html).toContain('href="/en/corridors/alpha-to-beta/2001-02-03"');
  });

  it("keeps the days without one, and says so", () => {
    expect(text).toContain("2 February: No entry");
    expect(text).toContain("4 February: No entry");
  });

  it("begins under its weekday where it wraps to weeks", () => {
    expect(html).toMatch(/^.*?<li class="[a-z]+ w5">/s);
  });

  const month = datesBetween("2001-01-25", "2001-02-04");
  const onThe = (...filled: string[]) => month.map((date) => (filled.includes(date) ? day({ date }) : null));
  const barOf = (days: (CorridorDay | null)[], locale: Locale = "en") =>
    shown(<DayBar reader={readerAt(LATER, locale)} corridor={corridor} dates={month} days={days} />);

  it("shows a long time without an entry as one gap that names its ends and its length", () => {
    const long = barOf(onThe("2001-02-04"));
    expect(long.html.match(/<li /g)).toHaveLength(2);
    expect(long.text).toContain("25 January – 3 February 2001: no entry, 10 days");
    expect(barOf(onThe("2001-02-04"), "uk").text).toContain("25 січня – 3 лютого 2001 року: немає запису, 10 днів");
    expect(barOf(onThe("2001-02-03")).html.match(/<li /g)).toHaveLength(month.length);
  });

  it("goes on under its weekday and with its month after a long gap", () => {
    expect(barOf(onThe("2001-02-04")).html).toMatch(/<li class="entry w7">.*<span class="month">Feb<\/span>/);
  });

  it("keeps a gap that is long for one corridor open where another has an entry in it", () => {
    const none = onThe();
    const both = stretchesOf(month, (i) => Boolean(none[i] ?? onThe("2001-01-30")[i]));
    const bar = <DayBar reader={readerAt(LATER)} corridor={corridor} dates={month} days={none} stretches={both} />;
    expect(shown(bar).html.match(/<li /g)).toHaveLength(month.length);
  });
});
