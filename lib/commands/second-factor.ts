import { randomInt, randomUUID } from "node:crypto";
import { generateSecret, generateURI, verifySync } from "otplib";
import type { Tx } from "@/lib/data/client";
import { seal, unseal } from "@/lib/data/sealed";
import { alive } from "@/lib/data/sessions";
import { sha256 } from "../domain/chain";
import { type Answer, invalid, refuse } from "../domain/errors";
import { RECOVERY_CODES, recoveryCode, TOTP_PERIOD, typedCode } from "../domain/second-factor";
import { appendAudit } from "./audit";
import type { Context } from "./change";
import { matchesPassword, TooManyPasswords } from "./password-hash";
import { WRONG_PASSWORD } from "./passwords";
import type { Anonymous } from "./sessions";

const WRONG_CODE = { field: "code", code: "wrong_code" };
/** Recovery codes are hashed without the dash, and with their owner: equal codes of two people differ. */
const recoveryHash = (personId: string, code: string) => sha256(`recovery ${personId} ${code.replace("-", "")}`);

/**
 * The time step that a code is for, one step early or late allowed; null for a wrong one.
 * @param now the clock
 */
function stepOf(secret: string, code: string, now: Date): number | null {
  const epoch = Math.floor(now.getTime() / 1000);
  const result = verifySync({ secret, token: code, epoch, period: TOTP_PERIOD, epochTolerance: TOTP_PERIOD });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

/** A TOTP code is used up inside the transaction: of two requests with one code, one succeeds. */
async function spendTotp(
  tx: Tx,
  person: { id: string; totpSecret: string | null; totpLastStep: number | null },
  code: string,
  now: Date,
): Promise<boolean> {
  const secret = person.totpSecret && unseal("totp", person.id, person.totpSecret);
  const step = secret ? stepOf(secret, code, now) : null;
  if (step === null || (person.totpLastStep !== null && step <= person.totpLastStep)) return false;
  await tx.user.update({ where: { id: person.id }, data: { totpLastStep: step } });
  return true;
}

async function spendRecoveryCode(tx: Tx, personId: string, code: string, now: Date): Promise<boolean> {
  const unused = { userId: personId, hash: recoveryHash(personId, code), usedAt: null };
  const { count } = await tx.recoveryCode.updateMany({ where: unused, data: { usedAt: now } });
  return count > 0;
}

/** Makes ten new recovery codes in place of the old ones. */
async function newCodes(tx: Tx, personId: string): Promise<string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => recoveryCode((below) => randomInt(below)));
  await tx.recoveryCode.deleteMany({ where: { userId: personId } });
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ id: randomUUID(), userId: personId, hash: recoveryHash(personId, code) })),
  });
  return codes;
}

/**
 * The second half of signing in: a code of the authenticator, or a recovery code, each of which works once.
 * @param sessionId the key of the session that waits for it
 * @param typed as typed
 * @returns or refuses: `not_signed_in` where no session waits, `invalid` (`wrong_code`)
 */
export async function giveCode(
  { store, now }: Anonymous,
  sessionId: string,
  typed: string,
): Promise<Answer<{ recoveryCodesLeft: number | null }>> {
  const code = typedCode(typed);
  return store.transaction(async (tx): Promise<Answer<{ recoveryCodesLeft: number | null }>> => {
    const session = await tx.session.findFirst({ where: { id: sessionId, ...alive(now) }, include: { user: true } });
    if (!session || session.user.disabledAt || !session.user.totpConfirmedAt) return refuse("not_signed_in");
    const { user } = session;
    const right =
      code?.kind === "totp"
        ? await spendTotp(tx, user, code.code, now)
        : code?.kind === "recovery" && (await spendRecoveryCode(tx, user.id, code.code, now));
    if (!right) return invalid(WRONG_CODE);
    await tx.session.update({ where: { id: sessionId }, data: { secondFactorAt: now, lastSeenAt: now } });
    if (code?.kind === "totp") return { ok: true, recoveryCodesLeft: null };
    const recoveryCodesLeft = await tx.recoveryCode.count({ where: { userId: user.id, usedAt: null } });
    await appendAudit(tx, { at: now, actor: user, action: "recovery_code_used", detail: { left: recoveryCodesLeft } });
    return { ok: true, recoveryCodesLeft };
  });
}

/** Whether the person who is acting knows their password. */
async function knowsPassword({ store }: Context, personId: string, password: string) {
  const person = await store.read.user.findUniqueOrThrow({ where: { id: personId } });
  try {
    return (await matchesPassword(person.passwordHash, password)) ? ({ ok: true } as const) : invalid(WRONG_PASSWORD);
  } catch (error) {
    if (error instanceof TooManyPasswords) return refuse("busy");
    throw error;
  }
}

/**
 * Makes a secret for an authenticator, which counts once confirmSecondFactor() has seen a code of it.
 * @param password the person's; null right after signing in with it
 * @returns or refuses: `exists` where there is a second factor, `invalid` (`wrong_password`), `busy`
 */
export async function beginSecondFactor(
  context: Context,
  password: string | null,
): Promise<Answer<{ secret: string }>> {
  const { store, actor, now } = context;
  if (actor.kind !== "person") return refuse("not_allowed");
  const knows = password === null ? null : await knowsPassword(context, actor.id, password);
  if (knows?.ok === false) return knows;
  const secret = generateSecret();
  return store.transaction(async (tx): Promise<Answer<{ secret: string }>> => {
    const person = await tx.user.findUniqueOrThrow({ where: { id: actor.id } });
    if (person.totpConfirmedAt) return refuse("exists");
    const totpSecret = seal("totp", actor.id, secret);
    await tx.user.update({ where: { id: actor.id }, data: { totpSecret, totpLastStep: null } });
    await appendAudit(tx, { at: now, actor, action: "second_factor_begun" });
    return { ok: true, secret };
  });
}

/**
 * What an authenticator app scans: the secret with the names that the app shows beside the code.
 * @param issuer the site's name
 */
export const authenticatorUri = (secret: string, name: string, issuer: string): string =>
  generateURI({ secret, label: name, issuer });

/**
 * Turns the second factor on, once its first code proves that the authenticator has the secret.
 * @param sessionId the key of the session that gave the code
 * @returns ten recovery codes, told once; or refuses: `not_found` where none was begun, `invalid` (`wrong_code`)
 */
export async function confirmSecondFactor(
  { store, actor, now }: Context,
  sessionId: string,
  typed: string,
): Promise<Answer<{ codes: string[] }>> {
  if (actor.kind !== "person") return refuse("not_allowed");
  const code = typedCode(typed);
  return store.transaction(async (tx): Promise<Answer<{ codes: string[] }>> => {
    const person = await tx.user.findUniqueOrThrow({ where: { id: actor.id } });
    if (!person.totpSecret || person.totpConfirmedAt) return refuse("not_found");
    if (code?.kind !== "totp" || !(await spendTotp(tx, person, code.code, now))) return invalid(WRONG_CODE);
    await tx.user.update({ where: { id: actor.id }, data: { totpConfirmedAt: now } });
    await tx.session.updateMany({ where: { id: sessionId, userId: actor.id }, data: { secondFactorAt: now } });
    // sessions that were opened with the password alone
    const others = { userId: actor.id, revokedAt: null, id: { not: sessionId } };
    await tx.session.updateMany({ where: others, data: { revokedAt: now } });
    await appendAudit(tx, { at: now, actor, action: "second_factor_on" });
    return { ok: true, codes: await newCodes(tx, actor.id) };
  });
}

/**
 * Ten new recovery codes in place of the old ones.
 * @returns or refuses: `not_found` without a second factor, `invalid` (`wrong_password`), `busy`
 */
export async function renewRecoveryCodes(context: Context, password: string): Promise<Answer<{ codes: string[] }>> {
  const { store, actor, now } = context;
  if (actor.kind !== "person") return refuse("not_allowed");
  const knows = await knowsPassword(context, actor.id, password);
  if (!knows.ok) return knows;
  return store.transaction(async (tx): Promise<Answer<{ codes: string[] }>> => {
    const person = await tx.user.findUniqueOrThrow({ where: { id: actor.id } });
    if (!person.totpConfirmedAt) return refuse("not_found");
    await appendAudit(tx, { at: now, actor, action: "recovery_codes_renewed" });
    return { ok: true, codes: await newCodes(tx, actor.id) };
  });
}

/**
 * Takes the second factor away, for another authenticator to take its place; an administrator of a site that others
 * can reach is then asked for a new one at once.
 * @returns or refuses: `not_found` without one, `invalid` (`wrong_password`), `busy`
 */
export async function removeSecondFactor(context: Context, password: string): Promise<Answer<object>> {
  const { store, actor, now } = context;
  if (actor.kind !== "person") return refuse("not_allowed");
  const knows = await knowsPassword(context, actor.id, password);
  if (!knows.ok) return knows;
  return store.transaction(async (tx): Promise<Answer<object>> => {
    const person = await tx.user.findUniqueOrThrow({ where: { id: actor.id } });
    if (!person.totpConfirmedAt) return refuse("not_found");
    const none = { totpSecret: null, totpConfirmedAt: null, totpLastStep: null };
    await tx.user.update({ where: { id: actor.id }, data: none });
    await tx.recoveryCode.deleteMany({ where: { userId: actor.id } });
    await appendAudit(tx, { at: now, actor, action: "second_factor_off" });
    return { ok: true };
  });
}
