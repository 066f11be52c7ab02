/** Seconds per code, as every authenticator assumes (RFC 6238). */
export const TOTP_PERIOD = 30;
export const RECOVERY_CODES = 10;
/** Letters of a recovery code, 30 kinds: 49 bits, for a code that is throttled and works once. */
export const RECOVERY_LETTERS = 10;

/** No i, l, o, u, 0 or 1: nothing that is read as something else. */
export const RECOVERY_ALPHABET = "abcdefghjkmnpqrstvwxyz23456789";

/**
 * A recovery code as it is shown, `abcde-fghjk`.
 * @param random a whole number from 0 up to, and without, its argument
 */
export function recoveryCode(random: (below: number) => number): string {
  const letter = () => RECOVERY_ALPHABET[random(RECOVERY_ALPHABET.length)];
  const text = Array.from({ length: RECOVERY_LETTERS }, letter).join("");
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

export type TypedCode = { kind: "totp" | "recovery"; code: string };

/** Which of the two a person typed, without the spaces, dashes and capitals that do not matter; null for neither. */
export function typedCode(text: string): TypedCode | null {
  const code = text
    .normalize("NFKC")
    .replace(/[\s\p{Pd}]/gu, "")
    .toLowerCase();
  if (/^\d{6}$/.test(code)) return { kind: "totp", code };
  if (/^[a-z0-9]{10}$/.test(code)) return { kind: "recovery", code };
  return null;
}
