import type { Problem } from "./errors";

/** NIST SP 800-63B-4 3.1.1.2: 15 characters for a password that stands alone, length over composition rules. */
export const PASSWORD_MIN = 15;
export const PASSWORD_MAX = 256;

/** Two ways of typing the same letters are the same password. */
export const normalPassword = (typed: string): string => typed.normalize("NFC");

/**
 * What is wrong with a new password, if anything.
 * @param password normalised
 * @param name the person's own, lower case
 */
export function passwordProblem(password: string, name: string, field = "password"): Problem | null {
  const characters = [...password];
  if (characters.length < PASSWORD_MIN) return { field, code: "password_short", values: { min: PASSWORD_MIN } };
  if (characters.length > PASSWORD_MAX) return { field, code: "password_long", values: { max: PASSWORD_MAX } };
  if (new Set(characters).size === 1) return { field, code: "password_same" };
  const rest = name === "" ? password : password.toLowerCase().replaceAll(name, "");
  if (/^[\s\p{P}]*$/u.test(rest)) return { field, code: "password_name" };
  return null;
}

const CONSONANTS = "bdfghjklmnprstvz";
const VOWELS = "aiou";
/** Bytes that `passphrase` takes: 80 bits. */
export const PASSPHRASE_BYTES = 10;

/**
 * A passphrase that can be read aloud and typed on any Latin keyboard: five words of 16 bits each
 * (proquints, arxiv.org/html/0901.4016), as in `lusab-babad-gutih-tugad-mohin`.
 * @param bytes PASSPHRASE_BYTES random ones
 */
export function passphrase(bytes: Uint8Array): string {
  if (bytes.length !== PASSPHRASE_BYTES) throw new Error(`a passphrase is made of ${PASSPHRASE_BYTES} bytes`);
  const words: string[] = [];
  for (let i = 0; i < bytes.length; i += 2) {
    const bits = (bytes[i]! << 8) | bytes[i + 1]!;
    const consonant = (shift: number) => CONSONANTS[(bits >> shift) & 15];
    const vowel = (shift: number) => VOWELS[(bits >> shift) & 3];
    words.push([consonant(12), vowel(10), consonant(6), vowel(4), consonant(0)].join(""));
  }
  return words.join("-");
}
