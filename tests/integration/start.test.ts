import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { requireFreePorts } from "@/lib/cli/serving";
import { childEnvironment } from "@/lib/config";

const PROJECT = path.resolve(import.meta.dirname, "../..");
const SECRET = "0123456789abcdefghijklmnopqrstuv";
let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "start-"));
  for (const name of ["node_modules", "prisma", "package.json"]) {
    symlinkSync(path.join(PROJECT, name), path.join(root, name));
  }
});
afterEach(() => rmSync(root, { recursive: true }));

/** Runs `npm start`'s script in a project without a build; it has to end by itself. */
function start(environment: Record<string, string | undefined>): { code: number | null; said: string } {
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", path.join(PROJECT, "lib/cli/start.ts")], {
    cwd: root,
    encoding: "utf8",
    env: childEnvironment({
      DATABASE_URL: undefined,
      NEXTAUTH_SECRET: SECRET,
      SITE_URL: undefined,
      TSX_TSCONFIG_PATH: path.join(PROJECT, "tsconfig.json"),
      ...environment,
    }),
  });
  return { code: status, said: stderr };
}

describe("npm start", () => {
  it("refuses every mistake of the environment by its name", () => {
    const { code, said } = start({ NEXTAUTH_SECRET: undefined, PORT: "x", SITE_URL: "http://corridors.example.org" });
    expect(code).toBe(1);
    expect(said.match(/^✗ \w+/gm)).toEqual(["✗ PORT", "✗ SITE_URL", "✗ NEXTAUTH_SECRET"]);
  });

  it("refuses where nothing was built", () => {
    expect(start({})).toEqual({ code: 1, said: "✗ There is no build yet; run: npm run build\n" });
  });

  it("refuses tables that are not up to date, and changes nothing about them", () => {
    mkdirSync(path.join(root, ".next"));
    writeFileSync(path.join(root, ".next/BUILD_ID"), "id");
    const { code, said } = start({ DATABASE_URL: "file:./none/tracker.db" });
    expect(code).toBe(1);
    expect(said).toMatch(/^✗ The tables are not up to date \(\d+ to apply\); back up, then run: npm run db:migrate\n$/);
    expect(existsSync(path.join(root, "none"))).toBe(false);
  });
});

describe("the port", () => {
  it("that is taken is told in one sentence, before anything long begins", async () => {
    const other = net.createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as net.AddressInfo;
    await expect(requireFreePorts({ host: "127.0.0.1", port, deskListen: null, metricsListen: null })).rejects.toThrow(
      `Port ${port} is taken by another program`,
    );
    await new Promise((resolve) => other.close(resolve));
    await expect(
      requireFreePorts({ host: "127.0.0.1", port, deskListen: null, metricsListen: null }),
    ).resolves.toBeUndefined();
  });

  it("can't be listened on at an address of another machine", async () => {
    await expect(
      requireFreePorts({ host: "192.0.2.1", port: 4139, deskListen: null, metricsListen: null }),
    ).rejects.toThrow("no address of this machine");
  });
});
