import type { FileName } from "../domain/files";
import type { FilterName } from "../domain/filters";
import type { Bilingual } from "../domain/text";
import { claimColumns } from "./claims";
import type { Column } from "./columns";
import { corridorDayColumns } from "./corridor-days";
import { corridorColumns } from "./corridors";
import { partyColumns } from "./parties";
import { placeColumns } from "./places";
import { revisionColumns } from "./revisions";
import { sourceColumns } from "./sources";
import { totalColumns } from "./totals";

/** What each file holds, and its columns in their order: a public contract, new ones only at the end. */
export const FILES: Record<FileName, { description: Bilingual; columns: readonly Column[] }> = {
  "corridor-days": {
    description: {
      en: "One row per corridor and local day: its status, how well it is evidenced and what was said of it",
      uk: "Рядок на кожен коридор і місцевий день: стан, наскільки його підтверджено і що про нього сказано",
    },
    columns: corridorDayColumns,
  },
  claims: {
    description: {
      en: "What each party said, with its source; claims about regions, countries and whole days, and totals, too",
      uk: "Що сказав кожен суб’єкт, із джерелом; також про регіони, країни та цілі дні, і загальні числа",
    },
    columns: claimColumns,
  },
  corridors: {
    description: { en: "Every corridor on record", uk: "Усі коридори в записах" },
    columns: corridorColumns,
  },
  places: {
    description: { en: "The places that corridors and claims name", uk: "Місця, які називають коридори й твердження" },
    columns: placeColumns,
  },
  parties: {
    description: {
      en: "States, forces, authorities, agencies, organisations and news media that are on record",
      uk: "Держави, збройні сили, органи влади, служби, організації та медіа, що є в записах",
    },
    columns: partyColumns,
  },
  sources: {
    description: { en: "The reports that the claims are from", uk: "Повідомлення, з яких узято твердження" },
    columns: sourceColumns,
  },
  totals: {
    description: {
      en: "Evacuation figures for several corridors at once: never part of a corridor's own numbers, never to be added to them",
      uk: "Числа евакуйованих одразу кількома коридорами: не входять до чисел окремих коридорів, додавати їх не можна",
    },
    columns: totalColumns,
  },
  revisions: {
    description: {
      en: "Every change ever published, as a chain of hashes",
      uk: "Усі будь-коли опубліковані зміни, зв’язані ланцюжком хешів",
    },
    columns: revisionColumns,
  },
};

/** What each filter means, in every file that knows it. */
export const FILTERS: Record<FilterName, Bilingual> = {
  from: { en: "the first local day, as 2022-03-12", uk: "перший місцевий день, як-от 2022-03-12" },
  to: { en: "the last local day, as 2022-03-12", uk: "останній місцевий день, як-от 2022-03-12" },
  corridor: {
    en: "a corridor's key; may be repeated, any of them",
    uk: "ключ коридору; можна повторити, підійде будь-який",
  },
  status: {
    en: "a corridor day's status as shown; may be repeated, any of them",
    uk: "показаний стан дня коридору; можна повторити, підійде будь-який",
  },
};
