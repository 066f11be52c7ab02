import { generateSync } from "otplib";
import { expect, it } from "vitest";
import { createLink, spendLink } from "@/lib/commands/links";
import {
  beginSecondFactor,
  confirmSecondFactor,
  giveCode,
  removeSecondFactor,
  renewRecoveryCodes,
} from "@/lib/commands/second-factor";
import { signIn } from "@/lib/commands/sessions";
import { config } from "@/lib/config";
import type { Store } from "@/lib/data/client";
import { findAccount } from "@/lib/data/people";
import { findSession } from "@/lib/data/sessions";
import { operatorActor } from "@/lib/domain/policy";
import { sessionStanding } from "@/lib/domain/sessions";
import { later, NOW, PASSWORD, storeAdmin } from "@/tests/support/people";
import { onEveryStore } from "@/tests/support/stores";

const codeAt = (secret: string, at: Date) => generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) });
const WRONG = { ok: false, code: "invalid", problems: [{ field: "code", code: "wrong_code" }] };

async function opened(store: Store, now: Date): Promise<string> {
  const answer = await signIn({ store, now }, { name: "olha", password: PASSWORD, device: "" });
  if (!answer.ok) throw new Error(answer.code);
  return (await findSession(store.read, answer.sid))!.id;
}

/** An administrator with a second factor, set up at NOW; sessions that follow begin two minutes later. */
async function withSecondFactor(store: Store) {
  const olha = await storeAdmin(store);
  const context = { store, actor: olha, now: NOW };
  const session = await opened(store, NOW);
  const begun = await beginSecondFactor(context, PASSWORD);
  if (!begun.ok) throw new Error(begun.code);
  const confirmed = await confirmSecondFactor(context, session, codeAt(begun.secret, NOW));
  if (!confirmed.ok) throw new Error(confirmed.code);
  return { olha, secret: begun.secret, codes: confirmed.codes, session };
}

async function standing(store: Store, id: string, now: Date): Promise<string> {
  const row = await store.read.session.findUniqueOrThrow({ where: { id }, include: { user: true } });
  return sessionStanding(row, row.user, now, false);
}

onEveryStore("the second factor", (fresh) => {
  it("is on once a first code was right, and asked for at the next sign-in", async () => {
    const store = await fresh();
    const { secret, session } = await withSecondFactor(store);
    expect(await standing(store, session, NOW)).toBe("open");
    const next = await opened(store, later(2));
    expect(await standing(store, next, later(2))).toBe("code");
    expect(await giveCode({ store, now: later(2) }, next, "000000")).toEqual(WRONG);
    expect(await giveCode({ store, now: later(2) }, next, "not a code")).toEqual(WRONG);
    expect(await standing(store, next, later(2))).toBe("code");
    const code = codeAt(secret, later(2));
    expect(await giveCode({ store, now: later(2) }, next, `${code.slice(0, 3)} ${code.slice(3)}`)).toMatchObject({
      ok: true,
    });
    expect(await standing(store, next, later(2))).toBe("open");
  });

  it("takes each code once, also when two requests bring it at the same time", async () => {
    const store = await fresh();
    const { secret } = await withSecondFactor(store);
    const sessions = [await opened(store, later(2)), await opened(store, later(2)), await opened(store, later(2))];
    const code = codeAt(secret, later(2));
    const answers = await Promise.all(sessions.map((id) => giveCode({ store, now: later(2) }, id, code)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const again = await opened(store, later(2));
    expect(await giveCode({ store, now: later(2.4) }, again, code)).toEqual(WRONG);
    // an earlier step, though still within tolerance, is spent as well
    expect(await giveCode({ store, now: later(2) }, again, codeAt(secret, later(1.5)))).toEqual(WRONG);
  });

  it("does not take the code that turned it on a second time", async () => {
    const store = await fresh();
    const { secret } = await withSecondFactor(store);
    const session = await opened(store, later(0.1));
    expect(await giveCode({ store, now: later(0.1) }, session, codeAt(secret, NOW))).toEqual(WRONG);
  });

  it("allows a clock that is half a minute off, and no more", async () => {
    const store = await fresh();
    const { secret } = await withSecondFactor(store);
    const session = await opened(store, later(5));
    expect(await giveCode({ store, now: later(5) }, session, codeAt(secret, later(4)))).toEqual(WRONG);
    expect(await giveCode({ store, now: later(5) }, session, codeAt(secret, later(5.5)))).toMatchObject({ ok: true });
  });

  it("gives ten recovery codes, each for one sign-in, also in parallel", async () => {
    const store = await fresh();
    const { codes, olha } = await withSecondFactor(store);
    expect(new Set(codes).size).toBe(10);
    const stored = JSON.stringify(await store.read.recoveryCode.findMany());
    for (const code of codes) expect(stored).not.toContain(code.replace("-", ""));
    const sessions = [await opened(store, later(2)), await opened(store, later(2))];
    const answers = await Promise.all(
      sessions.map((id) => giveCode({ store, now: later(2) }, id, codes[3]!.toUpperCase().replace("-", " "))),
    );
    expect(answers.filter((answer) => answer.ok)).toEqual([{ ok: true, recoveryCodesLeft: 9 }]);
    const renewed = await renewRecoveryCodes({ store, actor: olha, now: later(3) }, PASSWORD);
    expect(renewed).toMatchObject({ ok: true });
    const next = await opened(store, later(3));
    expect(await giveCode({ store, now: later(3) }, next, codes[4]!)).toEqual(WRONG);
    const [fresh1] = renewed.ok ? renewed.codes : [];
    expect(await giveCode({ store, now: later(3) }, next, fresh1!)).toEqual({ ok: true, recoveryCodesLeft: 9 });
  });

  it("waits ten minutes for the code, not longer", async () => {
    const store = await fresh();
    await withSecondFactor(store);
    const session = await opened(store, later(2));
    expect(await standing(store, session, later(11.9))).toBe("code");
    expect(await standing(store, session, later(12))).toBe("ended");
  });

  it("cannot be read under another NEXTAUTH_SECRET: then a recovery code lets its owner in, or a link sets it up anew", async () => {
    const store = await fresh();
    const { olha, secret, codes } = await withSecondFactor(store);
    const settings = config();
    const before = settings.nextauthSecret;
    settings.nextauthSecret = "another secret of at least 32 characters";
    try {
      const next = await opened(store, later(2));
      expect(await giveCode({ store, now: later(2) }, next, codeAt(secret, later(2)))).toEqual(WRONG);
      expect(await giveCode({ store, now: later(2) }, next, codes[0] ?? "")).toMatchObject({ ok: true });
      const link = { purpose: "recover", name: "olha" } as const;
      const made = await createLink({ store, actor: operatorActor, now: later(3) }, link);
      if (!made.ok) throw new Error(made.code);
      const used = await spendLink({ store, now: later(4) }, made.token, { name: "", password: PASSWORD });
      expect(used).toMatchObject({ ok: true });
      expect(await standing(store, await opened(store, later(5)), later(5))).toBe("setup");
      expect(await beginSecondFactor({ store, actor: olha, now: later(5) }, PASSWORD)).toMatchObject({ ok: true });
    } finally {
      settings.nextauthSecret = before;
    }
  });

  it("is kept so that a copy of the database does not tell its secret", async () => {
    const store = await fresh();
    const { secret } = await withSecondFactor(store);
    const row = await store.read.user.findFirstOrThrow();
    expect(row.totpSecret).not.toContain(secret);
    const everything = JSON.stringify([row, await store.read.auditLog.findMany()]);
    expect(everything).not.toContain(secret);
  });

  it("is shown to its person while it is being set up, and never again", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    const context = { store, actor: olha, now: NOW };
    const begun = await beginSecondFactor(context, null);
    if (!begun.ok) throw new Error(begun.code);
    expect(await findAccount(store.read, olha.id)).toMatchObject({ account: { pendingSecret: begun.secret } });
    const session = await opened(store, NOW);
    expect(await confirmSecondFactor(context, session, "123456")).toEqual(WRONG);
    await confirmSecondFactor(context, session, codeAt(begun.secret, NOW));
    const after = await findAccount(store.read, olha.id);
    expect(after).toMatchObject({ account: { pendingSecret: null, hasSecondFactor: true, recoveryCodesLeft: 10 } });
    expect(await beginSecondFactor(context, PASSWORD)).toMatchObject({ code: "exists" });
  });

  it("is begun and taken away with the password only", async () => {
    const store = await fresh();
    const { olha } = await withSecondFactor(store);
    const context = { store, actor: olha, now: later(2) };
    const wrong = { code: "invalid", problems: [{ field: "current", code: "wrong_password" }] };
    // the second was once a word of the program's own, and taken for the password
    for (const typed of ["wrong", "confirmed", ""]) {
      expect(await removeSecondFactor(context, typed), typed).toMatchObject(wrong);
      expect(await renewRecoveryCodes(context, typed), typed).toMatchObject(wrong);
    }
    expect(await removeSecondFactor(context, PASSWORD)).toEqual({ ok: true });
    expect(await beginSecondFactor(context, "wrong")).toMatchObject(wrong);
    expect(await store.read.recoveryCode.count()).toBe(0);
  });
});
