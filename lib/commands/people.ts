import type { Tx } from "@/lib/data/client";
import { countAdmins } from "@/lib/data/people";
import { type Answer, invalid, refuse } from "../domain/errors";
import { roleInput } from "../domain/people";
import { refusedTo } from "../domain/policy";
import { appendAudit } from "./audit";
import type { Context } from "./change";

const LAST_ADMIN = { field: "person", code: "last_admin" };

/** Whether nobody could manage the site any more once this person is no administrator who can sign in. */
const isLastAdmin = async (tx: Tx, person: { id: string; role: string; disabledAt: Date | null }): Promise<boolean> =>
  person.role === "admin" && !person.disabledAt && (await countAdmins(tx, person.id)) === 0;

/**
 * An administrator who is one no longer must not come back through a link that they made: every open one is void, and
 * the administrators who stay make those again that are still wanted.
 */
const voidLinks = (tx: Tx, now: Date) =>
  tx.oneTimeLink.updateMany({
    where: { purpose: { not: "first_admin" }, usedAt: null, voidedAt: null },
    data: { voidedAt: now },
  });

/**
 * Gives a person another role; takes effect at their next request.
 * @returns or refuses: `not_found`; `invalid` (`last_admin`) for the last administrator
 */
export async function setRole(
  { store, actor, now }: Context,
  personId: string,
  wanted: unknown,
): Promise<Answer<{ name: string }>> {
  const refused = refusedTo(actor, "people.manage");
  if (refused) return refused;
  const role = roleInput.safeParse(wanted);
  if (!role.success) return invalid({ field: "role", code: "unknown_value" });
  return store.transaction(async (tx): Promise<Answer<{ name: string }>> => {
    const person = await tx.user.findUnique({ where: { id: personId } });
    if (!person) return refuse("not_found");
    if (person.role === role.data) return { ok: true, name: person.name };
    if (await isLastAdmin(tx, person)) return invalid(LAST_ADMIN);
    await tx.user.update({ where: { id: personId }, data: { role: role.data } });
    if (person.role === "admin") await voidLinks(tx, now);
    const detail = { person: personId, from: person.role, to: role.data };
    await appendAudit(tx, { at: now, actor, action: "role_set", detail });
    return { ok: true, name: person.name };
  });
}

/**
 * Shuts a person out, or lets them in again. Shutting out ends their sessions and their way back in at once.
 * @returns or refuses: `not_found`; `invalid` (`last_admin`) for the last administrator
 */
export async function setDisabled(
  { store, actor, now }: Context,
  personId: string,
  disabled: boolean,
): Promise<Answer<{ name: string }>> {
  const refused = refusedTo(actor, "people.manage");
  if (refused) return refused;
  return store.transaction(async (tx): Promise<Answer<{ name: string }>> => {
    const person = await tx.user.findUnique({ where: { id: personId } });
    if (!person) return refuse("not_found");
    if ((person.disabledAt !== null) === disabled) return { ok: true, name: person.name };
    if (disabled && (await isLastAdmin(tx, person))) return invalid(LAST_ADMIN);
    await tx.user.update({ where: { id: personId }, data: { disabledAt: disabled ? now : null } });
    if (disabled) {
      await tx.session.updateMany({ where: { userId: personId, revokedAt: null }, data: { revokedAt: now } });
      const open = { userId: personId, usedAt: null, voidedAt: null };
      await tx.oneTimeLink.updateMany({ where: open, data: { voidedAt: now } });
      if (person.role === "admin") await voidLinks(tx, now);
    }
    const action = disabled ? "person_disabled" : "person_enabled";
    await appendAudit(tx, { at: now, actor, action, detail: { person: personId } });
    return { ok: true, name: person.name };
  });
}
