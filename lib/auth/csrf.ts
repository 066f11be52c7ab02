import { createHash, randomBytes } from "node:crypto";
import { config } from "../config";

const digestOf = (token: string): string =>
  createHash("sha256").update(`${token}${config().nextauthSecret}`).digest("hex");

/** A cookie as next-auth makes it, `token|sha256(token + secret)`: the form sends the first half. */
export function newCsrfCookie(): string {
  const token = randomBytes(32).toString("hex");
  return `${token}|${digestOf(token)}`;
}

/** The half that a form has to send; null for a cookie that was not made here. */
export function csrfTokenOf(cookie: string | undefined): string | null {
  const [token, digest, ...rest] = cookie?.split("|") ?? [];
  return token && rest.length === 0 && digest === digestOf(token) ? token : null;
}
