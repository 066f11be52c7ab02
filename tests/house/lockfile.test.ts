import { describe, expect, it } from "vitest";
import { filesIn, isCode, read, withoutComments } from "@/tests/support/code";

type Locked = {
  version?: string;
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  link?: boolean;
  optional?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
};
type Manifest = {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

const manifest = JSON.parse(read("package.json")) as Manifest;
const packages = (JSON.parse(read("package-lock.json")) as { packages: Record<string, Locked> }).packages;
const named = { ...manifest.dependencies, ...manifest.devDependencies };

/** Where Node finds `name` for a package at `from`: in its own folder, or in one further up. */
function found(from: string, name: string): Locked | undefined {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, "")) {
    const at = packages[`${folder ? `${folder}/` : ""}node_modules/${name}`];
    if (at || folder === "") return at;
  }
}

describe("the lock file", () => {
  it("is whole: every dependency of every package is in it, those of other platforms included", () => {
    expect(Object.keys(packages).length).toBeGreaterThan(400);
    const missing = Object.entries(packages).flatMap(([from, locked]) => {
      const peers = Object.keys(locked.peerDependencies ?? {}).filter(
        (name) => !locked.peerDependenciesMeta?.[name]?.optional,
      );
      const own = from === "" ? named : { ...locked.dependencies, ...locked.optionalDependencies };
      return [...Object.keys(own), ...peers].filter((name) => !found(from, name)).map((name) => `${from} → ${name}`);
    });
    expect(missing).toEqual([]);
  });

  it("has one binary package for every platform that its maker names", () => {
    const makers = [
      "next",
      "@biomejs/biome",
      "@tailwindcss/oxide",
      "@node-rs/argon2",
      "esbuild",
      "rolldown",
      "lightningcss",
    ];
    for (const maker of makers) {
      const locked = packages[`node_modules/${maker}`];
      const platforms = Object.entries(locked?.optionalDependencies ?? {}).filter(
        ([, version]) => version === locked?.version,
      );
      expect(platforms.length, maker).toBeGreaterThan(5);
      for (const [name, version] of platforms)
        expect(found(`node_modules/${maker}`, name)?.version, name).toBe(version);
    }
  });

  it("can be checked byte by byte, and names no host", () => {
    const loose = Object.entries(packages).filter(([path, { integrity, link }]) => path !== "" && !integrity && !link);
    expect(loose.map(([path]) => path)).toEqual([]);
    expect(read(".npmrc")).toMatch(/^omit-lockfile-registry-resolved=true$/m);
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  it("agrees with package.json, which names exact versions", () => {
    for (const [name, version] of Object.entries(named)) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect(packages[`node_modules/${name}`]?.version, name).toBe(version);
    }
    const root = packages[""];
    expect({ ...root?.dependencies, ...(root as { devDependencies?: object }).devDependencies }).toEqual(named);
  });

  it("keeps together what only works together", () => {
    const prisma = [
      "prisma",
      "@prisma/client",
      "@prisma/adapter-pg",
      "@prisma/adapter-better-sqlite3",
      "@prisma/driver-adapter-utils",
    ];
    expect(new Set(prisma.map((name) => named[name])).size).toBe(1);
    expect(named["@prisma/schema-engine-wasm"]).toMatch(new RegExp(`^${named.prisma}-`));
    expect(named.react).toBe(named["react-dom"]);
    expect(named.tailwindcss).toBe(named["@tailwindcss/postcss"]);
    expect(named.vitest).toBe(named["@vitest/coverage-v8"]);
  });
});

describe("what runs when it is installed", () => {
  it("is better-sqlite3 and nothing else", () => {
    const allowed = Object.entries(manifest.allowScripts).filter(([, allow]) => allow);
    expect(allowed.map(([name]) => name)).toEqual(["better-sqlite3"]);
  });

  it("is decided for every package that would run something", () => {
    const scripts = Object.entries(packages).filter(
      ([, { hasInstallScript, optional }]) => hasInstallScript && !optional,
    );
    const names = scripts.map(([path]) => path.replace(/^.*node_modules\//, ""));
    expect(names).toContain("better-sqlite3");
    expect(names.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
  });
});

describe("what stays off", () => {
  it("Next's cache components, where most of its advisories are", () => {
    const code = filesIn().filter((file) => isCode(file) && !file.startsWith("tests/house/"));
    const on = /\bcacheComponents\b|\buseCache\b|["']use cache|\bcacheLife\b|\bcacheTag\b|from ["']next\/image["']/;
    expect(code.filter((file) => on.test(withoutComments(read(file))))).toEqual([]);
  });

  it("the type of package that breaks the server's modules", () => {
    expect(JSON.parse(read("package.json")).type).toBe("module");
  });
});
