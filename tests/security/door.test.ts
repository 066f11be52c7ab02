import { afterAll, beforeAll, expect, it } from "vitest";
import { startServer, type TestServer } from "@/tests/support/server";

let bare: TestServer;
beforeAll(async () => {
  bare = await startServer({ mode: "bare" });
});
afterAll(() => bare.stop());

it("the desk has its door where no publisher stands in front, too", async () => {
  const page = await fetch(`${bare.url}/en/sign-in`);
  const policy = page.headers.get("content-security-policy") ?? "";
  const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1];
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect(page.headers.getSetCookie()).toEqual([expect.stringMatching(/^tracker\.csrf=[0-9a-f]{64}%7C[0-9a-f]{64};/)]);
  expect(await page.text()).toContain(`nonce="${nonce}"`);
  const foreign = await fetch(`${bare.url}/en/desk`, { method: "POST", headers: { origin: "https://evil.example" } });
  expect(foreign.status).toBe(403);
});
