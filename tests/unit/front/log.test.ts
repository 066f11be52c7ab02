import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { kindOf, told } from "@/lib/front/log";

describe("what an error says", () => {
  it("is kept where it says what and where, and left out where it may be what somebody typed", () => {
    const text = [
      "PrismaClientValidationError: Invalid `tx.claim.create()` invocation in",
      "  data: {",
      '    summaryEn: "A name that nobody may know"',
      "  }",
      "    at saveClaims (lib/commands/claims.ts:12:3)",
      "  code: 'P2002',",
    ].join("\n");
    expect(told(text).split("\n")).toEqual([
      "PrismaClientValidationError: Invalid `tx.claim.create()` invocation in",
      "    at saveClaims (lib/commands/claims.ts:12:3)",
      "  code: 'P2002',",
    ]);
  });

  it.each([
    ["connect failed: postgresql://tracker:geheim@db.example/tracker", "geheim"],
    ["no mailbox somebody@example.org", "somebody"],
    ["read ECONNRESET 203.0.113.9", "203.0.113.9"],
    ["read ECONNRESET 2001:db8:0:1::7", "2001:db8"],
    ["bad link Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4", "Zm9v"],
  ])("has neither addresses nor keys: %s", (text, secret) => {
    expect(told(text)).not.toContain(secret);
    expect(told(text)).toContain(text.slice(0, 7));
  });

  it("is cut where it would not end, and names this machine", () => {
    expect(told("x y ".repeat(10_000)).length).toBeLessThan(5_000);
    expect(told("connect ECONNREFUSED 127.0.0.1:5432")).toBe("connect ECONNREFUSED 127.0.0.1:5432");
  });
});

describe("the kind of an address", () => {
  it.each([
    ["/en/corridors/mariupol-to-zaporizhzhia/2022-03-14", "/en/corridors/*/*"],
    ["/uk/link/BG_XfcfXthqFsIIbOy_rdI6PUZ9JkK7IYgmFopPHveY", "/uk/link/*"],
    ["/en/records?q=somebody", "/en/records"],
    ["/api/v1/claims/c-1/revisions", "/api/v1/claims/*/revisions"],
    ["/%2e%2e/secret", "/*/*"],
    ["/", "/"],
  ])("%s is %s", (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });

  it("names every folder of the routes, so that one can tell them apart", () => {
    const folders = readdirSync("app", { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const words = new Set(folders.filter((name) => /^[a-z.][\w.-]*$/.test(name)));
    expect(words.size).toBeGreaterThan(50);
    expect([...words].filter((word) => kindOf(`/${word}`) === "/*")).toEqual([]);
  });
});
