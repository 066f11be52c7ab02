/**
 * What a text must not tell before a day is over, because it helps whoever would attack the route (design: do no harm): hours
 * of departure and streets. Dates, numbers of people and names of towns are none of it.
 */
const PRECISE: readonly RegExp[] = [
  // 10:30, but no ratio and no part of a longer number
  /(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])/u,
  // 10 a.m., 9 o'clock, at noon
  /(?<![\p{L}\d])(?:\d{1,2}\s?(?:[ap]\.?\s?m\.?(?!\p{L})|o[’']clock)|at (?:noon|midnight))/iu,
  // at 10, at 9.30; not “at 10 places”
  /(?<!\p{L})at \d{1,2}(?:\.[0-5]\d)?(?= (?:in the (?:morning|afternoon|evening)|sharp|hours))/iu,
  // о 10-й, о 9.30, о десятій годині, опівдні
  /(?<!\p{L})[оo]б? \d{1,2}(?:[.:][0-5]\d|-?й|-?ій| год)/iu,
  /(?<!\p{L})(?:\d{1,2}(?:-?[йії]+)? годин[іи](?= (?:ранку|дня|вечора))|годині|опівдні|опівночі)(?!\p{L})/iu,
  // Shevchenko Street, M14, highway H-20
  /(?<!\p{L})\p{Lu}[\p{L}’'-]{1,60} (?:Street|St\.|Avenue|Ave\.|Road|Highway|Boulevard|Square|Lane|Bridge)(?!\p{L})/u,
  /(?<!\p{L})(?:[Hh]ighway|[Mm]otorway|[Rr]oute) [A-ZМНРТ]-?\d{1,4}(?!\d)/u,
  // вул. Шевченка, на площі Ринок, траса Н-20
  /(?<!\p{L})(?:вул|вулиц|просп|проспект|бульвар|провул|площ|шосе|трас)\p{L}{0,3}\.? ?["«]?(?:\p{Lu}(?!-?\d)[\p{L}’'-]*|[МНРТ]-?\d{1,4})/u,
];

/** The hour or street that a text names, word for word; null for none. In English and Ukrainian. */
export function preciseText(text: string): string | null {
  const found = PRECISE.flatMap((pattern) => pattern.exec(text) ?? []);
  return found.sort((a, b) => text.indexOf(a) - text.indexOf(b))[0] ?? null;
}
