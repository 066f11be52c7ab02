import type { Settings } from "./settings";

/** All in milliseconds. */
const MINUTE = 60_000;
export const SESSION_IDLE = 30 * MINUTE;
export const SESSION_AGE = 12 * 60 * MINUTE;
/** How long somebody who gave the password may take to give the code. */
export const CODE_WAIT = 10 * MINUTE;
/** `lastSeenAt` is written at most this often. */
export const SEEN_EVERY = MINUTE;
/** So long after it was last used an ended session is kept, to be looked at; what forms were answered with, likewise. */
export const KEPT = 30 * 24 * 60 * MINUTE;
/** So soon after signing in nobody is asked for the password again. */
export const FRESH = 10 * MINUTE;

export type SessionRow = {
  createdAt: Date;
  lastSeenAt: Date;
  revokedAt: Date | null;
  secondFactorAt: Date | null;
};
export type SessionOwner = {
  role: string;
  disabledAt: Date | null;
  passwordHash: string | null;
  totpConfirmedAt: Date | null;
};

/**
 * `open`: everything that the role allows. `code`: the second factor is still to be given.
 * `setup`: somebody who has to have one on a site that others can reach has none yet, and may only set one up.
 */
export type Standing = "open" | "code" | "setup" | "ended";

/**
 * What a session is good for at an instant.
 * @param loopback the site is served to this machine only
 * @param secondFactor of whom one is asked, as the settings say
 */
export function sessionStanding(
  session: SessionRow,
  owner: SessionOwner,
  now: Date,
  loopback: boolean,
  secondFactor: Settings["secondFactor"] = "admins",
): Standing {
  if (session.revokedAt || owner.disabledAt || owner.passwordHash === null) return "ended";
  const at = now.getTime();
  if (at - session.createdAt.getTime() >= SESSION_AGE) return "ended";
  if (at - session.lastSeenAt.getTime() >= SESSION_IDLE) return "ended";
  if (owner.totpConfirmedAt && !session.secondFactorAt) {
    return at - session.createdAt.getTime() >= CODE_WAIT ? "ended" : "code";
  }
  const asked = owner.role === "admin" || (owner.role === "editor" && secondFactor === "editors");
  if (!owner.totpConfirmedAt && asked && !loopback) return "setup";
  return "open";
}

/** Signed in so recently that the password need not be asked for again. */
export const isFresh = (session: Pick<SessionRow, "createdAt">, now: Date): boolean =>
  now.getTime() - session.createdAt.getTime() < FRESH;
