import { afterAll, beforeAll, expect, it } from "vitest";
import { openStore, type Store } from "@/lib/data/client";
import { signIn } from "@/tests/support/desk";
import { PASSWORD, storePerson } from "@/tests/support/people";
import { startServer, type TestServer } from "@/tests/support/server";
import { Visitor } from "@/tests/support/visitor";

let server: TestServer;
let store: Store;
beforeAll(async () => {
  server = await startServer();
  store = openStore(server.databaseUrl);
  await storePerson(store, "edda", "contributor", new Date());
  await storePerson(store, "olha", "admin", new Date());
}, 120_000);
afterAll(async () => {
  await store?.close();
  await server?.stop();
});

/** Whether a page for administrators opens. */
const rules = async (visitor: Visitor) => (await (await visitor.get("/en/desk/people")).text()).includes("olha");

it("a session that somebody was given before signing in gains nothing when they do", async () => {
  const attacker = new Visitor(server.url);
  const entrance = await attacker.form("/en/sign-in", "password");
  await signIn(attacker, "edda");
  // the attacker's cookies, planted in the browser of somebody who then signs in
  const victim = attacker.twin();
  await victim.send(entrance, { name: "olha", password: PASSWORD });
  expect(await rules(victim)).toBe(true);
  expect(await rules(attacker)).toBe(false);
  expect(await store.read.session.count()).toBe(2);
});

it("what was set before anybody had signed in opens nothing afterwards", async () => {
  const attacker = new Visitor(server.url);
  await attacker.get("/en/sign-in");
  const victim = attacker.twin();
  await signIn(victim, "olha");
  expect(await rules(victim)).toBe(true);
  expect((await attacker.get("/en/desk")).status).not.toBe(200);
  expect(await rules(attacker)).toBe(false);
});
