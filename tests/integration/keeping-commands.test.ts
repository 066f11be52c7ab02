import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { childEnvironment } from "@/lib/config";
import { headOfRevisions } from "@/tests/support/history";
import { layGround } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";
import { tamper } from "@/tests/support/tampering";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "keeping-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a script of lib/cli as npm does. */
function run(url: string, script: string, ...args: string[]) {
  const env = childEnvironment({ DATABASE_URL: url, BACKUP_KEY: Buffer.alloc(32, 7).toString("base64") });
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", `lib/cli/${script}.ts`, ...args], {
    env,
    encoding: "utf8",
  });
  return { status, said: stdout + stderr };
}

onEveryStore("the commands that keep the record", (fresh) => {
  it("say what they did, and end with code 1 where something does not fit", async () => {
    const store = await fresh();
    await layGround(store);
    const head = `11:${await headOfRevisions(store)}`;
    const backup = run(store.url, "backup", "--to", folder, "--keep", "1");
    expect(backup).toMatchObject({ status: 0, said: expect.stringContaining(`Head of the public chain: ${head}`) });
    const [name = ""] = readdirSync(folder);
    const restored = run(store.url, "restore", "--from", path.join(folder, name), "--to", `file:${folder}/there.db`);
    expect(restored).toMatchObject({ status: 0, said: expect.stringContaining("Everybody has to sign in again") });
    expect(restored.said).toContain(head);
    await tamper(store, `DELETE FROM "Revision" WHERE "seq" = 11`, `DELETE FROM "AuditLog" WHERE "seq" = 11`);
    const verified = run(store.url, "audit-verify", "--checkpoint", head);
    expect(verified).toMatchObject({ status: 1, said: expect.stringContaining("Link 11 is the checkpoint's") });
  }, 120_000);
});
