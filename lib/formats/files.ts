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
      uk: "Що сказав кожен учасник, із джерелом; також про регіони, країни та цілі дні, і загальні числа",
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
      uk: "Числа евакуйованих кількома коридорами разом: не входять до чисел окремих коридорів, додавати їх не можна",
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

/** What each filter means, in every file. */
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
  grade: {
    en: "a corridor day's grade; may be repeated, any of them",
    uk: "оцінка підтвердженості дня коридору; можна повторити, підійде будь-яка",
  },
  announced_by: {
    en: "key of a party that announced the day or agreed to it, a side with its members; may be repeated, any of them",
    uk: "ключ учасника, який оголосив день або погодився на нього, сторона — разом з тими, хто до неї належить; можна повторити, підійде будь-який",
  },
  blamed: {
    en: "key of a party that somebody blames for what happened, a side with its members; may be repeated, any of them",
    uk: "ключ учасника, якого хтось звинувачує в тому, що сталося, сторона — разом з тими, хто до неї належить; можна повторити, підійде будь-який",
  },
  claimant: {
    en: "key of a party that made a claim about it, a side with its members; may be repeated, any of them",
    uk: "ключ учасника, який щось про це твердив, сторона — разом з тими, хто до неї належить; можна повторити, підійде будь-який",
  },
  region: {
    en: "code of a first-level division or country at either end, as UA-14 or UKR; may be repeated, any of them",
    uk: "код області або країни на одному з кінців, як-от UA-14 чи UKR; можна повторити, підійде будь-який",
  },
  q: {
    en: "words, each of which occurs in what the corridor and its ends are called, in any spelling, or in the note",
    uk: "слова, кожне з яких є в назвах коридору та його кінців, у будь-якому написанні, або в примітці",
  },
};

/** What `as_of` means, in every file. */
export const AS_OF: Bilingual = {
  en: "an instant, as 2022-03-12T10:00:00Z: the file as it could be downloaded then, with the same filters",
  uk: "момент, як-от 2022-03-12T10:00:00Z: файл, яким його можна було завантажити тоді, з тими самими фільтрами",
};
