import { CLAIM_SCOPES, DATE_PRECISIONS, QUALIFIERS } from "../domain/vocabulary";
import { type Column, column, revision, updatedAt } from "./columns";

/** The columns of totals.csv: evacuation figures whose scope is wider than one corridor. */
export const totalColumns: readonly Column[] = [
  column("total", "key", "Key of the claim that states it", "Ключ твердження, у якому його названо", {
    file: "claims",
  }),
  column(
    "date",
    "date",
    "Local date that the figure is for, or on which its period begins",
    "Місцева дата, якої стосується число, або початок періоду",
  ),
  column("date_precision", "code", "How exactly the date is known", "Наскільки точно відома дата", {
    values: DATE_PRECISIONS,
    words: "datePrecision",
  }),
  column("scope", "code", "What it covers: a day, a region or a country", "Що охоплює: день, регіон чи країну", {
    values: CLAIM_SCOPES.filter((scope) => scope !== "corridor_day" && scope !== "corridor"),
    words: "claimScope",
  }),
  column("place", "key", "The region or country", "Регіон чи країна", { file: "places" }),
  column("place_name", "text", "Its name", "Назва (англійською)"),
  column("evacuees_min", "integer", "People who got out, lower end", "Скільки людей виїхало, нижня межа", {
    unit: "people",
  }),
  column("evacuees_max", "integer", "People who got out, upper end", "Скільки людей виїхало, верхня межа", {
    unit: "people",
  }),
  column("evacuees_qualifier", "code", "How the number was put", "Як подано число", {
    values: QUALIFIERS,
    words: "qualifier",
  }),
  column("claimant", "key", "The party that says so", "Хто це стверджує", { file: "parties" }),
  column("claimant_name", "text", "Its name", "Назва (англійською) того, хто це стверджує"),
  column("speaker", "text", "Name and office of who spoke, as reported", "Ім’я та посада мовця, як у повідомленні"),
  column(
    "unverified_by",
    "key",
    "Who says that they could not verify it",
    "Хто повідомляє, що не зміг цього перевірити",
    {
      file: "parties",
    },
  ),
  column("source", "key", "The report that it is from", "Повідомлення, з якого взято число", { file: "sources" }),
  column("source_place", "text", "Where in the report", "Місце в повідомленні"),
  column(
    "note_en",
    "text",
    "What was said, in the editors' words, in English",
    "Що сказано, словами редакторів, англійською",
  ),
  column(
    "note_uk",
    "text",
    "What was said, in the editors' words, in Ukrainian",
    "Що сказано, словами редакторів, українською",
  ),
  updatedAt,
  revision,
  column(
    "date_to",
    "date",
    "Local date on which its period ends; empty for a day",
    "Місцева дата кінця періоду; порожньо для одного дня",
  ),
];
