import type { ReactNode } from "react";
import type { Bilingual } from "@/lib/domain/text";
import { inLanguage } from "@/lib/domain/text";
import type { Locale } from "@/lib/domain/vocabulary";
import type { Reader } from "@/lib/i18n/reader";

/** A text in the reader's language; in the other one, with its language marked and named, where only that exists. */
export function Text({ reader, value, empty = null }: { reader: Reader; value: Bilingual; empty?: ReactNode }) {
  const found = inLanguage(value, reader.locale);
  if (!found) return empty;
  if (found.lang === reader.locale) return found.text;
  return <Foreign reader={reader} text={found.text} lang={found.lang} />;
}

/** A text that was recorded in one language only; Ukrainian is told by its letters. */
export function Recorded({ reader, text }: { reader: Reader; text: string }) {
  const lang: Locale = /\p{Script=Cyrillic}/u.test(text) ? "uk" : "en";
  return lang === reader.locale ? text : <Foreign reader={reader} text={text} lang={lang} />;
}

function Foreign({ reader, text, lang }: { reader: Reader; text: string; lang: Locale }) {
  return (
    <>
      <span lang={lang}>{text}</span> <span className="small muted">{reader.t(`page.otherLanguage.${lang}`)}</span>
    </>
  );
}
