import { PURPOSES } from "../domain/vocabulary";
import { type Column, column, revision, updatedAt } from "./columns";

/** The columns of corridors.csv. */
export const corridorColumns: readonly Column[] = [
  column("corridor", "key", "Key of the corridor; it never changes", "Ключ коридору; ніколи не змінюється"),
  column("origin", "key", "Where it begins", "Звідки", { file: "places" }),
  column("origin_name", "text", "Name of the origin", "Назва пункту відправлення (англійською)"),
  column("destination", "key", "Where it leads", "Куди", { file: "places" }),
  column("destination_name", "text", "Name of the destination", "Назва пункту призначення (англійською)"),
  column("purpose", "code", "What it is for: people out, or aid in", "Для чого: вивезення людей чи допомога", {
    values: PURPOSES,
    words: "purpose",
  }),
  column("first_day", "date", "The first day on record", "Перший день у записах"),
  column("last_day", "date", "The last day on record", "Останній день у записах"),
  column("days", "integer", "How many days are on record", "Скільки днів у записах", { unit: "days" }),
  column("merged_into", "key", "The corridor that took its place", "Коридор, з яким його об’єднано", {
    file: "corridors",
  }),
  updatedAt,
  revision,
  column(
    "continued_as",
    "key",
    "A later corridor for the same people, once a report told where they went",
    "Пізніший коридор для тих самих людей, коли повідомлення назвало, куди вони їдуть",
    { file: "corridors" },
  ),
];
