import http from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { watch } from "@/lib/front/watch";
import { listening } from "@/tests/support/listening";

let version = { now: "1", past: "a" };
let port: number | null = null;
let looks = 0;
let end = () => {};
const heard: string[] = [];
const renderer = http.createServer((request, response) => {
  expect(request.url).toBe("/version");
  response.end(JSON.stringify(version));
});

beforeEach(async () => {
  heard.length = 0;
  version = { now: "1", past: "a" };
  port = await listening(renderer);
  const portOf = () => {
    looks++;
    return port;
  };
  end = watch(portOf, {
    same: () => heard.push("same"),
    changed: (past) => heard.push(past ? "changed, and the past" : "changed"),
  });
});
afterEach(() => {
  end();
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
