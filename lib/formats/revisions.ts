import { AUTHOR_ROLES, CHANGE_KINDS, ENTRY_KINDS } from "../domain/vocabulary";
import { type Column, column } from "./columns";

/** The columns of revisions.csv: the public chain. */
export const revisionColumns: readonly Column[] = [
  column("seq", "integer", "Number of the revision; the first is 1", "Номер версії; перша — 1"),
  column("at", "instant", "When it was published", "Коли опубліковано"),
  column("entry_kind", "code", "What sort of entry it changed", "Вид зміненого запису", {
    values: ENTRY_KINDS,
    words: "entryKind",
  }),
  column("entry", "key", "Key of the entry", "Ключ запису"),
  column("change", "code", "What sort of change it is", "Вид зміни", { values: CHANGE_KINDS, words: "changeKind" }),
  column("reason", "text", "Why", "Причина"),
  column("role", "code", "Role of the author; never a person", "Роль автора; ніколи не особа", {
    values: AUTHOR_ROLES,
    words: "role",
  }),
  column("fields", "list", "The fields that changed", "Змінені поля"),
  column(
    "before",
    "json",
    "The entry before, as JSON; empty for a first version",
    "Запис до зміни, JSON; порожньо для першої версії",
  ),
  column(
    "after",
    "json",
    "The entry after, as JSON: exactly the text that was hashed, unless a text was removed from it since",
    "Запис після зміни, JSON: саме той текст, який хешовано, якщо з нього пізніше не вилучено тексту",
  ),
  column(
    "prev_hash",
    "text",
    "The hash of the revision before; 64 zeros for the first",
    "Хеш попередньої версії; для першої — 64 нулі",
  ),
  column(
    "hash",
    "text",
    "The hash of this revision; docs/data.md says how to recompute it",
    "Хеш цієї версії; як його обчислити, описано в docs/data.md",
  ),
  column(
    "redacted_at",
    "instant",
    "When a text was last removed from before or after; empty where none was",
    "Коли востаннє вилучено текст із before або after; порожньо, якщо не вилучали",
  ),
  column(
    "digest",
    "text",
    "SHA-256 of after as it was published, where a text was removed from it since",
    "SHA-256 поля after у тому вигляді, в якому його опубліковано, якщо з нього пізніше вилучено текст",
  ),
];
