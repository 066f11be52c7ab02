import { expect } from "@playwright/test";
import { openStore } from "@/lib/data/client";
import { test } from "@/tests/support/browsing";
import { startOwnServer } from "@/tests/support/own-server";
import { PASSWORD, storePerson } from "@/tests/support/people";
import type { TestServer } from "@/tests/support/server";

// What a browser never sends but a stranger may. A site that others can reach, spoken to as its proxy would.
const SITE = "https://corridors.example.org";
let server: TestServer;

test.beforeAll(async () => {
  server = await startOwnServer(test.info().project.name, { env: { SITE_URL: SITE } });
  const store = openStore(server.databaseUrl);
  await storePerson(store, "olha", "admin", new Date());
  await storePerson(store, "taras", "editor", new Date());
  await store.close();
});
test.afterAll(() => server.stop());

type Sent = { cookies?: string[]; headers?: Record<string, string>; fields?: Record<string, string> };
const cookiesOf = (response: Response) => response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]!);

/** The form of the sign-in page, as a browser that has just opened it would send it. */
async function send(path: string, { cookies = [], headers = {}, fields = {} }: Sent = {}): Promise<Response> {
  const page = await fetch(`${server.url}/en/sign-in`);
  const csrf = cookiesOf(page).find((cookie) => cookie.includes("tracker.csrf="))!;
  const token = decodeURIComponent(csrf.split("=")[1]!).split("|")[0]!;
  return fetch(server.url + path, {
    method: "POST",
    redirect: "manual",
    headers: { origin: SITE, cookie: [csrf, ...cookies].join("; "), ...headers },
    body: new URLSearchParams({ csrfToken: token, locale: "en", ...fields }),
  });
}
const ENTER = "/api/auth/callback/credentials";
const right = { name: "taras", password: PASSWORD };
const location = (response: Response) => response.headers.get("location");

test("signing in sets a cookie for this host alone, and leads to a path of ours whatever address is asked for", async () => {
  const fields = { ...right, callbackUrl: "https://evil.example/" };
  const response = await send(`${ENTER}?callbackUrl=https://evil.example/`, { fields });
  expect(response.status).toBe(303);
  expect(location(response)).toBe("/en/desk");
  const session = response.headers.getSetCookie().find((cookie) => cookie.startsWith("__Host-tracker.session="));
  expect(session).toMatch(/; Path=\/; .*Secure; HttpOnly; SameSite=Lax$/i);
  expect(response.headers.getSetCookie().join()).not.toContain("evil");
});

test("forms from elsewhere, and forms that do not say from where, are refused", async () => {
  const forged: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example" },
    { origin: "http://corridors.example.org" },
  ];
  for (const headers of forged) {
    expect((await send(ENTER, { headers, fields: right })).status).toBe(403);
  }
  const silent = await fetch(server.url + ENTER, { method: "POST", body: new URLSearchParams(right) });
  expect(silent.status).toBe(403);
});

test("a form without its token, or with somebody else's, signs nobody in or out", async () => {
  const response = await send(ENTER, { fields: { ...right, csrfToken: "f".repeat(64) } });
  expect(location(response)).toBe("/en/sign-in?problem=stale");
  expect(response.headers.getSetCookie().join()).not.toContain("session");
});

test("broken cookies and paths are answered in good order", async () => {
  const cookies = [
    "__Host-tracker.callback=%",
    "__Secure-next-auth.callback-url=javascript:",
    "__Host-tracker.session=x",
  ];
  expect(location(await send(ENTER, { cookies, fields: right }))).toBe("/en/desk");
  expect(location(await send("/api/auth/signout", { cookies }))).toBe("/en/sign-in?done=signed_out");
  for (const path of ["/api/auth/session", "/api/auth/signin", "/api/auth/_log"]) {
    expect((await send(path)).status).toBe(404);
  }
  expect((await fetch(`${server.url}/api/auth/session`)).status).toBe(405);
  const page = await fetch(`${server.url}/en/desk`, { headers: { cookie: cookies.join("; ") }, redirect: "manual" });
  expect(location(page)).toBe("/en/sign-in");
});

test("an administrator of a site that others can reach sets up a second factor before anything else", async () => {
  const signedIn = await send(ENTER, { fields: { name: "olha", password: PASSWORD } });
  const cookie = cookiesOf(signedIn).join("; ");
  for (const path of ["/en/desk", "/en/desk/people"]) {
    const response = await fetch(server.url + path, { headers: { cookie }, redirect: "manual" });
    expect(location(response)).toBe("/en/desk/account");
  }
  const account = await (await fetch(`${server.url}/en/desk/account`, { headers: { cookie } })).text();
  expect(account).toContain("administrators need a second factor");
  expect(account).not.toContain("Change password");
});

test("ten wrong passwords for a name from one network are enough for a quarter of an hour, known or unknown", async () => {
  const known = cookiesOf(await send(ENTER, { fields: right })).filter((cookie) => cookie.includes("tracker.device="));
  // what the client made up, then what the proxy saw
  const from = (made: string, seen: string) => ({ origin: SITE, "x-forwarded-for": `${made}, ${seen}` });
  for (const name of ["taras", "nobody"]) {
    const answers = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      const headers = from(`6.6.${attempt}.6`, `203.0.113.${attempt}`);
      answers.push(location(await send(ENTER, { headers, fields: { name, password: "a wrong password" } })));
    }
    expect(answers.slice(0, 10).every((answer) => answer?.endsWith("not_signed_in"))).toBe(true);
    expect(answers.slice(10)).toEqual(Array(2).fill("/en/sign-in?problem=too_many"));
  }
  const headers = from("6.6.6.6", "203.0.113.200");
  expect(location(await send(ENTER, { headers, fields: right }))).toBe("/en/sign-in?problem=too_many");
  // its owner's own browser, and every other network, are not shut out
  expect(location(await send(ENTER, { headers, fields: right, cookies: known }))).toBe("/en/desk");
  const elsewhere = from("203.0.113.1", "198.51.100.7");
  expect(location(await send(ENTER, { headers: elsewhere, fields: right }))).toBe("/en/desk");
});
