import { randomBytes, randomUUID } from "node:crypto";
import type { Tx } from "@/lib/data/client";
import { findOpenLink, linkKey, type OpenLink } from "@/lib/data/links";
import { countAdmins } from "@/lib/data/people";
import { type Answer, invalid, type Refusal, refuse } from "../domain/errors";
import { parseInput } from "../domain/inputs";
import { LINK_AGE } from "../domain/links";
import { normalPassword, passwordProblem } from "../domain/passwords";
import { lookOf, newPersonName, personName, roleInput } from "../domain/people";
import { refusedTo } from "../domain/policy";
import { appendAudit } from "./audit";
import type { Context } from "./change";
import { hashPassword, TooManyPasswords } from "./password-hash";
import type { Anonymous } from "./sessions";

export type NewLink =
  | { purpose: "first_admin" }
  | { purpose: "invite"; role: unknown }
  /** The name of the person who has lost a password or a second factor. */
  | { purpose: "recover"; name: unknown };

/** `token` is told once, here; the store keeps a digest. */
export type CreatedLink = { token: string; expiresAt: Date };

/**
 * Makes a one-time link. The operator makes the first administrator's, as long as there is none, and ways back in;
 * an administrator invites people and makes ways back in. A new link voids older ones of the same kind: for the first
 * administrator all, for a way back in those of the same person.
 * @returns or refuses: `exists` where there is an administrator, `not_found` for an unknown or disabled person
 */
export async function createLink(context: Context, wanted: NewLink): Promise<Answer<CreatedLink>> {
  const refused = refusedLink(context, wanted);
  if (refused) return refused;
  const { store, actor, now } = context;
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + LINK_AGE);
  return store.transaction(async (tx): Promise<Answer<CreatedLink>> => {
    const subject = await subjectOf(tx, wanted);
    if (!subject.ok) return subject;
    const { role, userId } = subject;
    const { purpose } = wanted;
    if (purpose !== "invite") {
      const older = { purpose, userId, usedAt: null, voidedAt: null };
      await tx.oneTimeLink.updateMany({ where: older, data: { voidedAt: now } });
    }
    await tx.oneTimeLink.create({ data: { id: linkKey(token), purpose, role, userId, createdAt: now, expiresAt } });
    await appendAudit(tx, { at: now, actor, action: "link_made", detail: { purpose, role, person: userId } });
    return { ok: true, token, expiresAt };
  });
}

/** First administrators are the operator's alone; nobody but an administrator invites. */
function refusedLink({ actor }: Context, { purpose }: NewLink): Refusal | null {
  if (actor.kind === "operator") return purpose === "invite" ? refuse("not_allowed") : null;
  return purpose === "first_admin" ? refuse("not_allowed") : refusedTo(actor, "people.manage");
}

type Role = OpenLink["role"];

/** What the link is good for: the role it gives, and to whom where they are known. */
async function subjectOf(tx: Tx, wanted: NewLink): Promise<Answer<{ role: Role; userId: string | null }>> {
  if (wanted.purpose === "first_admin") {
    if ((await countAdmins(tx)) > 0) return refuse("exists");
    return { ok: true, role: "admin", userId: null };
  }
  if (wanted.purpose === "invite") {
    const role = parseInput(roleInput, wanted.role);
    if (!role.ok) return invalid({ field: "role", code: "unknown_value" });
    return { ok: true, role: role.value, userId: null };
  }
  const name = parseInput(personName, wanted.name);
  const person = name.ok ? await tx.user.findUnique({ where: { name: name.value } }) : null;
  if (!person || person.disabledAt) return refuse("not_found", [{ field: "name", code: "unknown_person" }]);
  return { ok: true, role: person.role, userId: person.id };
}

/**
 * Uses a link up: makes the person that it invites, or gives one a new password, takes the second factor away and
 * ends every session.
 * @param name what a new person will sign in with; not asked of somebody who comes back
 * @returns the name to sign in with; or refuses: `gone` for a link that opens nothing (any more), `invalid` with
 *   problems by field, `busy`
 */
export async function spendLink(
  { store, now }: Anonymous,
  token: string,
  typed: { name: unknown; password: string },
): Promise<Answer<{ name: string }>> {
  const link = await findOpenLink(store.read, token, now);
  if (!link) return refuse("gone");
  const name = link.person ? ({ ok: true, value: link.person.name } as const) : parseInput(newPersonName, typed.name);
  const password = normalPassword(typed.password);
  const weak = passwordProblem(password, name.ok ? name.value : "");
  const unnamed = name.ok ? [] : name.problems.map(({ code }) => ({ field: "name", code }));
  if (!name.ok || weak) return invalid(...unnamed, ...(weak ? [weak] : []));

  let passwordHash: string;
  try {
    passwordHash = await hashPassword(password);
  } catch (error) {
    if (error instanceof TooManyPasswords) return refuse("busy");
    throw error;
  }
  return store.transaction(async (tx): Promise<Answer<{ name: string }>> => {
    // another tab, or another process, may have been faster
    const still = await findOpenLink(tx, token, now);
    if (!still) return refuse("gone");
    const others = still.person ? [] : await tx.user.findMany({ select: { name: true } });
    if (others.some((other) => lookOf(other.name) === lookOf(name.value))) {
      return refuse("exists", [{ field: "name", code: "name_taken" }]);
    }
    await tx.oneTimeLink.update({ where: { id: still.id }, data: { usedAt: now } });
    const id = still.person?.id ?? randomUUID();
    if (still.person) await letBackIn(tx, id, passwordHash, now);
    else {
      await tx.user.create({
        data: { id, name: name.value, role: still.role, passwordHash, passwordAt: now, createdAt: now },
      });
    }
    await appendAudit(tx, { at: now, actor: { id }, action: "link_used", detail: { purpose: still.purpose } });
    return { ok: true, name: name.value };
  });
}

async function letBackIn(tx: Tx, id: string, passwordHash: string, now: Date): Promise<void> {
  await tx.user.update({
    where: { id },
    data: { passwordHash, passwordAt: now, totpSecret: null, totpConfirmedAt: null, totpLastStep: null },
  });
  await tx.recoveryCode.deleteMany({ where: { userId: id } });
  await tx.session.updateMany({ where: { userId: id, revokedAt: null }, data: { revokedAt: now } });
}
