import { type Answer, invalid, refuse } from "../domain/errors";
import { normalPassword, passwordProblem } from "../domain/passwords";
import { appendAudit } from "./audit";
import type { Context } from "./change";
import { hashPassword, matchesPassword, TooManyPasswords } from "./password-hash";

/** The problem of a form that asks for the password again. */
export const WRONG_PASSWORD = { field: "current", code: "wrong_password" };

/**
 * Gives the person who is acting a new password, and ends their sessions on every other device.
 * @param sessionId the key of the session that may stay
 * @returns or refuses: `invalid` with problems by field, `busy`
 */
export async function changePassword(
  { store, actor, now }: Context,
  sessionId: string,
  typed: { current: string; password: string },
): Promise<Answer<{ ended: number }>> {
  if (actor.kind !== "person") return refuse("not_allowed");
  const password = normalPassword(typed.password);
  const weak = passwordProblem(password, actor.name);
  if (weak) return invalid(weak);
  const found = await store.read.user.findUniqueOrThrow({ where: { id: actor.id } });
  let passwordHash: string;
  try {
    if (!(await matchesPassword(found.passwordHash, typed.current))) return invalid(WRONG_PASSWORD);
    passwordHash = await hashPassword(password);
  } catch (error) {
    if (error instanceof TooManyPasswords) return refuse("busy");
    throw error;
  }
  return store.transaction(async (tx): Promise<Answer<{ ended: number }>> => {
    const person = await tx.user.findUniqueOrThrow({ where: { id: actor.id } });
    if (person.passwordHash !== found.passwordHash) return invalid(WRONG_PASSWORD);
    await tx.user.update({ where: { id: actor.id }, data: { passwordHash, passwordAt: now } });
    const others = { userId: actor.id, revokedAt: null, id: { not: sessionId } };
    const { count } = await tx.session.updateMany({ where: others, data: { revokedAt: now } });
    // whoever holds an older way back in must not undo this
    const open = { userId: actor.id, usedAt: null, voidedAt: null };
    await tx.oneTimeLink.updateMany({ where: open, data: { voidedAt: now } });
    await appendAudit(tx, { at: now, actor, action: "password_changed", detail: { sessionsEnded: count } });
    return { ok: true, ended: count };
  });
}
