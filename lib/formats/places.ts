import { PLACE_KINDS, PLACE_PRECISIONS } from "../domain/vocabulary";
import { type Column, column } from "./columns";

/** The columns of places.csv. */
export const placeColumns: readonly Column[] = [
  column("place", "key", "Key of the place", "Ключ місця"),
  column("name", "text", "English name", "Назва англійською"),
  column("name_uk", "text", "Ukrainian name", "Назва українською"),
  column(
    "kind",
    "code",
    "What sort of place; not_stated is the end that no report names",
    "Вид місця; not_stated — кінець, якого жодне повідомлення не називає",
    { values: PLACE_KINDS, words: "placeKind" },
  ),
  column("precision", "code", "What the coordinates are good for", "Для чого придатні координати", {
    values: PLACE_PRECISIONS,
    words: "placePrecision",
  }),
  column("lat", "decimal", "Latitude (WGS 84)", "Широта (WGS 84)", { unit: "degrees" }),
  column("lon", "decimal", "Longitude (WGS 84)", "Довгота (WGS 84)", { unit: "degrees" }),
  column("adm1", "text", "First-level division, code", "Код адміністративної одиниці першого рівня"),
  column("adm1_vocabulary", "text", "The vocabulary that the code is from", "Класифікатор, з якого взято код"),
  column("adm1_name", "text", "The division's name there", "Назва цієї одиниці в класифікаторі"),
  column("country", "text", "Country (ISO 3166-1 alpha-3)", "Країна (ISO 3166-1 alpha-3)"),
  column("time_zone", "text", "Time zone (IANA)", "Часовий пояс (IANA)"),
  column("aliases", "list", "Other spellings", "Інші написання"),
];
