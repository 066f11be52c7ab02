import { afterAll, beforeAll, expect, it } from "vitest";
import { openStore } from "@/lib/data/client";
import { signIn } from "@/tests/support/desk";
import { storePerson } from "@/tests/support/people";
import { startServer, type TestServer } from "@/tests/support/server";
import { Visitor } from "@/tests/support/visitor";

const SECRETS = ["0123456789abcdef".repeat(4), "fedcba9876543210".repeat(4)] as const;

let before: TestServer;
let after: TestServer;
beforeAll(async () => {
  before = await startServer({ env: { NEXTAUTH_SECRET: SECRETS[0] } });
  const store = openStore(before.databaseUrl);
  await storePerson(store, "edda", "editor", new Date());
  await store.close();
  const env = { NEXTAUTH_SECRET: SECRETS[1] };
  after = await startServer({ databaseUrl: before.databaseUrl, env });
}, 120_000);
afterAll(async () => {
  await after?.stop();
  await before?.stop();
});

it("a changed NEXTAUTH_SECRET ends every session, and the same password begins another", async () => {
  const editor = new Visitor(before.url);
  await signIn(editor);
  expect((await editor.get("/en/desk")).status).toBe(200);
  editor.origin = after.url;
  const refused = await editor.get("/en/desk");
  expect([refused.status, refused.headers.get("location")]).toEqual([307, expect.stringMatching(/\/en\/sign-in/)]);
  await signIn(editor);
  expect((await editor.get("/en/desk")).status).toBe(200);
});
