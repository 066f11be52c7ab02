import { execFileSync } from "node:child_process";
import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { childEnvironment } from "@/lib/config";
import { signingKey } from "@/lib/domain/checkpoint";
import { rowsOf } from "@/lib/ingest/csv";
import { printed } from "@/tests/support/data-docs";
import { itWith, python } from "@/tests/support/programs";
import { startServer, type TestServer } from "@/tests/support/server";

let server: TestServer;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tracker-checkpoint-"));
  const env = { CHECKPOINT_KEY: Buffer.alloc(32, 7).toString("base64") };
  server = await startServer({ beginning: "seeded", env });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs commands of the documentation, word for word; throws when one of them fails. */
const does = (having: string) => {
  writeFileSync(path.join(folder, "verify.py"), printed("python", 'head = "0" * 64'));
  const env = childEnvironment({ SITE: server.url });
  return execFileSync("bash", ["-e", "-o", "pipefail", "-c", printed("sh", having)], {
    cwd: folder,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
};

itWith(
  "python",
  "a stranger verifies a downloaded file against the signed head, with standard tools and the documentation alone",
  async () => {
    expect(does("> checkpoint")).toContain("the file is what was signed");
  },
);

itWith(
  "python",
  "a stranger verifies a downloaded archive with a key that was kept, and finds what was changed",
  async () => {
    const zip = path.join(folder, "corridor-tracker.zip");
    const get = async (address: string) => Buffer.from(await (await fetch(server.url + address)).arrayBuffer());
    writeFileSync(path.join(folder, "key.pem"), await get("/.well-known/corridor-tracker/key.pem"));
    writeFileSync(zip, await get("/data/corridor-tracker.zip"));
    expect(does("record/SHA256SUMS")).toContain("the archive is what was signed");

    // a day that held is made one that failed, as whoever packs the files anew would do it
    const forge = `import sys,zipfile
old = zipfile.ZipFile(sys.argv[1]); new = zipfile.ZipFile(sys.argv[2], "w")
for name in old.namelist():
    new.writestr(name, old.read(name).replace(b'"held"', b'"failed"') if name == "corridor-days.csv" else old.read(name))`;
    const forged = path.join(folder, "forged.zip");
    await python(forge, [zip, forged]);
    renameSync(forged, zip);
    const failed = expect.objectContaining({ stdout: expect.stringContaining("corridor-days.csv: FAILED") });
    expect(() => does("record/SHA256SUMS")).toThrow(failed);
  },
);

it("the command that docs/data.md gives for a download saves it under the name with its instant", () => {
  does("--remote-name");
  const names = readdirSync(folder).filter((name) => /^corridor-days-\d{4}-.*Z\.csv$/.test(name));
  expect(names).toHaveLength(1);
  expect(readFileSync(path.join(folder, names[0] ?? ""), "utf8")).toMatch(/^corridor_day,corridor,date/);
});

it("a changed head is not what was signed, and the feeds carry the same checkpoint", async () => {
  const get = (file: string) => fetch(server.url + file).then((answer) => answer.text());
  const text = await get("/.well-known/corridor-tracker/checkpoint");
  expect(text.split("\n").slice(0, 2)).toEqual(["corridor-tracker checkpoint 1", server.url]);
  expect(JSON.parse(await get("/feed.json"))._checkpoint).toBe(text);
  expect(await get("/feed.atom")).toContain(text.trimEnd());
  const [signed, key, signature] = ["signed", "key.pem", "signature"].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(signed, `${text.split("\n").slice(0, 5).join("\n").replace(/^\d+$/m, "9999")}\n`);
  writeFileSync(key, await get("/.well-known/corridor-tracker/key.pem"));
  writeFileSync(signature, Buffer.from(/^signature (.*)$/m.exec(text)?.[1] ?? "", "base64"));
  const openssl = ["pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", "-in", signed, "-sigfile", signature];
  expect(() => execFileSync("openssl", openssl, { stdio: "pipe" })).toThrow();
});

it("what was signed with a key that was changed since stays valid under it, and is found again in the chain", async () => {
  const before = await (await fetch(`${server.url}/.well-known/corridor-tracker/checkpoint`)).text();
  const env = { CHECKPOINT_KEY: Buffer.alloc(32, 8).toString("base64"), SITE_URL: server.url };
  const other = await startServer({ databaseUrl: server.databaseUrl, env });
  try {
    const get = (file: string) => fetch(other.url + file).then((answer) => answer.text());
    const after = await get("/.well-known/corridor-tracker/checkpoint");
    expect(after.split("\n").slice(0, 5)).toEqual(before.split("\n").slice(0, 5));
    expect(after).not.toBe(before);
    const [old, changed] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)].map((key) => signingKey(key.toString("base64")));
    const holds = (text: string, key: KeyObject | null | undefined) => {
      const [said = "", signature = ""] = text.split("\n\nsignature ");
      return key && verify(null, Buffer.from(`${said}\n`), createPublicKey(key), Buffer.from(signature, "base64"));
    };
    expect([holds(before, old), holds(before, changed)]).toEqual([true, false]);
    expect([holds(after, old), holds(after, changed)]).toEqual([false, true]);
    const [, , seq, hash] = before.split("\n");
    const row = rowsOf(await get("/data/revisions.csv")).find((each) => each.seq === seq);
    expect(row?.hash).toBe(hash);
  } finally {
    await other.stop();
  }
});
