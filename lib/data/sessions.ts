import { sha256 } from "../domain/chain";
import { SESSION_AGE, SESSION_IDLE, type SessionOwner, type SessionRow } from "../domain/sessions";
import type { Role } from "../domain/vocabulary";
import type { Db } from "./client";

export type FoundSession = SessionRow & {
  /** The row's key: sha256 of what the cookie holds. */
  id: string;
  device: string;
  person: SessionOwner & { id: string; name: string; role: Role };
};

/** Only a digest is stored: a copy of the database opens no session. */
export const sessionKey = (sid: string): string => sha256(sid);

const FOUND = {
  id: true,
  createdAt: true,
  lastSeenAt: true,
  revokedAt: true,
  secondFactorAt: true,
  device: true,
  user: { select: { id: true, name: true, role: true, disabledAt: true, passwordHash: true, totpConfirmedAt: true } },
} as const;

/**
 * The session that a cookie names, whatever it is still good for: sessionStanding() of lib/domain decides.
 * @param sid the id in the cookie
 */
export async function findSession(db: Pick<Db, "session">, sid: string): Promise<FoundSession | null> {
  const row = await db.session.findUnique({ where: { id: sessionKey(sid) }, select: FOUND });
  if (!row) return null;
  const { user: person, ...session } = row;
  return { ...session, person };
}

/** Neither revoked nor idle nor old. */
export const alive = (now: Date) => ({
  revokedAt: null,
  createdAt: { gt: new Date(now.getTime() - SESSION_AGE) },
  lastSeenAt: { gt: new Date(now.getTime() - SESSION_IDLE) },
});

export type ListedSession = { id: string; device: string; createdAt: Date; lastSeenAt: Date };

/** A person's own live sessions, the one used last first. */
export const listSessions = (db: Db, personId: string, now: Date): Promise<ListedSession[]> =>
  db.session.findMany({
    where: { userId: personId, ...alive(now) },
    orderBy: { lastSeenAt: "desc" },
    select: { id: true, device: true, createdAt: true, lastSeenAt: true },
  });
