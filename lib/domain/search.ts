/**
 * Cyrillic letters, Ukrainian and Russian, in the Latin ones that most transliterations share. Letters with marks have
 * lost them by then: й is и, ї is і, ё is е. Signs that only soften or part (ь, ъ, apostrophes) are left out.
 */
const LATIN: Record<string, string> = {
  ...Object.fromEntries(
    [..."абвгґдезиіклмнопрстуфыэ"].map((letter, i) => [letter, "abvggdeziiklmnoprstufie"[i] ?? ""]),
  ),
  є: "ie",
  ж: "zh",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ю: "iu",
  я: "ia",
  // Latin letters that no normalisation takes apart
  ł: "l",
  đ: "d",
  ø: "o",
  ß: "ss",
  ı: "i",
};

const once = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}ьъ'’‘ʼ`´ʹʺ′″]/gu, "")
    .replace(/[а-яієґłđøßı]/g, (letter) => LATIN[letter] ?? letter)
    // one sound, several spellings: Enerhodar and Energodar, Zghurivka, Izyum and Izium, Sievierodonetsk and Severodonetsk
    .replace(/zgh/g, "zg")
    .replace(/(?<![zscktp])h/g, "g")
    .replace(/[yj]/g, "i")
    .replace(/ie/g, "e")
    .replace(/(zh|sh|ch|kh|ts|\p{L})\1+/gu, "$1")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/**
 * A text as search compares it: letters and digits in lower case, words parted by single spaces, no marks, Cyrillic as
 * Latin, and the common ways to spell one name in Latin letters as one. `Запоріжжя`, `Zaporizhzhia`, `zaporizhzhya` and
 * `Zaporizhia` are the same. It holds no sign that a pattern of SQL could take for a wildcard.
 */
export function folded(text: string): string {
  // a rule may make work for one before it
  for (let before = text; ; ) {
    const after = once(before);
    if (after === before) return after;
    before = after;
  }
}

/** The words of a search, folded: each must occur, in any order, as it is or inside a longer word. */
export const wordsOf = (q: string): string[] => [...new Set(folded(q).split(" ").filter(Boolean))];

/** What search reads of a corridor day's note. */
export const foldedNote = (day: { noteEn: string; noteUk: string }): string => folded(`${day.noteEn} ${day.noteUk}`);
