import { expect, it } from "vitest";
import { createLink, spendLink } from "@/lib/commands/links";
import { setDisabled } from "@/lib/commands/people";
import { signIn } from "@/lib/commands/sessions";
import type { Store } from "@/lib/data/client";
import { findOpenLink } from "@/lib/data/links";
import { operatorActor } from "@/lib/domain/policy";
import { actorNamed, later, NOW, PASSWORD, storeAdmin, storePerson } from "@/tests/support/people";
import { onEveryStore } from "@/tests/support/stores";

const OTHER = "another-passphrase-of-mine";

async function made(answer: ReturnType<typeof createLink>): Promise<string> {
  const link = await answer;
  if (!link.ok) throw new Error(link.code);
  return link.token;
}
const forFirstAdmin = (store: Store, now = NOW) =>
  made(createLink({ store, actor: operatorActor, now }, { purpose: "first_admin" }));
const wayBack = (store: Store, name: string, now = NOW) =>
  made(createLink({ store, actor: operatorActor, now }, { purpose: "recover", name }));

onEveryStore("one-time links", (fresh) => {
  it("make the first administrator, who can then sign in", async () => {
    const store = await fresh();
    const token = await forFirstAdmin(store);
    const used = await spendLink({ store, now: NOW }, token, { name: " Olha ", password: PASSWORD });
    expect(used).toEqual({ ok: true, name: "olha" });
    expect((await actorNamed(store, "olha")).role).toBe("admin");
    const session = await signIn({ store, now: NOW }, { name: "OLHA", password: PASSWORD, device: "" });
    expect(session.ok).toBe(true);
  });

  it("can be looked at any number of times, and used once, also by two at the same time", async () => {
    const store = await fresh();
    const token = await forFirstAdmin(store);
    for (let i = 0; i < 3; i++) expect(await findOpenLink(store.read, token, NOW)).toMatchObject({ role: "admin" });
    const answers = await Promise.all(
      ["a1", "b2", "c3"].map((name) => spendLink({ store, now: NOW }, token, { name, password: PASSWORD })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.code === "gone")).toHaveLength(2);
    expect(await store.read.user.count()).toBe(1);
    expect(await findOpenLink(store.read, token, NOW)).toBeNull();
  });

  it("are void after 24 hours", async () => {
    const store = await fresh();
    const token = await forFirstAdmin(store);
    expect(await findOpenLink(store.read, token, later(24 * 60 - 1))).not.toBeNull();
    const late = await spendLink({ store, now: later(24 * 60) }, token, { name: "olha", password: PASSWORD });
    expect(late).toMatchObject({ ok: false, code: "gone" });
  });

  it("for the first administrator: a new one voids the old, and there is none once somebody manages the site", async () => {
    const store = await fresh();
    const old = await forFirstAdmin(store);
    const young = await forFirstAdmin(store);
    expect(await spendLink({ store, now: NOW }, old, { name: "olha", password: PASSWORD })).toMatchObject({
      code: "gone",
    });
    await spendLink({ store, now: NOW }, young, { name: "olha", password: PASSWORD });
    const another = await createLink({ store, actor: operatorActor, now: NOW }, { purpose: "first_admin" });
    expect(another).toMatchObject({ ok: false, code: "exists" });
  });

  it("leave no trace of themselves in the store that would open them", async () => {
    const store = await fresh();
    const token = await forFirstAdmin(store);
    const rows = JSON.stringify([await store.read.oneTimeLink.findMany(), await store.read.auditLog.findMany()]);
    expect(rows).not.toContain(token);
    expect(await findOpenLink(store.read, (await store.read.oneTimeLink.findFirstOrThrow()).id, NOW)).toBeNull();
  });

  it("stay open when what was typed is refused", async () => {
    const store = await fresh();
    const token = await forFirstAdmin(store);
    const short = await spendLink({ store, now: NOW }, token, { name: "o", password: "short" });
    expect(short).toMatchObject({
      code: "invalid",
      problems: [
        { field: "name", code: "name_short" },
        { field: "password", code: "password_short" },
      ],
    });
    expect((await spendLink({ store, now: NOW }, token, { name: "olha", password: PASSWORD })).ok).toBe(true);
  });

  it("give a way back in: new password, no second factor, no session, older ways back void", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    await store.transaction((tx) =>
      tx.user.update({ where: { id: olha.id }, data: { totpSecret: "x", totpConfirmedAt: NOW, totpLastStep: 1 } }),
    );
    const session = await signIn({ store, now: NOW }, { name: "olha", password: PASSWORD, device: "" });
    expect(session).toMatchObject({ ok: true, secondFactor: true });
    const older = await wayBack(store, "olha");
    const token = await wayBack(store, "Olha");
    expect(await findOpenLink(store.read, older, NOW)).toBeNull();
    await spendLink({ store, now: NOW }, token, { name: "ignored", password: OTHER });
    expect(await store.read.session.count({ where: { revokedAt: null } })).toBe(0);
    expect(await signIn({ store, now: NOW }, { name: "olha", password: PASSWORD, device: "" })).toMatchObject({
      code: "not_signed_in",
    });
    expect(await signIn({ store, now: NOW }, { name: "olha", password: OTHER, device: "" })).toMatchObject({
      ok: true,
      secondFactor: false,
    });
    const actions = (await store.read.auditLog.findMany({ orderBy: { seq: "asc" } })).map(({ action }) => action);
    expect(actions.slice(-4)).toEqual(["link_made", "link_made", "link_used", "sign_in"]);
  });

  it("give nobody a way back in who is shut out or unknown", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    const taras = await storePerson(store, "taras", "editor");
    const token = await wayBack(store, "taras");
    await setDisabled({ store, actor: olha, now: NOW }, taras.id, true);
    expect(await spendLink({ store, now: NOW }, token, { name: "", password: OTHER })).toMatchObject({ code: "gone" });
    for (const name of ["taras", "nobody", ""]) {
      const refused = await createLink({ store, actor: operatorActor, now: NOW }, { purpose: "recover", name });
      expect(refused).toMatchObject({ ok: false, code: "not_found" });
    }
  });

  it("of an administrator invite people with a role; a name is taken once", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    await storePerson(store, "taras", "contributor");
    const token = await made(createLink({ store, actor: olha, now: NOW }, { purpose: "invite", role: "editor" }));
    // the last is written with Cyrillic letters, as far as they look the same
    await storePerson(store, "apec", "contributor");
    for (const name of ["Taras", "tàras", "арес"])
      expect(await spendLink({ store, now: NOW }, token, { name, password: PASSWORD }), name).toMatchObject({
        code: "exists",
        problems: [{ field: "name", code: "name_taken" }],
      });
    expect(await spendLink({ store, now: NOW }, token, { name: "ｔaras", password: PASSWORD })).toMatchObject({
      problems: [{ field: "name", code: "name_letters" }],
    });
    expect((await spendLink({ store, now: NOW }, token, { name: "taras2", password: PASSWORD })).ok).toBe(true);
    expect((await actorNamed(store, "taras2")).role).toBe("editor");
  });

  it("are made by nobody else", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    const taras = await storePerson(store, "taras", "editor");
    const refused = { ok: false, code: "not_allowed" };
    const as = (actor: typeof olha | typeof operatorActor) => ({ store, actor, now: NOW });
    expect(await createLink(as(taras), { purpose: "invite", role: "admin" })).toMatchObject(refused);
    expect(await createLink(as(taras), { purpose: "recover", name: "olha" })).toMatchObject(refused);
    expect(await createLink(as(olha), { purpose: "first_admin" })).toMatchObject(refused);
    expect(await createLink(as(operatorActor), { purpose: "invite", role: "admin" })).toMatchObject(refused);
  });
});
