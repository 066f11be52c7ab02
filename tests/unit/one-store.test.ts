import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** Where the store and the settings it comes from are kept for every copy; other tests may have read theirs. */
const KEPT = [Symbol.for("tracker.store"), Symbol.for("corridor-tracker.config")];
const forget = () => {
  for (const key of KEPT) Reflect.deleteProperty(globalThis, key);
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tracker-test-"));
  vi.stubEnv("DATABASE_URL", `file:${folder}/tracker.db`);
  forget();
  vi.resetModules();
});

afterEach(() => {
  forget();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it("a process has one store, however many copies of the module it loads", async () => {
  const first = await import("@/lib/data/client");
  vi.resetModules();
  const second = await import("@/lib/data/client");
  expect(second.store).not.toBe(first.store);
  expect(second.store()).toBe(first.store());
  expect(first.store().url).toBe(`file:${folder}/tracker.db`);
});
