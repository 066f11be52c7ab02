import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { derive } from "@/lib/domain/grade";
import type { Claim, Corridor, CorridorDay, Party, Place, Source } from "@/lib/domain/record";
import type { Locale } from "@/lib/domain/vocabulary";
import { readerOf } from "@/lib/i18n/reader";

// Plainly made up: two towns, two sides. Nothing in it happened.

export const NOON = new Date("2001-02-03T12:00:00Z");
export const readerAt = (now: Date, locale: Locale = "en") => readerOf(locale, "Etc/UTC", now);

export const party = (slug: string, side: string | null = slug): Party => ({
  slug,
  kind: "state",
  name: { en: slug.toUpperCase(), uk: `Сторона ${slug}` },
  side,
});

const place = (slug: string): Place => ({
  slug,
  kind: "settlement",
  name: { en: slug, uk: slug },
  precision: "settlement",
  lat: null,
  lon: null,
  adm1: null,
  adm1Vocabulary: null,
  adm1Name: null,
  country: "XXA",
  timeZone: "Etc/UTC",
  aliases: [],
});

export const corridor: Corridor = {
  slug: "alpha-to-beta",
  origin: place("Alpha"),
  destination: place("Beta"),
  purpose: "evacuation",
  continuedAs: null,
  mergedInto: null,
};

const source: Source = {
  slug: "report-1",
  file: null,
  publisher: "Test Gazette",
  publishedOn: "2001-02-03",
  publishedOnPrecision: "day",
  url: null,
  archiveUrl: null,
  retrievedAt: null,
  sha256: null,
  retracted: false,
};

/** A claim that the corridor held, by the north; each test changes what it is about. */
export const claim = (more: Partial<Claim> = {}): Claim => ({
  key: `c-${more.claimant?.slug ?? "north"}-${more.kind ?? "outcome"}`,
  scope: "corridor_day",
  corridor: corridor.slug,
  place: null,
  date: "2001-02-03",
  dateTo: null,
  datePrecision: "day",
  kind: "outcome",
  claimant: party("north"),
  speaker: null,
  addressee: null,
  outcome: more.kind && more.kind !== "outcome" ? null : "held",
  count: null,
  unverifiedBy: null,
  summary: { en: "Cars passed.", uk: "Автомобілі проїхали." },
  source,
  sourcePlace: "paragraph 4",
  statement: "s-1",
  saidOn: "2001-02-04",
  saidOnPrecision: "inferred",
  updatedAt: NOON,
  revision: 1,
  ...more,
});

export const day = (more: Partial<CorridorDay> = {}): CorridorDay => {
  const claims = more.claims ?? [claim()];
  return {
    corridor: corridor.slug,
    date: "2001-02-03",
    datePrecision: "day",
    period: null,
    timeZone: "Etc/UTC",
    status: "held",
    note: { en: "", uk: "" },
    evacuees: null,
    claims,
    checkedAt: null,
    publishedAt: NOON,
    updatedAt: new Date("2001-02-04T00:00:00Z"),
    revision: 1,
    ...derive(claims, more.status ?? "held"),
    ...more,
  };
};

/** The markup, and what a reader reads of it. */
export function shown(element: ReactElement): { html: string; text: string } {
  const html = renderToStaticMarkup(element);
  const text = html
    .replace(/<[^>]+>/g, " ")
    .replace(/&#x27;/g, "'")
    .replace(/\s+/g, " ")
    .trim();
  return { html, text };
}
