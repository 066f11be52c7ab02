import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fingerprint, quietly, step } from "@/lib/cli/bootstrap.mjs";
import { childEnvironment } from "@/lib/config";

const FOLDERS = ["app", "components", "lib", "public"];
const FILES = [
  "next.config.js",
  "no-cache.mjs",
  "package-lock.json",
  "package.json",
  "prisma/schema.prisma",
  "proxy.ts",
  "tsconfig.json",
];
const STAMP = ".next/built-from";

/** Next's command line, started by Node itself so that signals reach it. */
export const NEXT = "node_modules/next/dist/bin/next";

/** What the build is made from: changes with the content, name or number of its files. The scripts here are no part. */
function sourcesFingerprint(root: string): string {
  const scripts = path.join("lib", "cli") + path.sep;
  const found = FOLDERS.filter((folder) => existsSync(path.join(root, folder))).flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .filter((file) => !file.startsWith(scripts)),
  );
  return fingerprint([...FILES, ...found].sort(), root);
}

/** Whether there is a finished build, of whatever sources. */
export function built(root: string): boolean {
  return existsSync(path.join(root, ".next/BUILD_ID"));
}

/** Whether the last build is missing, was cut off, or is of other sources than those that lie here. */
export function buildNeeded(root: string): boolean {
  const stamp = path.join(root, STAMP);
  return !built(root) || !existsSync(stamp) || readFileSync(stamp, "utf8") !== sourcesFingerprint(root);
}

/** Notes that what lies in .next was built from the sources as they are. */
export function stampBuild(root: string): void {
  writeFileSync(path.join(root, STAMP), sourcesFingerprint(root));
}

/** Builds the pages, shown as one step. */
export async function build(root: string): Promise<void> {
  rmSync(path.join(root, STAMP), { force: true });
  const env = childEnvironment({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  await step("Building the pages", () => quietly(process.execPath, [NEXT, "build"], { env }));
  stampBuild(root);
}
