import http from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type Watch, watch } from "@/lib/front/watch";
import { listening } from "@/tests/support/listening";

let version = { now: "1", past: "a" };
let port: number | null = null;
let looks = 0;
let watching: Watch | undefined;
/** Called while an answer is on its way. */
let meanwhile = () => {};
const heard: string[] = [];
const renderer = http.createServer((request, response) => {
  expect(request.url).toBe("/version");
  const text = JSON.stringify(version);
  meanwhile();
  response.end(text);
});

beforeEach(async () => {
  heard.length = 0;
  version = { now: "1", past: "a" };
  port = await listening(renderer);
  const portOf = () => {
    looks++;
    return port;
  };
  meanwhile = () => {};
  watching = watch(portOf, {
    same: () => heard.push("same"),
    changed: (past) => heard.push(past ? "changed, and the past" : "changed"),
  });
});
afterEach(() => {
  watching?.end();
  renderer.closeAllConnections();
  renderer.close();
});

/** How often it says that nothing changed depends on how long the test takes. */
const changesNow = (...expected: string[]) =>
  expect.poll(() => heard.filter((word) => word !== "same"), { timeout: 15_000 }).toEqual(expected);

it("takes what was before its first look for changed, and then says every second that nothing was", async () => {
  await expect.poll(() => heard.slice(0, 2), { timeout: 15_000 }).toEqual(["changed, and the past", "same"]);
});

it("hears of every change, and of the past only where that changed", async () => {
  await changesNow("changed, and the past");
  version = { now: "2", past: "a" };
  await changesNow("changed, and the past", "changed");
  version = { now: "3", past: "b" };
  await changesNow("changed, and the past", "changed", "changed, and the past");
});

it("says nothing while nobody can be asked, and goes on when somebody can", async () => {
  await changesNow("changed, and the past");
  const before = port;
  port = null;
  version = { now: "2", past: "a" };
  const asked = looks;
  await expect.poll(() => looks, { timeout: 15_000 }).toBeGreaterThan(asked);
  await changesNow("changed, and the past");
  port = before;
  await changesNow("changed, and the past", "changed");
});

it("does not hear once more of a change that it was told of, but of what came after it", async () => {
  await changesNow("changed, and the past");
  version = { now: "2", past: "a" };
  watching?.heard(version, false);
  const same = heard.length;
  await expect.poll(() => heard.slice(same), { timeout: 15_000 }).toEqual(["same", "same"]);
  version = { now: "3", past: "a" };
  await changesNow("changed, and the past", "changed");
});

it("believes no answer that was on its way when it was told of a change", async () => {
  await changesNow("changed, and the past");
  const asked = looks;
  meanwhile = () => {
    meanwhile = () => {};
    version = { now: "2", past: "a" };
    watching?.heard(version, false);
  };
  const told = heard.length;
  await expect.poll(() => looks, { timeout: 15_000 }).toBeGreaterThan(asked + 2);
  expect(heard.slice(told)).not.toContain("changed");
});

it("hears itself of what changed of the past, where it was told that nothing did", async () => {
  await changesNow("changed, and the past");
  version = { now: "2", past: "b" };
  watching?.heard(version, false);
  await changesNow("changed, and the past", "changed, and the past");
});

it("asks at once when somebody may have written, and once more where it was just asking", async () => {
  await changesNow("changed, and the past");
  let written = performance.now();
  const waited = () => performance.now() - written;
  version = { now: "2", past: "a" };
  watching?.ask();
  await changesNow("changed, and the past", "changed");
  meanwhile = () => {
    meanwhile = () => {};
    version = { now: "4", past: "a" };
    written = performance.now();
    watching?.ask();
  };
  version = { now: "3", past: "a" };
  const asked = looks;
  watching?.ask();
  await changesNow("changed, and the past", "changed", "changed", "changed");
  expect(looks - asked).toBe(2);
  expect(waited()).toBeLessThan(900);
});
