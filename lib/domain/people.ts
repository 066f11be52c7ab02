import { z } from "zod";
import { ROLES, type Role } from "./vocabulary";

/**
 * What a person types at sign-in: a pseudonym is welcome. Lower case, one script, so that no two names look alike.
 */
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
