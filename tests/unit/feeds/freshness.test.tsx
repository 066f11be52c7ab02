import { describe, expect, it } from "vitest";
import { badgeOf } from "@/components/corridors/badge";
import { Embed } from "@/components/corridors/embed";
import { feedEntry } from "@/components/feed/feed-entries";
import { Picture } from "@/components/site/picture";
import { Sharing } from "@/components/site/sharing";
import type { CorridorDay } from "@/lib/domain/record";
import { DEFAULT_SETTINGS } from "@/lib/domain/settings";
import { LOCALES, type Locale, SHOWN_STATUSES } from "@/lib/domain/vocabulary";
import { badgeSvg } from "@/lib/formats/badge";
import { translator } from "@/lib/i18n/messages";
import { readerOf } from "@/lib/i18n/reader";
import { claim, corridor, day, NOON, shown } from "@/tests/unit/components/fixtures";

// What leaves the site and is read far from it: no text of a past day may read as if it spoke of today.

const site = { ...DEFAULT_SETTINGS, url: "https://corridors.example.org" };
const MORNING = new Date("2001-02-03T08:00:00Z");
const DURING = new Date("2001-02-03T14:00:00Z");
const AFTER = new Date("2001-02-04T09:00:00Z");
const YEARS_LATER = new Date("2005-06-01T09:00:00Z");
const plan = [claim({ kind: "announcement" })];

type Case = {
  days: CorridorDay[];
  now: Date;
  /** What badge and frame say first, and what a feed entry of the last day says. */
  report: Record<Locale, string>;
  entry: Record<Locale, string>;
};
const CASES: Record<string, Case> = {
  "the day goes on": {
    days: [day({ updatedAt: MORNING })],
    now: DURING,
    report: {
      en: "Reported to have held so far on 3 February 2001, as of 08:00 (UTC)",
      uk: "За повідомленнями, 3 лютого 2001 року діяв (день ще триває), станом на 08:00 (UTC)",
    },
    entry: {
      en: "Reported to have held so far on 3 February 2001, as of 08:00 (UTC)",
      uk: "За повідомленнями, 3 лютого 2001 року діяв (день ще триває), станом на 08:00 (UTC)",
    },
  },
  "the day is over, and somebody has looked since": {
    days: [day()],
    now: AFTER,
    report: {
      en: "No current report; last: held, 3 February 2001",
      uk: "Поточних повідомлень немає; останнє: діяв, 3 лютого 2001 року",
    },
    entry: { en: "Was reported to have held on 3 February 2001", uk: "За повідомленнями, діяв 3 лютого 2001 року" },
  },
  "the record ended years ago": {
    days: [day({ status: "partly_held" })],
    now: YEARS_LATER,
    report: {
      en: "No current report; last: partly held, 3 February 2001",
      uk: "Поточних повідомлень немає; останнє: діяв частково, 3 лютого 2001 року",
    },
    entry: {
      en: "Was reported to have partly held on 3 February 2001",
      uk: "За повідомленнями, діяв частково 3 лютого 2001 року",
    },
  },
  "the outcome is known until the morning only": {
    days: [day({ updatedAt: MORNING })],
    now: AFTER,
    report: {
      en: "No current report; last: held, 3 February 2001, as far as known at 08:00 (UTC), before the day was over",
      uk: "Поточних повідомлень немає; останнє: діяв, 3 лютого 2001 року, станом на 08:00 (UTC), коли день ще не скінчився",
    },
    entry: {
      en: "Was reported to have held on 3 February 2001, as far as known at 08:00 (UTC), before the day was over",
      uk: "За повідомленнями, діяв 3 лютого 2001 року, станом на 08:00 (UTC), коли день ще не скінчився",
    },
  },
  "an announced day is over": {
    days: [day({ status: "announced", claims: plan, updatedAt: MORNING })],
    now: AFTER,
    report: {
      en: "No current report; last: announced, outcome not reported, 3 February 2001",
      uk: "Поточних повідомлень немає; останнє: оголошено, результат не повідомлено, 3 лютого 2001 року",
    },
    entry: { en: "Outcome not reported for 3 February 2001", uk: "Результат за 3 лютого 2001 року не повідомлено" },
  },
  "yesterday held and tomorrow is announced": {
    days: [day(), day({ date: "2001-02-05", status: "announced", claims: plan, updatedAt: AFTER })],
    now: AFTER,
    report: {
      en: "No current report; last: held, 3 February 2001",
      uk: "Поточних повідомлень немає; останнє: діяв, 3 лютого 2001 року",
    },
    entry: { en: "Announced for 5 February 2001", uk: "Оголошено на 5 лютого 2001 року" },
  },
};

const badge = (locale: Locale, { days, now }: Case) => {
  const readers = [locale, ...LOCALES.filter((other) => other !== locale)].map((lang) =>
    readerOf(lang, "Etc/UTC", now),
  );
  return badgeOf(readers, { corridor, days });
};

describe.each(LOCALES)("in %s", (locale) => {
  it.each(Object.entries(CASES))("when %s, the badge says of which day it is, and whether that is now", (_, given) => {
    const { sentences, small, description, live } = badge(locale, given);
    expect(sentences[0]).toBe(given.report[locale]);
    expect(live).toBe(given.now === DURING);
    expect(small).toHaveLength(2);
    // whoever hears it hears both languages; every sentence has its date
    for (const lang of LOCALES) expect(description).toContain(given.report[lang]);
    for (const sentence of sentences) expect(sentence).toContain("2001");
    const svg = badgeSvg(badge(locale, given));
    expect(svg).toContain(translator(locale)("page.brief.reports").split(" ")[0]);
  });

  it.each(Object.entries(CASES))("when %s, the frame says the same, and is styled as live only then", (_, given) => {
    const reader = readerOf(locale, "Etc/UTC", given.now);
    const { html, text } = shown(<Embed reader={reader} settings={site} corridor={corridor} days={given.days} />);
    expect(text).toContain(given.report[locale]);
    expect(text).toContain(translator(locale)("page.brief.reports"));
    expect(html.includes("status live")).toBe(given.now === DURING);
    expect(html.includes("#s-held")).toBe(given.now === DURING);
    expect(html).toContain('target="_top"');
  });

  it.each(Object.entries(CASES))(
    "when %s, title and text of the feed's entry have status and date in one sentence",
    (_, given) => {
      const readers = LOCALES.map((lang) => readerOf(lang, "Etc/UTC", given.now));
      const last = given.days.at(-1)!;
      const entry = feedEntry(
        readers,
        { kind: "day", corridor, day: last, published: last.publishedAt, updated: last.updatedAt },
        site.url,
      );
      expect(entry.title).toContain(`Alpha → Beta: ${given.entry[locale]}`);
      const part = entry.parts.find(({ lang }) => lang === locale)!;
      expect(part.blocks[0]?.lines[0]?.text).toBe(`${given.entry[locale]}.`);
      expect(JSON.stringify(part)).toContain(translator(locale)("page.foot.reports"));
    },
  );

  it("nothing that messengers keep of a page names a status, whatever the day", () => {
    const t = translator(locale);
    const words = SHOWN_STATUSES.map((status) => t(`status.${status}`).toLowerCase());
    const reader = readerOf(locale, "Etc/UTC", NOON);
    const title = "Alpha → Beta";
    const head = shown(<Sharing reader={reader} site={site} title={title} path="/en" corridor={corridor.slug} />).html;
    const picture = shown(<Picture reader={reader} site={site} ends={["Alpha", "Beta"]} />).text;
    for (const word of words) {
      expect(picture.toLowerCase()).not.toContain(word);
      expect(head.replace(/<link[^>]*>/g, "").toLowerCase()).not.toContain(word);
    }
    expect(picture).toContain(t("page.brief.reports"));
    expect(head).toContain(`content="${t("page.notice.reports")}"`);
    expect(head).toContain(`content="${site.url}/${locale}/corridors/alpha-to-beta/picture.png"`);
    expect(head).toContain('href="/corridors/alpha-to-beta/feed.atom"');
  });

  it("a corridor of which nothing is on record has no report, and says nothing else", () => {
    const { sentences, small } = badge(locale, {
      days: [],
      now: NOON,
      report: { en: "", uk: "" },
      entry: { en: "", uk: "" },
    });
    expect(sentences).toEqual([translator(locale)("feed.report.none")]);
    expect(small).toEqual([]);
  });
});

describe("an entry of a feed", () => {
  const readers = LOCALES.map((lang) => readerOf(lang, "Etc/UTC", AFTER));
  const times = { published: NOON, updated: AFTER };

  it("shows blame in both directions, every side with all that it says, each with its report", () => {
    const north = claim().claimant;
    const south = { ...north, slug: "south", name: { en: "SOUTH", uk: "Сторона south" }, side: "south" };
    const blame = (from: typeof north, to: typeof north) =>
      claim({ kind: "blame", claimant: from, addressee: to, summary: { en: `${from.slug} says so.`, uk: "" } });
    const claims = [claim(), blame(north, south), blame(south, north)];
    const entry = feedEntry(readers, { kind: "day", corridor, day: day({ claims }), ...times }, site.url);
    const list = entry.parts[0]!.blocks.find(({ heading }) => heading === "Who blames whom:")!;
    expect(list.lines.map(({ text }) => text)).toEqual([
      "NORTH → SOUTH. Blame. north says so.",
      "SOUTH → NORTH. Blame. south says so.",
    ]);
    for (const { link } of list.lines) expect(link?.href).toBe(`${site.url}/en/sources/report-1`);
    // a summary that exists in one language only is marked in the other
    expect(JSON.stringify(entry.parts[1])).toContain("north says so. (англійською)");
  });

  it("of a retracted day keeps its id, says that it was retracted and why, and nothing of what it said", () => {
    const kept = feedEntry(readers, { kind: "day", corridor, day: day(), ...times }, site.url);
    const gone = feedEntry(
      readers,
      { kind: "retractedDay", corridor, date: day().date, reason: "Two corridors were mixed up.", ...times },
      site.url,
    );
    expect(gone.id).toBe(kept.id);
    expect(gone.title).toBe("Retracted: Alpha → Beta, 3 February 2001 · Відкликано: Alpha → Beta, 3 лютого 2001 року");
    expect(JSON.stringify(gone)).toContain("Reason given: Two corridors were mixed up.");
    expect(JSON.stringify(gone)).not.toMatch(/held|діяв/i);
  });

  it("of a claim of wider scope says what it is about and when, and goes by the same id once it is retracted", () => {
    const wide = claim({ key: "c-wide", scope: "corridor", date: null, datePrecision: null });
    const entry = feedEntry(readers, { kind: "claim", claim: wide, corridor, ...times }, site.url);
    expect(entry.title).toContain("Outcome, NORTH: Alpha → Beta, day not stated");
    const gone = feedEntry(
      readers,
      { kind: "retractedClaim", key: "c-wide", source: "report-1", reason: "", ...times },
      site.url,
    );
    expect(gone.id).toBe(entry.id);
    expect(gone.url).toBe(entry.url);
  });
});
