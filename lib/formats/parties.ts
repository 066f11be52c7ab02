import { PARTY_KINDS } from "../domain/vocabulary";
import { type Column, column } from "./columns";

/** The columns of parties.csv. */
export const partyColumns: readonly Column[] = [
  column("party", "key", "Key of the party", "Ключ учасника"),
  column("name", "text", "English name", "Назва англійською"),
  column("name_uk", "text", "Ukrainian name", "Назва українською"),
  column("kind", "code", "What sort of party", "Вид учасника", { values: PARTY_KINDS, words: "partyKind" }),
  column(
    "side",
    "key",
    "The side that it belongs to; empty for none",
    "Сторона, до якої належить; порожньо, якщо до жодної",
    {
      file: "parties",
    },
  ),
];
