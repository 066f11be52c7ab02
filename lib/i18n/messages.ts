import { createTranslator } from "use-intl/core";
import type { Locale } from "../domain/vocabulary";
import accountEn from "./messages/en/account.json";
import blameEn from "./messages/en/blame.json";
import deskEn from "./messages/en/desk.json";
import explorerEn from "./messages/en/explorer.json";
import feedsEn from "./messages/en/feeds.json";
import importsEn from "./messages/en/imports.json";
import lifeEn from "./messages/en/life.json";
import mapEn from "./messages/en/map.json";
import pagesEn from "./messages/en/pages.json";
import pastEn from "./messages/en/past.json";
import problemsEn from "./messages/en/problems.json";
import registerEn from "./messages/en/register.json";
import reportEn from "./messages/en/report.json";
import reviewEn from "./messages/en/review.json";
import sheetEn from "./messages/en/sheet.json";
import vocabularyEn from "./messages/en/vocabulary.json";
import accountUk from "./messages/uk/account.json";
import blameUk from "./messages/uk/blame.json";
import deskUk from "./messages/uk/desk.json";
import explorerUk from "./messages/uk/explorer.json";
import feedsUk from "./messages/uk/feeds.json";
import importsUk from "./messages/uk/imports.json";
import lifeUk from "./messages/uk/life.json";
import mapUk from "./messages/uk/map.json";
import pagesUk from "./messages/uk/pages.json";
import pastUk from "./messages/uk/past.json";
import problemsUk from "./messages/uk/problems.json";
import registerUk from "./messages/uk/register.json";
import reportUk from "./messages/uk/report.json";
import reviewUk from "./messages/uk/review.json";
import sheetUk from "./messages/uk/sheet.json";
import vocabularyUk from "./messages/uk/vocabulary.json";

const en = {
  ...vocabularyEn,
  page: pagesEn,
  desk: deskEn,
  account: accountEn,
  problem: problemsEn,
  blame: blameEn,
  explorer: explorerEn,
  feed: feedsEn,
  map: mapEn,
  past: pastEn,
  imports: importsEn,
  life: lifeEn,
  register: registerEn,
  report: reportEn,
  review: reviewEn,
  sheet: sheetEn,
};
const uk: Messages = {
  ...vocabularyUk,
  page: pagesUk,
  desk: deskUk,
  account: accountUk,
  problem: problemsUk,
  blame: blameUk,
  explorer: explorerUk,
  feed: feedsUk,
  map: mapUk,
  past: pastUk,
  imports: importsUk,
  life: lifeUk,
  register: registerUk,
  report: reportUk,
  review: reviewUk,
  sheet: sheetUk,
};

export type Messages = typeof en;
export const MESSAGES: Record<Locale, Messages> = { en, uk };

const translatorOf = (locale: Locale) =>
  createTranslator<Messages>({
    locale,
    messages: MESSAGES[locale],
    timeZone: "UTC",
    onError(error) {
      throw error;
    },
  });

export type Translate = ReturnType<typeof translatorOf>;
const TRANSLATORS: Partial<Record<Locale, Translate>> = {};

/**
 * The sentences of one language: `const t = translator("uk"); t("status.held")`. A key that does not exist is a type error,
 * and a house test keeps both languages equal in keys and placeholders. Made once: it keeps every sentence that it has read.
 */
export function translator(locale: Locale): Translate {
  TRANSLATORS[locale] ??= translatorOf(locale);
  return TRANSLATORS[locale];
}

/**
 * The sentences of the desk's forms: plain ones without placeholders, so that the browser can be handed them as they are.
 * @param waits what is saved waits for a review: buttons do not say that it is published
 */
export function formSentences(locale: Locale, waits = false): Messages["desk"]["form"] {
  const { form } = MESSAGES[locale].desk;
  return waits ? { ...form, publish: form.handIn, publishChange: form.handIn } : form;
}
export const sheetSentences = (locale: Locale): Messages["sheet"]["row"] => MESSAGES[locale].sheet.row;
export const settingsSentences = (locale: Locale): Messages["desk"]["settings"] => MESSAGES[locale].desk.settings;
export const reportSentences = (locale: Locale): Messages["report"] => MESSAGES[locale].report;
export const registerSentences = (locale: Locale): Messages["register"] => MESSAGES[locale].register;
