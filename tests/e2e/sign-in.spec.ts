import { type BrowserContext, expect, type Page } from "@playwright/test";
import { generateSync } from "otplib";
import { LOOKS, test, violations } from "@/tests/support/browsing";
import { startOwnServer } from "@/tests/support/own-server";
import type { TestServer } from "@/tests/support/server";

// A server of its own: here nobody can sign in yet, which is where every installation begins.
let server: TestServer;
const WORDS = "кава з молоком, лусабь і бабаш";

// each test goes on where the one before ended: the first makes the administrator
test.describe.configure({ mode: "serial", timeout: 180_000 });

test.beforeAll(async () => {
  server = await startOwnServer(test.info().project.name);
});
// biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a hook wants from its first parameter
test.afterEach(({}, info) => {
  if (info.status !== info.expectedStatus) console.log(server.output());
});
test.afterAll(() => server.stop());

/** Fails when the page broke its own policy, or a script failed. */
function watch(page: Page): string[] {
  const said: string[] = [];
  page.on("console", (message) => message.type() === "error" && said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  return said;
}

async function linkFrom(script: string, ...names: string[]): Promise<string> {
  const [url] = (await server.run(script, ...names)).match(/http\S+/) ?? [];
  if (!url) throw new Error("no link was printed");
  return url;
}

async function signIn(page: Page, name: string, password = WORDS): Promise<void> {
  await page.goto(`${server.url}/en/sign-in`);
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}
const signOut = (page: Page) => page.getByRole("button", { name: "Sign out" }).click();
const heading = (page: Page, name: string) => expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
const codeAhead = (secret: string, steps: number) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * steps });

async function copiedInto(other: BrowserContext, from: BrowserContext): Promise<Page> {
  await other.addCookies(await from.cookies());
  return other.newPage();
}

test("the first administrator comes in through the printed link, and a copied cookie ends with the session", async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const said = watch(page);
  const older = await linkFrom("admin-link");
  const link = await linkFrom("admin-link");
  await page.goto(older);
  await heading(page, "This link opens nothing any more");

  await page.goto(link);
  await page.reload();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Name").fill("Olha");
  await page.getByLabel("Password").fill("too short");
  await page.getByRole("button", { name: "Set password" }).click();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/at least 15 characters/i);
  await expect(page.getByLabel("Name")).toHaveValue("Olha");
  await expect(page.getByLabel("Password")).toHaveValue("");
  await page.getByLabel("Password").fill(WORDS);
  await page.getByRole("button", { name: "Set password" }).click();
  await heading(page, "Sign in");
  await expect(page.getByRole("status")).toHaveText("Your password is set. Sign in with it now.");
  await expect(page.getByLabel("Name")).toHaveValue("olha");

  await page.getByLabel("Password").fill("something else altogether");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "do not fit together" })).toBeVisible();
  expect(page.url()).not.toContain("olha");
  await expect(page.getByLabel("Name")).toHaveValue("olha");
  expect(await violations(page)).toEqual([]);
  await page.getByLabel("Password").fill(WORDS);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/en/desk");
  await expect(page.getByText("Signed in as olha, administrator")).toBeVisible();

  const copy = await copiedInto(await browser.newContext(), context);
  await copy.goto(`${server.url}/en/desk/people`);
  await heading(copy, "People");
  await signOut(page);
  await expect(page.getByRole("status")).toContainText("You are signed out");
  await copy.goto(`${server.url}/en/desk/people`);
  await heading(copy, "Sign in");
  await page.goto(link);
  await heading(page, "This link opens nothing any more");
  expect(said).toEqual([]);
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with JavaScript" : "without JavaScript";

  test(`an administrator invites an editor, who joins, sets up the second factor and signs in with it, ${how}`, {
    tag: javaScriptEnabled ? [] : LOOKS,
  }, async ({ browser }) => {
    const name = javaScriptEnabled ? "taras" : "lesia";
    const admin = await (await browser.newContext({ javaScriptEnabled })).newPage();
    await signIn(admin, "olha");
    await admin.getByRole("link", { name: "People" }).click();
    await admin.getByLabel("Role").selectOption("editor");
    await admin.getByRole("button", { name: "Make an invitation link" }).click();
    const link = await admin.getByRole("status").locator("code").innerText();

    const page = await (await browser.newContext({ javaScriptEnabled })).newPage();
    const said = watch(page);
    await page.goto(link);
    await page.getByLabel("Name").fill(name);
    const offered = (await page.locator("form code").innerText()).trim();
    await page.getByLabel("Password").fill(offered);
    await page.getByRole("button", { name: "Set password" }).click();
    await heading(page, "Sign in");
    await page.getByLabel("Password").fill(offered);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("navigation").getByRole("link", { name: "Account" }).click();
    await heading(page, "Your account");
    await expect(page.getByRole("link", { name: "People" })).toHaveCount(0);
    await page.goto(`${server.url}/en/desk/people`);
    await expect(page.getByText("Only administrators manage people.")).toBeVisible();

    await page.goto(`${server.url}/en/desk/account`);
    await page.getByRole("button", { name: "Set up" }).click();
    await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
    const secret = (await page.locator("form code").innerText()).replaceAll(/\s/g, "");
    await page.getByLabel("The code that the app shows").fill("000 000");
    await page.getByRole("button", { name: "Turn on" }).click();
    await expect(page.getByLabel("The code that the app shows")).toHaveAccessibleDescription(/does not fit/);
    const used = codeAhead(secret, -1);
    await page.getByLabel("The code that the app shows").fill(used);
    await page.getByRole("button", { name: "Turn on" }).click();
    await expect(page.getByRole("status").locator("code")).toHaveCount(10);
    const codes = await page.getByRole("status").locator("code").allInnerTexts();
    await expect(page.getByText("10 recovery codes are left.")).toBeVisible();

    await signOut(page);
    await signIn(page, name, offered);
    await heading(page, "Second factor");
    await page.goto(`${server.url}/en/desk`);
    await heading(page, "Second factor");
    await page.getByLabel("Code").fill(used);
    await page.getByRole("button", { name: "Go on" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "does not fit" })).toBeVisible();
    await page.getByLabel("Code").fill(codeAhead(secret, 1));
    await page.getByRole("button", { name: "Go on" }).click();
    await page.waitForURL("**/en/desk");

    await signOut(page);
    await signIn(page, name, offered);
    await page.getByLabel("Code").fill(codes[0]!.toUpperCase());
    await page.getByRole("button", { name: "Go on" }).click();
    await page.waitForURL("**/en/desk");
    await page.goto(`${server.url}/en/desk/account`);
    await expect(page.getByText("9 recovery codes are left.")).toBeVisible();
    expect(said).toEqual([]);

    await admin.goto(`${server.url}/en/desk/people`);
    await admin.getByRole("link", { name: `Change ${name}` }).click();
    await admin.getByRole("button", { name: "Shut out" }).click();
    await expect(admin.getByRole("status")).toContainText(`${name} is shut out`);
    await expect(admin.getByRole("button", { name: "Let in again" })).toBeVisible();
    await page.goto(`${server.url}/en/desk`);
    await heading(page, "Sign in");
  });

  test(`a new password ends the other sessions, ${how}`, { tag: javaScriptEnabled ? [] : LOOKS }, async ({
    browser,
  }) => {
    const context = { javaScriptEnabled };
    const [page, other] = [
      await (await browser.newContext(context)).newPage(),
      await (await browser.newContext(context)).newPage(),
    ];
    await signIn(page, "olha");
    await signIn(other, "olha");
    await page.goto(`${server.url}/uk/desk/account`);
    expect(javaScriptEnabled ? await violations(page) : []).toEqual([]);
    await page.getByLabel("Чинний пароль").last().fill("не той пароль, зовсім");
    await page.getByLabel("Новий пароль").fill(WORDS);
    await page.getByRole("button", { name: "Змінити пароль" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "не ваш чинний пароль" })).toBeVisible();
    await page.getByLabel("Чинний пароль").last().fill(WORDS);
    await page.getByLabel("Новий пароль").fill(WORDS);
    await page.getByRole("button", { name: "Змінити пароль" }).click();
    await expect(page.getByRole("status")).toContainText("Пароль змінено, завершено ще");
    await other.goto(`${server.url}/en/desk`);
    await heading(other, "Sign in");
    await page.goto(`${server.url}/uk/desk`);
    await expect(page.getByText("Ви увійшли як olha")).toBeVisible();
  });
}

test("both names of this machine lead in", { tag: LOOKS }, async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  const named = server.url.replace("127.0.0.1", "localhost");
  await page.goto(`${named}/uk/sign-in`);
  await page.getByLabel("Ім’я").fill("olha");
  await page.getByLabel("Пароль").fill(WORDS);
  await page.getByRole("button", { name: "Увійти" }).click();
  await page.waitForURL(`${named}/uk/desk`);
  await page.getByRole("button", { name: "Вийти" }).click();
  await page.waitForURL(`${named}/uk/sign-in?done=signed_out`);
});

test("a lost second factor is recovered with the operator's link", async ({ browser }) => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(await linkFrom("admin-link", "olha"));
  await heading(page, "Back in");
  await expect(page.getByLabel("Name")).toHaveCount(0);
  await page.getByLabel("Password").fill(WORDS);
  await page.getByRole("button", { name: "Set password" }).click();
  await heading(page, "Sign in");
  await signIn(page, "olha");
  await page.waitForURL("**/en/desk");
});
