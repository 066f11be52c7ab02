import { z } from "zod";
import { ROLES, type Role } from "./vocabulary";

/** What a person types at sign-in: a pseudonym is welcome. Lower case, in one script. */
export const personName = z
  .string("required")
  .transform((text) => text.normalize("NFC").trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, "required")
      .min(2, "name_short")
      .max(40, "too_long")
      .regex(/^(?:[\p{Script=Latin}\d._-]+|[\p{Script=Cyrillic}\d._-]+)$/u, "name_letters"),
  );

/** The letters of a new name: those of Latin keyboards in Europe, or Cyrillic ones. Others look like them and are not. */
const LETTERS = /^(?:[a-zß-öø-ÿ\d._-]+|[а-џґ\d._-]+)$/u;
/** A name that nobody has yet, as it is chosen. */
export const newPersonName = personName.refine((name) => LETTERS.test(name), "name_letters");

const CYRILLIC = "аеіјорсухѕ";
const LATIN = "aeijopcyxs";
const LOOKS = new Map([...CYRILLIC, "0", "1"].map((letter, i) => [letter, `${LATIN}ol`[i] as string]));

/**
 * What is left of a name at a glance: `bóss`, `b0ss` and the Cyrillic letters that look the same are one. Nobody can pass for
 * another in a list of changes by a name of the same look.
 */
export const lookOf = (name: string): string =>
  [...name.normalize("NFKD").replace(/\p{M}/gu, "")].map((letter) => LOOKS.get(letter) ?? letter).join("");

export const roleInput = z.enum(ROLES, "unknown_value");

/** A person as the desk knows them; never on a public surface. */
export type Person = {
  id: string;
  name: string;
  role: Role;
  /** false until the first password was set. */
  hasPassword: boolean;
  hasSecondFactor: boolean;
  disabledAt: Date | null;
  createdAt: Date;
};
