import { type Column, column } from "./columns";

/** The columns of the audit log as a file: internal, for administrators. */
export const auditColumns: readonly Column[] = [
  column("seq", "integer", "Number of the line", "Номер рядка"),
  column("at", "instant", "When", "Коли"),
  column("who", "text", "Who", "Хто"),
  column("action", "text", "What was done", "Що зроблено"),
  column("entry_kind", "text", "What sort of entry it was done to", "Вид запису"),
  column("entry", "text", "Key of the entry", "Ключ запису"),
  column("reason", "text", "Why", "Причина"),
  column("detail", "json", "Further details, as JSON", "Подробиці, JSON"),
];
