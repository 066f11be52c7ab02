import http from "node:http";
import { afterEach, beforeEach, expect, it } from "vitest";
import { watch } from "@/lib/front/watch";
import { listening } from "@/tests/support/listening";

let version = { now: "1", past: "a" };
let port: number | null = null;
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
  end = watch(() => port, {
    same: () => heard.push("same"),
    changed: (past) => heard.push(past ? "changed, and the past" : "changed"),
  });
});
afterEach(() => {
  end();
  renderer.closeAllConnections();
  renderer.close();
});

const heardNow = (...expected: string[]) => expect.poll(() => heard, { timeout: 5_000 }).toEqual(expected);

it("takes what was before its first look for changed, and then says every second that nothing was", async () => {
  await heardNow("changed, and the past", "same");
});

it("hears of every change, and of the past only where that changed", async () => {
  await heardNow("changed, and the past");
  version = { now: "2", past: "a" };
  await heardNow("changed, and the past", "changed");
  version = { now: "3", past: "b" };
  await heardNow("changed, and the past", "changed", "changed, and the past");
});

it("says nothing while nobody can be asked, and goes on when somebody can", async () => {
  await heardNow("changed, and the past");
  const before = port;
  port = null;
  version = { now: "2", past: "a" };
  port = before;
  await heardNow("changed, and the past", "changed");
});
