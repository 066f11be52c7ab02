import { createHash, createPublicKey, verify } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILE_NAMES } from "@/lib/domain/files";
import { startServer, type TestServer } from "@/tests/support/server";

const SITE = "https://corridors.example.org";

describe("npm run export:site", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-mirror-"));
  let server: TestServer;
  let files: string[];

  beforeAll(async () => {
    const env = { SITE_URL: SITE, CHECKPOINT_KEY: Buffer.alloc(32, 7).toString("base64") };
    server = await startServer({ beginning: "seeded", env });
    await server.run("export-site", "--to", folder);
    files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("writes every page of the record in both languages, and all files", () => {
    for (const name of ["index.html", "en.html", "uk.html", "en/corridors/mariupol-to-zaporizhzhia.html"])
      expect(files).toContain(name);
    for (const name of FILE_NAMES) expect(files).toContain(`data/${name}.csv`);
    const pages = (locale: string) => files.filter((file) => file.startsWith(`${locale}/`) && file.endsWith(".html"));
    expect(pages("uk").map((file) => file.slice(3))).toEqual(pages("en").map((file) => file.slice(3)));
  });

  it("leaves no link that leads nowhere", () => {
    for (const file of files.filter((name) => name.endsWith(".html"))) {
      const html = readFileSync(path.join(folder, file), "utf8");
      const addresses = [...html.matchAll(/\s(?:href|src|action)="([^"#]*)/g)].map(([, to = ""]) => to).filter(Boolean);
      expect(addresses.length).toBeGreaterThan(0);
      for (const to of addresses)
        if (!/^(?:https?|mailto|data):/.test(to))
          expect(existsSync(path.join(folder, path.dirname(file), to)), `${to} in ${file}`).toBe(true);
    }
  });

  it("lists the checksum of every file", () => {
    const lines = readFileSync(path.join(folder, "SHA256SUMS"), "utf8").trim().split("\n");
    const listed = files.filter((file) => !file.startsWith("SHA256SUMS"));
    expect(lines.map((line) => line.slice(66)).sort()).toEqual(listed.sort());
    for (const line of lines) {
      const body = readFileSync(path.join(folder, line.slice(66)));
      expect(createHash("sha256").update(body).digest("hex")).toBe(line.slice(0, 64));
    }
  });

  it("signs that list with the key of the record", () => {
    const [list, signature] = ["SHA256SUMS", "SHA256SUMS.sig"].map((name) => readFileSync(path.join(folder, name)));
    const key = createPublicKey(readFileSync(path.join(folder, ".well-known/corridor-tracker/key.pem")));
    expect(verify(null, list as Buffer, key, signature as Buffer)).toBe(true);
    expect(files).toContain(".well-known/corridor-tracker/checkpoint");
  });

  it("writes into no folder that has something in it", async () => {
    writeFileSync(path.join(folder, "mine.txt"), "mine");
    await expect(server.run("export-site", "--to", folder)).rejects.toThrow("is not empty");
    rmSync(path.join(folder, "mine.txt"));
  });
});
