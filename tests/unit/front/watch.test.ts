import http from "node:http";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
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
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  heard.length = 0;
  version = { now: "1", past: "a" };
  port = await listening(renderer);
  meanwhile = () => {};
  const portOf = () => {
    looks++;
    return port;
  };
  watching = watch(portOf, {
    same: () => heard.push("same"),
    changed: (past) => heard.push(past ? "changed, and the past" : "changed"),
  });
});
afterEach(() => {
  watching?.end();
  vi.useRealTimers();
  renderer.closeAllConnections();
  renderer.close();
});

/** Lets one second after another pass; what is asked meanwhile is really answered. */
async function secondsPass(until: () => boolean): Promise<void> {
  const seen = () => {
    if (!until()) vi.advanceTimersByTime(1_000);
    return until();
  };
  await expect.poll(seen).toBe(true);
}
/** How often it says that nothing changed depends on how long the test takes. */
const changes = () => heard.filter((word) => word !== "same");
async function changesNow(...expected: string[]): Promise<void> {
  await secondsPass(() => changes().length >= expected.length);
  expect(changes()).toEqual(expected);
}

it("takes what was before its first look for changed, and then says every second that nothing was", async () => {
  await secondsPass(() => heard.length > 1);
  expect(heard.slice(0, 2)).toEqual(["changed, and the past", "same"]);
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
  await secondsPass(() => looks > asked + 1);
  await changesNow("changed, and the past");
  port = before;
  await changesNow("changed, and the past", "changed");
});

it("does not hear once more of a change that it was told of, but of what came after it", async () => {
  await changesNow("changed, and the past");
  version = { now: "2", past: "a" };
  watching?.heard(version, false);
  const same = heard.length;
  await secondsPass(() => heard.length > same + 1);
  expect(heard.slice(same)).toEqual(["same", "same"]);
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
  await secondsPass(() => looks > asked + 2);
  expect(heard.slice(told)).not.toContain("changed");
});

it("has heard what there is when what it was told to ask is answered, and says so where nobody can be asked", async () => {
  await watching?.ask();
  expect(heard).toEqual(["changed, and the past"]);
  port = null;
  await watching?.ask();
  expect(heard).toEqual(["changed, and the past"]);
});

it("hears itself of what changed of the past, where it was told that nothing did", async () => {
  await changesNow("changed, and the past");
  version = { now: "2", past: "b" };
  watching?.heard(version, false);
  await changesNow("changed, and the past", "changed, and the past");
});

it("asks at once when somebody may have written, and once more where it was just asking", async () => {
  await changesNow("changed, and the past");
  version = { now: "2", past: "a" };
  watching?.ask();
  await expect.poll(changes).toEqual(["changed, and the past", "changed"]);
  meanwhile = () => {
    meanwhile = () => {};
    version = { now: "4", past: "a" };
    watching?.ask();
  };
  version = { now: "3", past: "a" };
  const asked = looks;
  watching?.ask();
  await expect.poll(changes).toHaveLength(3);
  vi.advanceTimersByTime(0);
  await expect.poll(changes).toHaveLength(4);
  expect(looks - asked).toBe(2);
});
