import { DATE_PRECISIONS, DAY_STATUSES, GRADES, PURPOSES, QUALIFIERS, SHOWN_STATUSES } from "../domain/vocabulary";
import { type Column, column, revision, updatedAt } from "./columns";

/** The columns of corridor-days.csv. */
export const corridorDayColumns: readonly Column[] = [
  column("corridor_day", "key", "Key of the day: corridor and date", "Ключ дня: коридор і дата"),
  column("corridor", "key", "The corridor", "Коридор", { file: "corridors" }),
  column("date", "date", "Local date at the origin", "Місцева дата в пункті відправлення"),
  column(
    "date_precision",
    "code",
    "How exactly the date is known: the day, a longer period that no report breaks into days, or inferred from the report",
    "Наскільки точно відома дата: день, довший період, який жодне повідомлення не ділить на дні, або виведена з повідомлення",
    { values: DATE_PRECISIONS, words: "datePrecision" },
  ),
  column("time_zone", "text", "Time zone of the date (IANA)", "Часовий пояс дати (IANA)"),
  column(
    "purpose",
    "code",
    "What the corridor is for: people out, or aid in",
    "Для чого коридор: вивезення людей чи допомога",
    {
      values: PURPOSES,
      words: "purpose",
    },
  ),
  column("origin_name", "text", "Name of the origin", "Назва пункту відправлення (англійською)"),
  column(
    "origin_adm1",
    "text",
    "First-level division of the origin, code",
    "Код одиниці першого рівня, до якої належить пункт відправлення",
  ),
  column(
    "origin_country",
    "text",
    "Country of the origin (ISO 3166-1 alpha-3)",
    "Країна пункту відправлення (ISO 3166-1 alpha-3)",
  ),
  column("destination_name", "text", "Name of the destination", "Назва пункту призначення (англійською)"),
  column(
    "destination_adm1",
    "text",
    "First-level division of the destination, code",
    "Код одиниці першого рівня, до якої належить пункт призначення",
  ),
  column(
    "destination_country",
    "text",
    "Country of the destination (ISO 3166-1 alpha-3)",
    "Країна пункту призначення (ISO 3166-1 alpha-3)",
  ),
  column(
    "status",
    "code",
    "The status as shown when the file was made: an announced day that is over without an outcome is outcome_not_reported",
    "Стан, показаний на момент створення файлу: оголошений день, що минув без відомого результату, має стан outcome_not_reported",
    { values: SHOWN_STATUSES, words: "status" },
  ),
  column("status_recorded", "code", "The status as the editors recorded it", "Стан, який записали редактори", {
    values: DAY_STATUSES,
    words: "status",
  }),
  column(
    "grade",
    "code",
    "How well the outcome is evidenced, computed from the claims",
    "Наскільки підтверджено результат; обчислено з тверджень",
    {
      values: GRADES,
      words: "grade",
    },
  ),
  column("blame_contested", "boolean", "Whether two sides blame each other", "Чи звинувачують сторони одна одну"),
  column(
    "announced_by",
    "list",
    "Parties that announced or agreed to it",
    "Хто оголосив коридор або погодився на нього",
    {
      file: "parties",
    },
  ),
  column(
    "blamed",
    "list",
    "Parties that somebody blames for what happened",
    "Кого хтось звинувачує в тому, що сталося",
    {
      file: "parties",
    },
  ),
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
  column("note_en", "text", "The editors' note in English", "Примітка редакторів англійською"),
  column("note_uk", "text", "The editors' note in Ukrainian", "Примітка редакторів українською"),
  column("claims", "list", "The day's own claims", "Твердження про цей день", { file: "claims" }),
  column("sources", "list", "The reports that the claims are from", "Повідомлення, з яких узято твердження", {
    file: "sources",
  }),
  column(
    "checked_at",
    "instant",
    "When an editor last looked and found nothing new",
    "Коли редактор востаннє перевіряв і не знайшов нічого нового",
  ),
  column("published_at", "instant", "When the day was first published", "Коли день уперше опубліковано"),
  updatedAt,
  revision,
  column(
    "period_from",
    "date",
    "First day of the period that no report breaks into days; empty for a day",
    "Перший день періоду, який жодне повідомлення не ділить на дні; порожньо для одного дня",
  ),
  column("period_to", "date", "Last day of that period", "Останній день цього періоду"),
];
