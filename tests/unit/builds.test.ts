import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { buildNeeded, built, stampBuild } from "@/lib/cli/builds";

let root: string;

function write(file: string, content: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "build-"));
  write("app/page.tsx", "one");
  write("lib/cli/start.ts", "one");
});
afterEach(() => rmSync(root, { recursive: true }));

function finishBuild(): void {
  write(".next/BUILD_ID", "id");
  stampBuild(root);
}

it("is needed on a fresh clone, and not again when it is done", () => {
  expect(built(root)).toBe(false);
  expect(buildNeeded(root)).toBe(true);
  finishBuild();
  expect(built(root)).toBe(true);
  expect(buildNeeded(root)).toBe(false);
});

it("is needed after a source changed, came or went", () => {
  finishBuild();
  write("app/page.tsx", "two");
  expect(buildNeeded(root)).toBe(true);
  finishBuild();
  write("components/bar.tsx", "one");
  expect(buildNeeded(root)).toBe(true);
  finishBuild();
  rmSync(path.join(root, "components/bar.tsx"));
  expect(buildNeeded(root)).toBe(true);
});

it("is needed after the packages or the tables changed", () => {
  finishBuild();
  write("package-lock.json", "{}");
  expect(buildNeeded(root)).toBe(true);
  finishBuild();
  write("prisma/schema.prisma", "model Day {}");
  expect(buildNeeded(root)).toBe(true);
});

it("is not needed for a change of the scripts alone, which are no part of it", () => {
  finishBuild();
  write("lib/cli/start.ts", "two");
  expect(buildNeeded(root)).toBe(false);
});

it("is needed after one that was cut off", () => {
  finishBuild();
  rmSync(path.join(root, ".next/BUILD_ID"));
  expect(buildNeeded(root)).toBe(true);
});
