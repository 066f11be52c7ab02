import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { childEnvironment } from "@/lib/config";
import { itWithPython } from "@/tests/support/python";
import { startServer, type TestServer } from "@/tests/support/server";

const DOC = readFileSync("docs/data.md", "utf8");
const programs = [...DOC.matchAll(/^```python\n(.*?)^```/gms)].map(([, text]) => text as string);
const commands = [...DOC.matchAll(/^```sh\n(.*?)^```/gms)].map(([, text]) => text as string);

let server: TestServer;
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "tracker-checkpoint-"));
  const env = { CHECKPOINT_KEY: Buffer.alloc(32, 7).toString("base64") };
  server = await startServer({ seed: true, env });
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the commands that the documentation gives, word for word. */
const verify = () => {
  const script = commands.find((text) => text.includes("checkpoint")) ?? "exit 9";
  writeFileSync(path.join(folder, "verify.py"), programs.at(-1) ?? "");
  const env = childEnvironment({ SITE: server.url });
  return execFileSync("bash", ["-e", "-c", script], {
    cwd: folder,
    env,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
};

itWithPython(
  "a stranger verifies a downloaded file against the signed head, with standard tools and the documentation alone",
  async () => {
    expect(verify()).toContain("the file is what was signed");
  },
);

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
