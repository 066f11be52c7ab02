import { config } from "../config";
import { SESSION_AGE } from "../domain/sessions";

/** Behind https every cookie is bound to this very host. */
const isSecure = (): boolean => config().deskUrl.startsWith("https:");

/** The names of our cookies, which tell nobody what makes them. */
export function cookieNames() {
  const named = (name: string) => `${isSecure() ? "__Host-" : ""}tracker.${name}`;
  return {
    session: named("session"),
    csrf: named("csrf"),
    /** next-auth insists on having one; nothing here ever reads or sets it. */
    callback: named("callback"),
    /** A browser in which somebody has signed in before. */
    device: named("device"),
    /** The name that was typed when signing in failed, for the form to show again. */
    typed: named("typed"),
  };
}

export const cookieOptions = () => ({ httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() }) as const;

/** In seconds. */
export const SESSION_SECONDS = SESSION_AGE / 1000;
export const DEVICE_SECONDS = 180 * 24 * 3600;
export const TYPED_SECONDS = 60;
