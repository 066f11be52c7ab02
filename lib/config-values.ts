import { isIPv4, isIPv6 } from "node:net";
import path from "node:path";
import { z } from "zod";

const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** A database; a relative file begins at the root. */
export const databaseUrl = (root: string) =>
  z
    .string()
    .default("file:./data/tracker.db")
    .transform((value, check) => {
      const refuse = (message: string) => {
        check.addIssue({ code: "custom", message });
        return z.NEVER;
      };
      if (/^postgres(ql)?:\/\//.test(value)) {
        if (!URL.canParse(value)) return refuse("DATABASE_URL is not a complete PostgreSQL address.");
        if (new URL(value).pathname.length < 2) {
          return refuse("DATABASE_URL must name a database, as in postgresql://user@host/tracker.");
        }
        return { databaseUrl: value, database: "postgresql" as const, databaseFile: null };
      }
      if (!value.startsWith("file:")) {
        return refuse("DATABASE_URL must begin with file: (SQLite) or postgresql:// (PostgreSQL).");
      }
      const name = value.slice("file:".length).replace(/^\/\/(?=\/)/, "");
      if (name === "" || name.endsWith("/") || name.startsWith(":") || /[?#]/.test(name)) {
        return refuse("DATABASE_URL must name one file, as in file:./data/tracker.db, without ? or #.");
      }
      const file = path.resolve(root, name);
      return { databaseUrl: `file:${file}`, database: "sqlite" as const, databaseFile: file };
    });

/** What to listen on. @param name of the variable, for the sentence about it */
export const hostOf = (name: string) =>
  z
    .string()
    .refine((value) => /^[a-z0-9.:-]+$/i.test(value), `${name} must be an address or a host name to listen on.`);

/** A list of addresses and networks, `10.0.0.5, fd00::/8`. */
export const networks = z
  .string()
  .transform((value) => value.split(/[\s,]+/).filter(Boolean))
  .refine(
    (list) =>
      list.every((entry) => {
        const [address = "", bits, more] = entry.split("/");
        const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1;
        return (
          more === undefined && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
        );
      }),
    "TRUSTED_PROXIES must be addresses or networks, as in 10.0.0.5, fd00::/8.",
  );

/** Long enough that nobody guesses it from a stolen file. */
export const backupKey = z
  .string()
  .min(20, "BACKUP_KEY must have at least 20 characters: 32 random bytes in base64, or a passphrase.");

/** Likewise a port. */
export function portOf(name: string) {
  const rule = `${name} must be a whole number from 1 to 65535.`;
  return z
    .string()
    .regex(/^\d{1,5}$/, rule)
    .transform(Number)
    .refine((value) => value >= 1 && value <= 65535, rule);
}

/** Likewise an origin, without a slash at its end. @param example a host name */
export const originOf = (name: string, example: string) =>
  z.string().transform((value, check) => {
    const url = URL.canParse(value) ? new URL(value) : null;
    const origin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url.origin : null;
    if (origin) return origin;
    check.addIssue({
      code: "custom",
      message: `${name} must be an http or https address without a path, as in https://${example}.`,
    });
    return z.NEVER;
  });
/** Whether an origin is this machine only. */
export const isLoopback = (origin: string) => LOOPBACK_NAMES.includes(new URL(origin).hostname);

/** The origins a browser may name for this site: a person types localhost as readily as 127.0.0.1. */
export function originsOf(site: string): string[] {
  if (!isLoopback(site)) return [site];
  const others = ["localhost", "127.0.0.1"].map((name) => {
    const url = new URL(site);
    url.hostname = name;
    return url.origin;
  });
  return [...new Set([site, ...others])];
}
