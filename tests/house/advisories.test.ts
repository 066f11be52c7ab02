import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { lockedPackages } from "@/lib/cli/locked";

/**
 * The lowest version of each package in which everything that was published against it is mended, as far as it is known here;
 * `in` names the advisory that set it. A registry that answers `npm audit` knows more: this is what holds without one.
 */
const FLOORS: Record<string, { lowest: string; in: string }> = {
  next: {
    lowest: "16.4.6",
    in: "those of 16.4.5 about cacheComponents; CVE-2025-29927, CVE-2025-66478, CVE-2025-55183",
  },
  react: { lowest: "19.2.3", in: "CVE-2025-55182, CVE-2025-55184, CVE-2025-67779" },
  "react-dom": { lowest: "19.2.3", in: "CVE-2025-55182" },
  "next-auth": { lowest: "4.24.12", in: "GHSA-5jpx-9hw9-2fx4" },
  jose: { lowest: "4.15.5", in: "CVE-2024-28176" },
  cookie: { lowest: "0.7.0", in: "CVE-2024-47764" },
  preact: { lowest: "10.28.2", in: "CVE-2026-22028" },
  nanoid: { lowest: "3.3.8", in: "CVE-2024-55565" },
  postcss: { lowest: "8.4.31", in: "CVE-2023-44270" },
  sharp: { lowest: "0.32.6", in: "CVE-2023-4863" },
  diff: { lowest: "8.0.3", in: "CVE-2026-24001" },
  "d3-color": { lowest: "3.1.0", in: "GHSA-36jr-mh4h-2g58" },
  valibot: { lowest: "1.2.0", in: "CVE-2025-66020" },
  lodash: { lowest: "4.17.21", in: "CVE-2021-23337" },
  "cross-spawn": { lowest: "7.0.5", in: "CVE-2024-21538" },
  semver: { lowest: "7.5.2", in: "CVE-2022-25883" },
  mysql2: { lowest: "3.9.8", in: "CVE-2024-21508, CVE-2024-21511" },
  "@babel/runtime": { lowest: "7.26.10", in: "CVE-2025-27789" },
  esbuild: { lowest: "0.25.0", in: "GHSA-67mh-4wv8-2f99" },
  vite: { lowest: "7.1.11", in: "CVE-2025-62522" },
  vitest: { lowest: "3.0.5", in: "CVE-2025-24964" },
  "form-data": { lowest: "4.0.4", in: "CVE-2025-7783" },
};

/** Versions below a floor that are kept all the same, and why they do no harm here. Void as soon as the version changes. */
const EXCEPTIONS: Record<string, string> = {
  "next@16.4.5":
    "16.4.6 locks incompletely; what it mends is in cacheComponents, which tests/house/lockfile.test.ts keeps off",
};

const parts = (version: string) => version.split(/[.+-]/).slice(0, 3).map(Number);
/** Whether a version is below another; what follows a hyphen is below the version itself. */
function below(version: string, lowest: string): boolean {
  const [a, b] = [parts(version), parts(lowest)];
  for (const [i, part] of a.entries()) if (part !== b[i]) return part < (b[i] ?? 0);
  return version.includes("-") && !lowest.includes("-");
}

describe("what is installed", () => {
  const locked = lockedPackages();

  it("is nowhere below the version in which known advisories are mended, but where a reason stands here", () => {
    const low = locked.flatMap(({ name, version }) => {
      const floor = FLOORS[name];
      return floor && below(version, floor.lowest) ? [`${name}@${version}`] : [];
    });
    expect(low.sort()).toEqual(Object.keys(EXCEPTIONS).sort());
  });

  it("has every package that a floor is about: a floor without one is taken away", () => {
    const names = new Set(locked.map(({ name }) => name));
    expect(Object.keys(FLOORS).filter((name) => !names.has(name))).toEqual([]);
  });

  it("compares versions as numbers", () => {
    expect(below("3.3.8", "3.3.20")).toBe(true);
    expect(below("3.10.0", "3.9.8")).toBe(false);
    expect(below("8.0.0-rc.1", "8.0.0")).toBe(true);
    expect(below("8.0.0", "8.0.0")).toBe(false);
  });
});

/** Under which others may pass our code on together with theirs, or use it to build ours; each was looked at. */
const LICENCES = new Set([
  ...["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "Unlicense", "BlueOak-1.0.0", "OFL-1.1"],
  ...[
    "CC-BY-4.0",
    "MIT OR Apache-2.0",
    "(MIT OR WTFPL)",
    "(BSD-2-Clause OR MIT OR Apache-2.0)",
    "(MIT AND Zlib)",
    "MIT and ISC",
  ],
  // used whole and unchanged: lightningcss and axe; elkjs, of Prisma's own studio, which nothing here loads
  ...["MPL-2.0", "EPL-2.0"],
  // libvips of sharp, which next brings along and nothing here loads
  ...["LGPL-3.0-or-later", "Apache-2.0 AND LGPL-3.0-or-later", "Apache-2.0 AND LGPL-3.0-or-later AND MIT"],
]);

/** Packages that name none in their description, and what their own LICENSE says. */
const UNNAMED: Record<string, string> = { "seq-queue": "MIT, in its LICENSE" };

describe("the software bill of materials", () => {
  it("names every package with version, digest and licence, and is the same whenever it is made", () => {
    const make = () => execFileSync(process.execPath, ["--import", "tsx", "lib/cli/sbom.ts"], { encoding: "utf8" });
    const text = make();
    expect(make()).toBe(text);
    const { components } = JSON.parse(text) as { components: { purl: string; hashes: { content: string }[] }[] };
    expect(new Set(components.map(({ purl }) => purl)).size).toBe(lockedPackages().length);
    expect(components.filter(({ hashes }) => !/^[0-9a-f]{128}$/.test(hashes[0]?.content ?? ""))).toEqual([]);
    expect(text).not.toMatch(/timestamp|serialNumber/);
  });
});

describe("licences", () => {
  it("of everything that is installed are known, and among those that were looked at", () => {
    const others = lockedPackages().filter(({ name, licence }) => !LICENCES.has(licence) && !UNNAMED[name]);
    expect(others.map(({ name, licence }) => `${name}: ${licence}`)).toEqual([]);
  });
});
