import { randomBytes } from "node:crypto";
import type { Store, Tx } from "@/lib/data/client";
import { alive, findSession, sessionKey } from "@/lib/data/sessions";
import { type Answer, refuse } from "../domain/errors";
import { personName } from "../domain/people";
import { refusedTo } from "../domain/policy";
import { KEPT, SEEN_EVERY } from "../domain/sessions";
import { appendAudit } from "./audit";
import { type Context, carryOut } from "./change";
import { matchesPassword, TooManyPasswords } from "./password-hash";

/** The world as it is before anybody has said who they are. */
export type Anonymous = Pick<Context, "store" | "now">;

export type SignedIn = { sid: string; personId: string; secondFactor: boolean };

/**
 * Opens a session for a name and a password.
 * @param device the browser in words: deviceOf()
 * @returns `sid`, which only the person's cookie may hold; or refuses: `not_signed_in`, the same for an unknown name,
 *   a disabled person and a wrong password, after the same work; `busy`
 */
export async function signIn(
  { store, now }: Anonymous,
  { name, password, device }: { name: string; password: string; device: string },
): Promise<Answer<SignedIn>> {
  const typed = personName.safeParse(name);
  const found = typed.success ? await store.read.user.findUnique({ where: { name: typed.data } }) : null;
  try {
    if (!(await matchesPassword(found?.passwordHash ?? null, password)) || !found) return refuse("not_signed_in");
  } catch (error) {
    if (error instanceof TooManyPasswords) return refuse("busy");
    throw error;
  }
  const sid = randomBytes(32).toString("base64url");
  return store.transaction(async (tx): Promise<Answer<SignedIn>> => {
    const person = await tx.user.findUnique({ where: { id: found.id } });
    // the password may have been changed, or the person disabled, while it was being checked
    if (!person || person.disabledAt || person.passwordHash !== found.passwordHash) return refuse("not_signed_in");
    await tx.session.create({
      data: { id: sessionKey(sid), userId: person.id, createdAt: now, lastSeenAt: now, device: device.slice(0, 80) },
    });
    await appendAudit(tx, { at: now, actor: { id: person.id }, action: "sign_in", detail: { device } });
    await forgetOld(tx, now);
    return { ok: true, sid, personId: person.id, secondFactor: person.totpConfirmedAt !== null };
  });
}

/** Deletes sessions that ended long ago, and what nobody sends a form again for. */
async function forgetOld(tx: Tx, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT);
  await tx.session.deleteMany({ where: { lastSeenAt: { lt: before }, createdAt: { lt: before } } });
  await tx.requestKey.deleteMany({ where: { createdAt: { lt: before } } });
}

/** Ends the session that a cookie names: a copy of the cookie opens nothing any more. Unknown ones are fine. */
export async function signOut({ store, now }: Anonymous, sid: string): Promise<void> {
  await store.transaction(async (tx) => {
    const session = await findSession(tx, sid);
    if (!session || session.revokedAt) return;
    await tx.session.update({ where: { id: session.id }, data: { revokedAt: now } });
    await appendAudit(tx, { at: now, actor: session.person, action: "sign_out" });
  });
}

/** Notes that a session is in use, at most once a minute. Brings no ended session back. */
export async function touchSession(
  { store, now }: { store: Store; now: Date },
  session: { id: string; lastSeenAt: Date },
): Promise<void> {
  if (now.getTime() - session.lastSeenAt.getTime() < SEEN_EVERY) return;
  await store.transaction(async (tx) => {
    await tx.session.updateMany({ where: { id: session.id, ...alive(now) }, data: { lastSeenAt: now } });
  });
}

/**
 * Ends sessions of the person who is acting.
 * @param which the key of one session, or all but the one with this key
 */
export async function endOwnSessions(
  { store, actor, now }: Context,
  which: { id: string } | { allBut: string },
): Promise<Answer<{ ended: number }>> {
  if (actor.kind !== "person") return refuse("not_allowed");
  const id = "id" in which ? which.id : { not: which.allBut };
  return store.transaction(async (tx): Promise<Answer<{ ended: number }>> => {
    const where = { id, userId: actor.id, revokedAt: null };
    const { count } = await tx.session.updateMany({ where, data: { revokedAt: now } });
    if (count > 0) await appendAudit(tx, { at: now, actor, action: "sessions_ended", detail: { count } });
    return { ok: true, ended: count };
  });
}

/** Ends every session of a person; for administrators. */
export async function endSessionsOf(
  { store, actor, now }: Context,
  personId: string,
): Promise<Answer<{ ended: number }>> {
  const refused = refusedTo(actor, "people.manage");
  if (refused) return refused;
  return store.transaction(async (tx): Promise<Answer<{ ended: number }>> => {
    if (!(await tx.user.findUnique({ where: { id: personId } }))) return refuse("not_found");
    const { count } = await tx.session.updateMany({
      where: { userId: personId, revokedAt: null },
      data: { revokedAt: now },
    });
    await appendAudit(tx, { at: now, actor, action: "sessions_ended", detail: { person: personId, count } });
    return { ok: true, ended: count };
  });
}

/** Ends every session of everybody, the actor's own, too: all sign in anew. */
export const endAllSessions = (context: Context): Promise<Answer<{ ended: number }>> =>
  carryOut(context, "people.manage", "all sessions", async (tx) => {
    const { actor, now } = context;
    const { count } = await tx.session.updateMany({ where: { revokedAt: null }, data: { revokedAt: now } });
    await appendAudit(tx, { at: now, actor, action: "all_sessions_ended", detail: { count } });
    return { ended: count };
  });
