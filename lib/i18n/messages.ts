import { createTranslator } from "use-intl/core";
import type { Locale } from "../domain/vocabulary";
import en from "./messages/en.json";
import uk from "./messages/uk.json";

export type Messages = typeof en;
const MESSAGES: Record<Locale, Messages> = { en, uk };

/**
 * The sentences of one language: `const t = translator("uk"); t("status.held")`. A key that does not exist is a type error,
 * and a house test keeps both languages equal in keys and placeholders.
 */
export const translator = (locale: Locale) =>
  createTranslator<Messages>({
    locale,
    messages: MESSAGES[locale],
    timeZone: "UTC",
    onError(error) {
      throw error;
    },
  });

export type Translate = ReturnType<typeof translator>;
