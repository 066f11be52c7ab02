import type { ReactNode } from "react";
import type { Bilingual } from "@/lib/domain/text";
import { inLanguage } from "@/lib/domain/text";
import type { Reader } from "@/lib/i18n/reader";

/** A text in the reader's language; in the other one, with its language marked and named, where only that exists. */
export function Text({ reader, value, empty = null }: { reader: Reader; value: Bilingual; empty?: ReactNode }) {
  const found = inLanguage(value, reader.locale);
  if (!found) return empty;
  if (found.lang === reader.locale) return found.text;
  return (
    <>
      <span lang={found.lang}>{found.text}</span>{" "}
      <span className="small muted">
        {reader.t("page.otherLanguage", { language: reader.t(`language.${found.lang}`) })}
      </span>
    </>
  );
}
