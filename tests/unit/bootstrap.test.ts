import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { compilerNote, elapsed, fingerprint, Halt, installNeeded, nodeProblem, quietly } from "@/lib/cli/bootstrap.mjs";

const lock = {
  packages: {
    "": { version: "0.1.0" },
    "node_modules/next": { version: "16.4.5" },
    "node_modules/@next/swc-darwin-arm64": { version: "16.4.5", optional: true },
  },
};

describe("the version of Node", () => {
  it.each(["20.19.0", "20.20.2", "22.0.0", "24.1.0"])("%s is new enough", (version) => {
    expect(nodeProblem(version)).toBeNull();
  });

  it.each(["20.18.3", "18.20.0", "19.9.0"])("%s is refused with what is needed", (version) => {
    expect(nodeProblem(version)).toContain(`Node 20.19 or newer; this is Node ${version}`);
  });
});

describe("whether to install", () => {
  it("installs where there is nothing, or where npm was stopped half-way", () => {
    expect(installNeeded(lock, null)).toBe(true);
    expect(installNeeded(lock, {})).toBe(true);
  });

  it("leaves alone what is as the lock file says, without the packages of other platforms", () => {
    expect(installNeeded(lock, { packages: { "node_modules/next": { version: "16.4.5" } } })).toBe(false);
  });

  it("installs after the lock file changed: another version, or one package more", () => {
    expect(installNeeded(lock, { packages: { "node_modules/next": { version: "16.4.4" } } })).toBe(true);
    expect(installNeeded(lock, { packages: {} })).toBe(true);
  });

  it("installs when the version of a platform's package changed", () => {
    const installed = { "node_modules/next": { version: "16.4.5" } };
    const old = { ...installed, "node_modules/@next/swc-darwin-arm64": { version: "16.4.4" } };
    expect(installNeeded(lock, { packages: old })).toBe(true);
  });

  it("finds this very checkout complete", () => {
    const read = (file: string) => JSON.parse(readFileSync(file, "utf8"));
    expect(installNeeded(read("package-lock.json"), read("node_modules/.package-lock.json"))).toBe(false);
  });
});

it("names the tools that a compilation needs, and the one line that brings them", () => {
  const note = compilerNote(["make", "g++"]);
  expect(note).toContain("missing: make, g++");
  expect(note).toContain("sudo apt-get install -y python3 make g++");
});

describe("a fingerprint", () => {
  it("changes with the content of a file, with its name, and when it comes or goes", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "fingerprint-"));
    writeFileSync(path.join(folder, "a"), "1");
    const before = fingerprint(["a", "b"], folder);
    expect(fingerprint(["a", "b"], folder)).toBe(before);
    expect(fingerprint(["a", "c"], folder)).not.toBe(before);
    writeFileSync(path.join(folder, "b"), "2");
    const both = fingerprint(["a", "b"], folder);
    expect(both).not.toBe(before);
    writeFileSync(path.join(folder, "a"), "3");
    expect(fingerprint(["a", "b"], folder)).not.toBe(both);
    rmSync(folder, { recursive: true });
  });
});

it("tells how long a step took", () => {
  expect(elapsed(performance.now() - 1234)).toBe("1.2 s");
  expect(elapsed(performance.now() - 125_000)).toBe("2 min 05 s");
  expect(elapsed(performance.now() - 119_700)).toBe("2 min 00 s");
});

describe("a program that runs quietly", () => {
  it("returns what it printed", async () => {
    expect(await quietly(process.execPath, ["-e", "console.log('made')"])).toBe("made\n");
  });

  it("shows what it printed when it fails, with the way it failed", async () => {
    const failing = quietly(process.execPath, ["-e", "console.error('no room'); process.exit(3)"]);
    await expect(failing).rejects.toThrow(Halt);
    await expect(failing).rejects.toThrow(/no room[\s\S]*exit code 3/);
  });
});
