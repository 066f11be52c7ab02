import { bySide } from "@/components/claims/blame";
import { disputes } from "@/components/claims/claim-list";
import { corridorTitle } from "@/components/corridors/corridor-name";
import { placeInSource, sourceTitle } from "@/components/sources/source-reference";
import type { FedEntry, FeedBlock, FeedEntry, FeedLine } from "@/lib/domain/feed";
import { gradedOn } from "@/lib/domain/grade";
import type { Claim, Corridor, CorridorDay } from "@/lib/domain/record";
import type { Bilingual } from "@/lib/domain/text";
import { inLanguage } from "@/lib/domain/text";
import { countText, dateWithPrecision, longDate } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { statusSentence } from "@/lib/i18n/status-text";
import { paths } from "@/lib/paths";

/** A text of the record in the reader's language, or in the other one, which it then says. */
function inWords({ locale, t }: Reader, text: Bilingual): string {
  const found = inLanguage(text, locale);
  if (!found) return "";
  return found.lang === locale ? found.text : `${found.text} ${t(`page.otherLanguage.${found.lang}`)}`;
}

const one = (text: string): FeedBlock => ({ heading: null, lines: [{ text }] });
const linked = (text: string, href: string): FeedBlock => ({
  heading: null,
  lines: [{ text: "", link: { text, href } }],
});

/** Who said it, of whom, in what words, and by which report. */
function claimLine(reader: Reader, claim: Claim, site: string): FeedLine {
  const { t } = reader;
  const kind = t(`claimKind.${claim.kind}`) + (claim.outcome ? `: ${t(`outcome.${claim.outcome}`)}` : "");
  const parties = [claim.claimant, claim.addressee].flatMap((party) => (party ? inWords(reader, party.name) : []));
  const who = parties.join(" → ") + (claim.speaker ? ` (${claim.speaker})` : "");
  const summary = inWords(reader, claim.summary) || t("page.claim.noSummary");
  const place = claim.sourcePlace ? `, ${placeInSource(t, claim.sourcePlace)}` : "";
  const withdrawn = claim.source.retracted ? ` (${t("page.source.retracted")})` : "";
  return {
    text: `${who}. ${kind}. ${summary}`,
    link: {
      text: `${sourceTitle(reader, claim.source)}${place}${withdrawn}`,
      href: `${site}${paths.source(reader.locale, claim.source.slug)}`,
    },
  };
}

/** Blame, denials and rejections side by side, every side with all that it says; then everything else that was said. */
function claimBlocks(reader: Reader, claims: Claim[], site: string): FeedBlock[] {
  const { disputed, others } = disputes(claims);
  const list = (heading: string, some: Claim[]): FeedBlock[] =>
    some.length > 0 ? [{ heading, lines: some.map((claim) => claimLine(reader, claim, site)) }] : [];
  return [...list(reader.t("page.blame.label"), bySide(disputed).flat()), ...list(reader.t("page.entry.said"), others)];
}

function dayBlocks(reader: Reader, day: CorridorDay, site: string): FeedBlock[] {
  const { locale, t } = reader;
  const note = inWords(reader, day.note);
  const facts = [
    `${t(`page.grade.${gradedOn(day.claims, day.status)}`)}: ${t(`grade.${day.grade}`)}. ${t(`gradeMeans.${day.grade}`)}`,
    ...(day.evacuees ? [`${t("page.entry.people")}: ${countText(t, locale, day.evacuees)}`] : []),
    ...(day.blameContested ? [t("page.blame.bothWays")] : []),
  ];
  return [
    one(`${statusSentence(reader, day)}.`),
    ...facts.map(one),
    ...(note ? [one(note)] : []),
    ...claimBlocks(reader, day.claims, site),
    one(t("page.foot.reports")),
    linked(t("feed.entry.page"), `${site}${paths.corridorDay(locale, day.corridor, day.date)}`),
  ];
}

type WideClaim = { claim: Claim; corridor: Corridor | null };

/** What a claim of wider scope is about: its corridor, its place, or a whole day. */
const aboutOf = (reader: Reader, { claim, corridor }: WideClaim): string =>
  corridor
    ? corridorTitle(reader, corridor)
    : claim.place
      ? inWords(reader, claim.place.name)
      : reader.t(`claimScope.${claim.scope}`);

/** The days that a claim is about, with how exactly they are known. */
const datesOf = ({ locale, t }: Reader, claim: Claim): string =>
  dateWithPrecision(t, locale, { date: claim.date, dateTo: claim.dateTo, precision: claim.datePrecision });

/** What a claim of wider scope is called where it stands among others: its kind, who makes it, about what and when. */
export const wideClaimTitle = (reader: Reader, entry: WideClaim): string =>
  reader.t("feed.entry.claim", {
    kind: reader.t(`claimKind.${entry.claim.kind}`),
    who: inWords(reader, entry.claim.claimant.name),
    about: aboutOf(reader, entry),
    date: datesOf(reader, entry.claim),
  });

/** Title and content of an entry in one language. */
function told(reader: Reader, entry: FedEntry, site: string): { title: string; blocks: FeedBlock[] } {
  const { locale, t } = reader;
  const retracted = (what: string, reason: string) => ({
    title: t("feed.entry.retracted", { what }),
    blocks: [one(t("feed.entry.retractedMeans")), ...(reason ? [one(t("feed.entry.reason", { reason }))] : [])],
  });
  switch (entry.kind) {
    case "day":
      return {
        title: `${corridorTitle(reader, entry.corridor)}: ${statusSentence(reader, entry.day)}`,
        blocks: dayBlocks(reader, entry.day, site),
      };
    case "claim": {
      const { claim } = entry;
      const said = dateWithPrecision(t, locale, { date: claim.saidOn, precision: claim.saidOnPrecision });
      return {
        title: wideClaimTitle(reader, entry),
        blocks: [
          { heading: null, lines: [claimLine(reader, claim, site)] },
          ...(claim.count ? [one(countText(t, locale, claim.count, claim.count.of))] : []),
          one(
            `${t("page.claim.about")}: ${aboutOf(reader, entry)}, ${datesOf(reader, claim)}. ${t("page.claim.saidOn")}: ${said}.`,
          ),
          one(t("page.wider.explained")),
          one(t("page.foot.reports")),
        ],
      };
    }
    case "retractedDay":
      return retracted(`${corridorTitle(reader, entry.corridor)}, ${longDate(locale, entry.date)}`, entry.reason);
    case "movedDay":
      return {
        title: t("feed.entry.moved", {
          what: `${corridorTitle(reader, entry.corridor)}, ${longDate(locale, entry.date)}`,
        }),
        blocks: [
          one(t("feed.entry.movedMeans")),
          linked(t("feed.entry.page"), `${site}${paths.corridorDay(locale, entry.into, entry.date)}`),
        ],
      };
    case "retractedClaim":
      return retracted(t("feed.entry.someClaim"), entry.reason);
  }
}

/** Ids last as long as the site's address: a day's is its page, a claim's a place in the feed. */
function addressOf(entry: FedEntry, site: string): { id: string; url: string } {
  if (entry.kind === "day" || entry.kind === "retractedDay" || entry.kind === "movedDay") {
    const date = entry.kind === "day" ? entry.day.date : entry.date;
    const url = `${site}${paths.corridorDay("en", entry.corridor.slug, date)}`;
    return { id: url, url };
  }
  const [key, source] = entry.kind === "claim" ? [entry.claim.key, entry.claim.source.slug] : [entry.key, entry.source];
  return { id: `${site}${paths.feed}#${key}`, url: `${site}${paths.source("en", source)}#${key}` };
}

/**
 * An entry as feeds print it, in every language at once, because their addresses have none. A status has its date in
 * its sentence, in the past tense once the day is over, in the title too: titles are all that many programs show.
 * @param readers one per language, the first one's title comes first
 * @param site the public origin
 */
export function feedEntry(readers: readonly Reader[], entry: FedEntry, site: string): FeedEntry {
  const parts = readers.map((reader) => ({ lang: reader.locale, ...told(reader, entry, site) }));
  return {
    ...addressOf(entry, site),
    title: parts.map(({ title }) => title).join(" · "),
    published: entry.published,
    updated: entry.updated,
    parts: parts.map(({ lang, blocks }) => ({ lang, blocks })),
  };
}
