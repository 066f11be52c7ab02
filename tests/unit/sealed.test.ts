import { expect, it } from "vitest";
import { seal, unseal } from "@/lib/data/sealed";

const SECRET = "27OVRJYTJ3DQXV4DQFII7DBSO6KEDWH3";

it("a sealed secret comes back to its owner and purpose alone, and differs each time", () => {
  const sealed = seal("totp", "olha", SECRET);
  expect(unseal("totp", "olha", sealed)).toBe(SECRET);
  expect(seal("totp", "olha", SECRET)).not.toBe(sealed);
  expect(sealed).not.toContain(SECRET);
  expect(unseal("totp", "taras", sealed)).toBeNull();
  expect(unseal("backup", "olha", sealed)).toBeNull();
});

it("a sealed secret that was changed or cut short is none", () => {
  const bytes = Buffer.from(seal("totp", "olha", SECRET), "base64url");
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at]! ^= 1;
    expect(unseal("totp", "olha", changed.toString("base64url"))).toBeNull();
  }
  for (const length of [0, 5, 12, 20, 27]) {
    expect(unseal("totp", "olha", bytes.subarray(0, length).toString("base64url"))).toBeNull();
  }
});
