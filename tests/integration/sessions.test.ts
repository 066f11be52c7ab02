import { expect, it } from "vitest";
import { changePassword } from "@/lib/commands/passwords";
import { setDisabled, setRole } from "@/lib/commands/people";
import { endOwnSessions, endSessionsOf, signIn, signOut, touchSession } from "@/lib/commands/sessions";
import type { Store } from "@/lib/data/client";
import { findSession, listSessions } from "@/lib/data/sessions";
import { sessionStanding } from "@/lib/domain/sessions";
import { later, NOW, PASSWORD, storeAdmin, storePerson } from "@/tests/support/people";
import { onEveryStore } from "@/tests/support/stores";

const OTHER = "another-passphrase-of-mine";

async function opened(store: Store, name = "olha", now = NOW, device = "Firefox, Windows"): Promise<string> {
  const answer = await signIn({ store, now }, { name, password: PASSWORD, device });
  if (!answer.ok) throw new Error(answer.code);
  return answer.sid;
}
async function standing(store: Store, sid: string, now = NOW): Promise<string> {
  const session = await findSession(store.read, sid);
  return session ? sessionStanding(session, session.person, now, true) : "unknown";
}

onEveryStore("sessions", (fresh) => {
  it("open with name and password, and with nothing less", async () => {
    const store = await fresh();
    await storeAdmin(store);
    expect(await standing(store, await opened(store))).toBe("open");
    expect(await standing(store, "somebody-elses-cookie")).toBe("unknown");
    const stored = await store.read.session.findFirstOrThrow();
    expect(await standing(store, stored.id)).toBe("unknown");
  });

  it("answer alike for an unknown name, a wrong password and a person who is shut out", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    const taras = await storePerson(store, "taras", "editor");
    await setDisabled({ store, actor: olha, now: NOW }, taras.id, true);
    const attempts = [
      { name: "nobody", password: PASSWORD },
      { name: "not a name!", password: PASSWORD },
      { name: "olha", password: OTHER },
      { name: "olha", password: "" },
      { name: "taras", password: PASSWORD },
    ];
    const answers = await Promise.all(
      attempts.map((attempt) => signIn({ store, now: NOW }, { ...attempt, device: "" })),
    );
    for (const answer of answers) expect(answer).toEqual({ ok: false, code: "not_signed_in", problems: [] });
    expect(await store.read.session.count()).toBe(0);
  });

  it("end for good at sign-out, also for a copy of the cookie", async () => {
    const store = await fresh();
    await storeAdmin(store);
    const sid = await opened(store);
    await signOut({ store, now: later(1) }, sid);
    expect(await standing(store, sid, later(1))).toBe("ended");
    const found = await findSession(store.read, sid);
    await touchSession({ store, now: later(5) }, found!);
    expect(await standing(store, sid, later(5))).toBe("ended");
  });

  it("are deleted a month after their last use, when somebody signs in, with the answers to forms of then", async () => {
    const store = await fresh();
    await storeAdmin(store);
    const day = 24 * 60;
    await opened(store);
    await store.transaction((tx) =>
      tx.requestKey.create({ data: { key: "k", actorId: "a", createdAt: NOW, answer: "{}" } }),
    );
    const counts = async () => [await store.read.session.count(), await store.read.requestKey.count()];
    await opened(store, "olha", later(30 * day));
    expect(await counts()).toEqual([2, 1]);
    const now = await opened(store, "olha", later(30 * day + 1));
    expect(await counts()).toEqual([2, 0]);
    expect(await standing(store, now, later(30 * day + 1))).toBe("open");
  });

  it("end after 30 minutes without use, and after 12 hours with it", async () => {
    const store = await fresh();
    await storeAdmin(store);
    const sid = await opened(store);
    expect(await standing(store, sid, later(29))).toBe("open");
    expect(await standing(store, sid, later(30))).toBe("ended");
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      await touchSession({ store, now: later(minutes) }, (await findSession(store.read, sid))!);
      expect(await standing(store, sid, later(minutes))).toBe("open");
    }
    expect(await standing(store, sid, later(12 * 60))).toBe("ended");
  });

  it("once idle are not brought back by a late request", async () => {
    const store = await fresh();
    await storeAdmin(store);
    const sid = await opened(store);
    await touchSession({ store, now: later(31) }, (await findSession(store.read, sid))!);
    expect(await standing(store, sid, later(31))).toBe("ended");
  });

  it("note their use at most once a minute", async () => {
    const store = await fresh();
    await storeAdmin(store);
    const sid = await opened(store);
    await touchSession({ store, now: later(0.9) }, (await findSession(store.read, sid))!);
    expect((await findSession(store.read, sid))?.lastSeenAt).toEqual(NOW);
    await touchSession({ store, now: later(1) }, (await findSession(store.read, sid))!);
    expect((await findSession(store.read, sid))?.lastSeenAt).toEqual(later(1));
  });

  it("end at once when the person is shut out, and follow a new role at once", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    const taras = await storePerson(store, "taras", "contributor");
    const sid = await opened(store, "taras");
    await setRole({ store, actor: olha, now: NOW }, taras.id, "editor");
    expect((await findSession(store.read, sid))?.person.role).toBe("editor");
    await setDisabled({ store, actor: olha, now: NOW }, taras.id, true);
    expect(await standing(store, sid)).toBe("ended");
    await setDisabled({ store, actor: olha, now: NOW }, taras.id, false);
    expect(await standing(store, sid)).toBe("ended");
    expect(await standing(store, await opened(store, "taras"))).toBe("open");
  });

  it("on other devices end when the password changes", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    const here = await opened(store);
    const there = await opened(store, "olha", NOW, "Chrome, Android");
    const context = { store, actor: olha, now: NOW };
    const hereId = (await findSession(store.read, here))!.id;
    const wrong = await changePassword(context, hereId, { current: OTHER, password: OTHER });
    expect(wrong).toMatchObject({ code: "invalid", problems: [{ field: "current", code: "wrong_password" }] });
    expect(await standing(store, there)).toBe("open");
    const changed = await changePassword(context, hereId, { current: PASSWORD, password: OTHER });
    expect(changed).toEqual({ ok: true, ended: 1 });
    expect(await standing(store, here)).toBe("open");
    expect(await standing(store, there)).toBe("ended");
    expect(await signIn({ store, now: NOW }, { name: "olha", password: PASSWORD, device: "" })).toMatchObject({
      ok: false,
    });
  });

  it("are listed to their person with the device, and ended one by one or together, never somebody else's", async () => {
    const store = await fresh();
    const olha = await storeAdmin(store);
    const taras = await storePerson(store, "taras", "editor");
    const here = await opened(store, "olha", NOW);
    await opened(store, "olha", later(1), "Chrome, Android");
    await opened(store, "olha", later(2), "Safari, iOS");
    const theirs = await opened(store, "taras");
    const listed = await listSessions(store.read, olha.id, later(3));
    expect(listed.map(({ device }) => device)).toEqual(["Safari, iOS", "Chrome, Android", "Firefox, Windows"]);
    const as = { store, actor: olha, now: later(3) };
    const theirsId = (await findSession(store.read, theirs))!.id;
    expect(await endOwnSessions(as, { id: theirsId })).toEqual({ ok: true, ended: 0 });
    expect(await endOwnSessions(as, { id: listed[1]!.id })).toEqual({ ok: true, ended: 1 });
    expect(await endOwnSessions(as, { allBut: (await findSession(store.read, here))!.id })).toEqual({
      ok: true,
      ended: 1,
    });
    expect(await standing(store, theirs, later(3))).toBe("open");
    expect(await endSessionsOf(as, taras.id)).toEqual({ ok: true, ended: 1 });
    expect(await endSessionsOf({ ...as, actor: taras }, olha.id)).toMatchObject({ code: "not_allowed" });
    expect(await standing(store, here, later(3))).toBe("open");
  });
});
