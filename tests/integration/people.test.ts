import { expect, it } from "vitest";
import { createLink } from "@/lib/commands/links";
import { setDisabled, setRole } from "@/lib/commands/people";
import { findOpenLink } from "@/lib/data/links";
import { countAdmins, listPeople } from "@/lib/data/people";
import { operatorActor, seedActor } from "@/lib/domain/policy";
import { NOW, storeAdmin, storePerson } from "@/tests/support/people";
import { onEveryStore } from "@/tests/support/stores";

onEveryStore("people", (fresh) => {
  it("are listed, invited and changed by administrators only", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    const taras = await storePerson(store, "taras", "editor");
    const list = await listPeople(store.read, olha);
    expect(list).toMatchObject({ ok: true, people: [{ name: "olha" }, { name: "taras", role: "editor" }] });
    expect(JSON.stringify(list)).not.toContain("argon2");
    for (const actor of [taras, seedActor, operatorActor]) {
      const context = { store, actor, now: NOW };
      expect(await listPeople(store.read, actor)).toMatchObject({ code: "not_allowed" });
      expect(await setRole(context, taras.id, "admin")).toMatchObject({ code: "not_allowed" });
      expect(await setDisabled(context, olha.id, true)).toMatchObject({ code: "not_allowed" });
    }
    const as = { store, actor: olha, now: NOW };
    expect(await setRole(as, "nobody", "editor")).toMatchObject({ code: "not_found" });
    expect(await setRole(as, taras.id, "owner")).toMatchObject({ code: "invalid" });
    expect(await store.read.auditLog.count()).toBe(0);
    expect((await setRole(as, taras.id, "admin")).ok).toBe(true);
    expect(await store.read.auditLog.findMany()).toMatchObject([{ actorId: olha.id, action: "role_set" }]);
  });

  it("always include an administrator who can sign in", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    const as = { store, actor: olha, now: NOW };
    const last = { ok: false, code: "invalid", problems: [{ field: "person", code: "last_admin" }] };
    expect(await setRole(as, olha.id, "editor")).toEqual(last);
    expect(await setDisabled(as, olha.id, true)).toEqual(last);
    const taras = await storePerson(store, "taras", "admin");
    await setDisabled(as, taras.id, true);
    expect(await setRole(as, olha.id, "editor")).toEqual(last);
    await setDisabled(as, taras.id, false);
    expect((await setRole(as, olha.id, "editor")).ok).toBe(true);
    expect(await countAdmins(store.read)).toBe(1);
  });

  it("keep one administrator when two are demoted and shut out at the same time", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    const taras = await storePerson(store, "taras", "admin");
    const answers = await Promise.all([
      setRole({ store, actor: olha, now: NOW }, taras.id, "editor"),
      setRole({ store, actor: taras, now: NOW }, olha.id, "contributor"),
      setDisabled({ store, actor: olha, now: NOW }, olha.id, true),
      setDisabled({ store, actor: taras, now: NOW }, taras.id, true),
    ]);
    expect(answers.some((answer) => !answer.ok)).toBe(true);
    expect(await countAdmins(store.read)).toBe(1);
  });

  it("do not come back through a link that they made while they were administrators", async () => {
    const store = await fresh();
    const olha = { store, actor: await storeAdmin(store), now: NOW };
    const invited = async (name: string) => {
      const taras = { store, actor: await storePerson(store, name, "admin"), now: NOW };
      await storePerson(store, `${name}-friend`, "admin");
      const links = [
        await createLink(taras, { purpose: "invite", role: "admin" }),
        await createLink(taras, { purpose: "recover", name: `${name}-friend` }),
      ];
      const open = () =>
        Promise.all(links.map((link) => link.ok && findOpenLink(store.read, link.token, NOW).then(Boolean)));
      expect(await open()).toEqual([true, true]);
      return { id: taras.actor.id, open };
    };
    const shutOut = await invited("taras");
    await setDisabled(olha, shutOut.id, true);
    expect(await shutOut.open()).toEqual([false, false]);
    const demoted = await invited("iryna");
    await setRole(olha, demoted.id, "editor");
    expect(await demoted.open()).toEqual([false, false]);
    const still = await invited("danylo");
    await setDisabled(olha, (await storePerson(store, "editor", "editor")).id, true);
    expect(await still.open()).toEqual([true, true]);
  });
});
