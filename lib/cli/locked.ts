import { readFileSync } from "node:fs";
import path from "node:path";

/** A package as the lock file pins it. */
export type Locked = {
  name: string;
  version: string;
  /** SPDX expression; "" where the package names none. */
  licence: string;
  /** Base64 of its SHA-512. */
  sha512: string;
  /** Needed to build and test only. */
  dev: boolean;
  /** Of one platform only, or not needed. */
  optional: boolean;
};

type Entry = {
  version?: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  devOptional?: boolean;
  optional?: boolean;
};

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Every package of package-lock.json, each version once, in the order of names. */
export function lockedPackages(root = process.cwd()): Locked[] {
  const { packages } = JSON.parse(readFileSync(path.join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, Entry>;
  };
  const found = new Map<string, Locked>();
  for (const [place, entry] of Object.entries(packages)) {
    if (place === "") continue;
    const name = place.replace(/^.*node_modules\//, "");
    const key = `${name}@${entry.version}`;
    const before = found.get(key);
    const dev = (entry.dev ?? entry.devOptional ?? false) && (before?.dev ?? true);
    found.set(key, {
      name,
      version: entry.version ?? "",
      licence: entry.license ?? "",
      sha512: entry.integrity?.replace(/^sha512-/, "") ?? "",
      dev,
      optional: (entry.optional ?? false) && (before?.optional ?? true),
    });
  }
  return [...found.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
}
