import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deviceOf } from "@/lib/domain/devices";
import { PASSPHRASE_BYTES, passphrase, passwordProblem } from "@/lib/domain/passwords";
import { lookOf, newPersonName, personName } from "@/lib/domain/people";
import { RECOVERY_ALPHABET, recoveryCode, typedCode } from "@/lib/domain/second-factor";
import { type SessionOwner, type SessionRow, sessionStanding } from "@/lib/domain/sessions";

describe("a password", () => {
  const code = (password: string, name = "olha") => passwordProblem(password, name)?.code;

  it("has at least 15 and at most 256 characters, whatever they are", () => {
    expect(code("fourteen chars")).toBe("password_short");
    expect(code("fifteen  chars!")).toBeUndefined();
    expect(code("довгий пароль так")).toBeUndefined();
    expect(code("🕊🚌🕊🚌🕊🚌🕊")).toBe("password_short");
    expect(code("ab".repeat(128))).toBeUndefined();
    expect(code(`${"ab".repeat(128)}c`)).toBe("password_long");
  });

  it("is neither one character over and over nor the name over and over", () => {
    expect(code("a".repeat(20))).toBe("password_same");
    expect(code("Olha Olha-olha OLHA")).toBe("password_name");
    expect(code("Olha Olha-olha bus")).toBeUndefined();
    expect(code("olha olha olha olha", "")).toBeUndefined();
  });

  it("that the form offers is always good enough, and another one for other bytes", () => {
    const bytes = fc.uint8Array({ minLength: PASSPHRASE_BYTES, maxLength: PASSPHRASE_BYTES });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        expect(passwordProblem(passphrase(a), "olha")).toBeNull();
        expect(passphrase(a) === passphrase(b)).toBe(a.every((byte, i) => byte === b[i]));
      }),
    );
    expect(passphrase(new Uint8Array([127, 0, 0, 1, 63, 84, 220, 193, 0, 0]))).toBe("lusab-babad-gutih-tugad-babab");
  });
});

describe("a name", () => {
  const name = (typed: string) => personName.safeParse(typed).data;

  it("is kept in lower case, in one alphabet, without spaces", () => {
    expect(name(" Olha_1 ")).toBe("olha_1");
    expect(name("Ольга-Київ")).toBe("ольга-київ");
    for (const typed of ["", "o", "olhа (mixed)", "о1hа", "a b", "a@b", "x".repeat(41)]) {
      expect(name(typed)).toBeUndefined();
    }
  });

  it("is chosen from letters that are what they look like", () => {
    const chosen = (typed: string) => newPersonName.safeParse(typed).success;
    for (const typed of ["olha", "zoé_1", "strauß", "ольга", "ґанна-ї"]) expect(chosen(typed), typed).toBe(true);
    for (const typed of ["bｏss", "ʙoss", "boꜱs", "ɑdmin"]) expect(chosen(typed), typed).toBe(false);
  });

  it("looks like another one whatever the alphabet, the marks and the digits in it", () => {
    for (const typed of ["bóss", "b0ss", "boss"]) expect(lookOf(typed)).toBe("boss");
    expect(lookOf("сорі")).toBe(lookOf("copi"));
    expect(lookOf("ольга")).not.toBe(lookOf("olga"));
  });
});

describe("a session", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  const row: SessionRow = { createdAt: ago(5), lastSeenAt: ago(1), revokedAt: null, secondFactorAt: null };
  const owner: SessionOwner = { role: "admin", disabledAt: null, passwordHash: "x", totpConfirmedAt: null };

  it("of an administrator without a second factor is good for setting one up, wherever others can reach the site", () => {
    expect(sessionStanding(row, owner, now, true)).toBe("open");
    expect(sessionStanding(row, owner, now, false)).toBe("setup");
    expect(sessionStanding(row, { ...owner, role: "editor" }, now, false)).toBe("open");
  });

  it("of an editor likewise, where the settings ask editors for one", () => {
    const standing = (role: string, loopback: boolean) =>
      sessionStanding(row, { ...owner, role }, now, loopback, "editors");
    expect([standing("editor", false), standing("admin", false)]).toEqual(["setup", "setup"]);
    expect([standing("editor", true), standing("contributor", false)]).toEqual(["open", "open"]);
  });

  it("waits for the code of whoever has a second factor, on every site", () => {
    const withFactor = { ...owner, role: "contributor", totpConfirmedAt: ago(100) };
    expect(sessionStanding(row, withFactor, now, true)).toBe("code");
    expect(sessionStanding({ ...row, createdAt: ago(10) }, withFactor, now, true)).toBe("ended");
    expect(sessionStanding({ ...row, secondFactorAt: ago(2) }, withFactor, now, true)).toBe("open");
  });

  it("is over when revoked, idle for 30 minutes, 12 hours old, or its person is shut out", () => {
    expect(sessionStanding({ ...row, revokedAt: ago(1) }, owner, now, true)).toBe("ended");
    expect(sessionStanding({ ...row, lastSeenAt: ago(30) }, owner, now, true)).toBe("ended");
    expect(sessionStanding({ ...row, createdAt: ago(720) }, owner, now, true)).toBe("ended");
    expect(sessionStanding(row, { ...owner, disabledAt: ago(1) }, now, true)).toBe("ended");
    expect(sessionStanding(row, { ...owner, passwordHash: null }, now, true)).toBe("ended");
  });
});

describe("a code", () => {
  it("is known as the authenticator's or a recovery code, whatever is typed between its characters", () => {
    expect(typedCode(" 123 456 ")).toEqual({ kind: "totp", code: "123456" });
    expect(typedCode("１２３４５６")).toEqual({ kind: "totp", code: "123456" });
    expect(typedCode("ABCDE–fghjk")).toEqual({ kind: "recovery", code: "abcdefghjk" });
    for (const text of ["", "12345", "1234567", "abcde", "<script>"]) expect(typedCode(text)).toBeNull();
  });

  it("for recovery is read back as it was shown", () => {
    expect(recoveryCode((below) => below - 1)).toBe("99999-99999");
    expect(typedCode(recoveryCode(() => 0))).toEqual({ kind: "recovery", code: "aaaaaaaaaa" });
    expect(RECOVERY_ALPHABET).not.toMatch(/[ilou01]/);
  });
});

it("a device is told in words that hold no version and no model", () => {
  const chrome =
    "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36";
  expect(deviceOf(chrome)).toBe("Chrome, Android");
  expect(deviceOf("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0")).toBe(
    "Firefox, Windows",
  );
  const edge =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0";
  expect(deviceOf(edge)).toBe("Edge, macOS");
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1 Version/18.1 Mobile/15E148 Safari/604.1";
  expect(deviceOf(iphone)).toBe("Safari, iOS");
  expect(deviceOf("curl/8.5")).toBe("");
});
