import { CLAIM_KINDS, CLAIM_SCOPES, COUNTED, DATE_PRECISIONS, OUTCOMES, QUALIFIERS } from "../domain/vocabulary";
import { type Column, column, revision, updatedAt } from "./columns";

/** The columns of claims.csv: claims of every scope, totals too. */
export const claimColumns: readonly Column[] = [
  column("claim", "key", "Key of the claim", "Ключ твердження"),
  column(
    "scope",
    "code",
    "What the claim is about: one corridor day, a corridor, a day, a region or a country",
    "Чого стосується твердження: дня коридору, коридору, дня, регіону чи країни",
    { values: CLAIM_SCOPES, words: "claimScope" },
  ),
  column(
    "corridor",
    "key",
    "The corridor that the claim is about; empty where its scope is wider",
    "Коридор, якого стосується твердження; порожньо, якщо воно ширше",
    { file: "corridors" },
  ),
  column(
    "date",
    "date",
    "Local date on which the thing happened, or on which a period begins; empty where no report tells",
    "Місцева дата події або початку періоду; порожньо, якщо її не названо",
  ),
  column("date_precision", "code", "How exactly the date is known", "Наскільки точно відома дата", {
    values: DATE_PRECISIONS,
    words: "datePrecision",
  }),
  column("kind", "code", "What sort of claim it is", "Вид твердження", { values: CLAIM_KINDS, words: "claimKind" }),
  column("claimant", "key", "The party that says so", "Хто це стверджує", { file: "parties" }),
  column("claimant_name", "text", "Its name", "Назва (англійською) того, хто це стверджує"),
  column("claimant_side", "key", "The side that it belongs to", "Сторона, до якої належить той, хто це стверджує", {
    file: "parties",
  }),
  column(
    "speaker",
    "text",
    "Name and office of who spoke, as reported; officials and spokespersons only",
    "Ім’я та посада мовця, як у повідомленні; лише посадовці та речники",
  ),
  column(
    "addressee",
    "key",
    "The party blamed, or whose claim is denied or rejected",
    "Кого звинувачують або чиє твердження заперечують чи відкидають",
    { file: "parties" },
  ),
  column("addressee_name", "text", "Its name", "Назва (англійською) того, кого це стосується"),
  column("addressee_side", "key", "The side that it belongs to", "Сторона, до якої належить той, кого це стосується", {
    file: "parties",
  }),
  column("outcome", "code", "The outcome that is claimed", "Результат, про який ідеться", {
    values: OUTCOMES,
    words: "outcome",
  }),
  column("count_of", "code", "What is counted", "Що полічено", { values: COUNTED, words: "counted" }),
  column("count_min", "integer", "The number, lower end", "Число, нижня межа", { unit: "what count_of says" }),
  column("count_max", "integer", "The number, upper end", "Число, верхня межа", { unit: "what count_of says" }),
  column("count_qualifier", "code", "How the number was put", "Як подано число", {
    values: QUALIFIERS,
    words: "qualifier",
  }),
  column(
    "unverified_by",
    "key",
    "Who says that they could not verify the claim",
    "Хто повідомляє, що не зміг перевірити твердження",
    { file: "parties" },
  ),
  column(
    "summary_en",
    "text",
    "The claim in the editors' words, in English",
    "Твердження словами редакторів, англійською",
  ),
  column(
    "summary_uk",
    "text",
    "The claim in the editors' words, in Ukrainian",
    "Твердження словами редакторів, українською",
  ),
  column("source", "key", "The report that it is from", "Повідомлення, з якого взято твердження", { file: "sources" }),
  column("source_place", "text", "Where in the report", "Місце в повідомленні"),
  column(
    "statement",
    "text",
    "Key of the primary statement: claims that share it are one voice, however many reports quote it",
    "Ключ первинної заяви: твердження зі спільним ключем — це один голос, хоч би скільки повідомлень її цитувало",
  ),
  column(
    "said_on",
    "date",
    "Date on which it was said, not on which the thing happened",
    "Дата, коли це сказано, а не коли сталася подія",
  ),
  column("said_on_precision", "code", "How exactly that date is known", "Наскільки точно відома ця дата", {
    values: DATE_PRECISIONS,
    words: "datePrecision",
  }),
  updatedAt,
  revision,
  column(
    "place",
    "key",
    "The region or country that the claim is about; empty for other scopes",
    "Регіон чи країна, яких стосується твердження; порожньо, якщо воно про інше",
    { file: "places" },
  ),
  column(
    "date_to",
    "date",
    "Local date on which its period ends; empty for a day",
    "Місцева дата кінця періоду; порожньо для одного дня",
  ),
];
