import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { log } from "@/lib/front/log";
import { Renderer } from "@/lib/front/renderer";

const STAND_IN = path.resolve("tests/support/renderer.mjs");
const changes: boolean[] = [];
let stirred = 0;
let renderer: Renderer;
const ask = async (what: string) => (await fetch(`http://127.0.0.1:${renderer.port}${what}`)).text();

beforeEach(() => {
  changes.length = 0;
  stirred = 0;
  vi.spyOn(log, "error").mockImplementation(() => {});
  renderer = new Renderer(
    (past) => changes.push(past),
    () => stirred++,
    STAND_IN,
  );
});
afterEach(async () => {
  await renderer.stop();
  vi.restoreAllMocks();
});

it("has a port as soon as it is started", async () => {
  expect(renderer.port).toBeNull();
  await renderer.start();
  expect(Number(await ask("/"))).toBeGreaterThan(0);
});

it("hears of a change before the one who saved is answered", async () => {
  await renderer.start();
  expect(await ask("/save")).toBe("heard 7");
  expect(changes).toEqual([false]);
});

it("hears that somebody else may have changed something, which is no change yet", async () => {
  await renderer.start();
  await ask("/stir");
  await expect.poll(() => stirred).toBe(1);
  expect(changes).toEqual([]);
});

it("is started again when it ends by itself, and then anything may have changed, the past too", async () => {
  await renderer.start();
  const first = await ask("/");
  await expect(ask("/end")).rejects.toThrow();
  await expect.poll(() => changes, { timeout: 10_000 }).toEqual([true]);
  expect(await ask("/")).not.toBe(first);
  expect(log.error).toHaveBeenCalledWith("The renderer ended (exit code 3); it is started again.");
});

it("is not there once it was stopped", async () => {
  await renderer.start();
  await renderer.stop();
  expect(renderer.port).toBeNull();
  expect(log.error).not.toHaveBeenCalled();
});

it("says why it could not be started, and is not tried again", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-renderer-"));
  writeFileSync(path.join(folder, "ends.mjs"), "process.exit(5);");
  const nobody = () => {};
  const broken = new Renderer(nobody, nobody, path.join(folder, "ends.mjs"));
  await expect(broken.start()).rejects.toThrow("The renderer ended while it started (exit code 5).");
  rmSync(folder, { recursive: true });
});
