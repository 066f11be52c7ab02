import { DATE_PRECISIONS } from "../domain/vocabulary";
import { type Column, column } from "./columns";

/** The columns of sources.csv. */
export const sourceColumns: readonly Column[] = [
  column("source", "key", "Key of the report", "Ключ повідомлення"),
  column("file", "text", "Name of the file that was transcribed", "Назва файлу, з якого взято дані"),
  column(
    "publisher",
    "text",
    "Who published it; empty where the report does not name it",
    "Хто оприлюднив; порожньо, якщо не названо",
  ),
  column("published_on", "date", "Date of publication", "Дата публікації"),
  column("published_on_precision", "code", "How exactly that date is known", "Наскільки точно відома ця дата", {
    values: DATE_PRECISIONS,
    words: "datePrecision",
  }),
  column("url", "url", "Where it was published", "Де оприлюднено"),
  column("archive_url", "url", "An archived copy", "Архівна копія"),
  column("retrieved_at", "instant", "When it was fetched", "Коли отримано"),
  column("sha256", "text", "SHA-256 of the file, in hexadecimal", "SHA-256 файлу, шістнадцятковим записом"),
];
