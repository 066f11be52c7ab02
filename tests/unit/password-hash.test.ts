import * as argon2 from "@node-rs/argon2";
import { afterEach, expect, it, vi } from "vitest";
import { hashPassword, matchesPassword, TooManyPasswords } from "@/lib/commands/password-hash";

// Each real check takes 64 MiB and tens of milliseconds; what is counted here is which checks are made.
vi.mock("@node-rs/argon2", { spy: true });
afterEach(() => vi.restoreAllMocks());

const costOf = (stored: string) => stored.split("$").slice(0, 4).join("$");

it("stores argon2id over 64 MiB in three passes, and knows the password again however it was composed", async () => {
  const stored = await hashPassword("кава з молоком, й чай");
  expect(costOf(stored)).toBe("$argon2id$v=19$m=65536,t=3,p=1");
  expect(await matchesPassword(stored, "кава з молоком, й чай".normalize("NFD"))).toBe(true);
  expect(await matchesPassword(stored, "кава з молоком, и чай")).toBe(false);
});

it("does the same work for somebody who does not exist, and never lets them in", async () => {
  const stored = await hashPassword("a password of length");
  const verify = vi.mocked(argon2.verify);
  verify.mockClear();
  await matchesPassword(stored, "x");
  expect(await matchesPassword(null, "x")).toBe(false);
  expect(verify).toHaveBeenCalledTimes(2);
  const [known, unknown] = verify.mock.calls.map(([hash]) => costOf(String(hash)));
  expect(unknown).toBe(known);
  verify.mockResolvedValueOnce(true);
  expect(await matchesPassword(null, "x")).toBe(false);
});

it("checks four passwords at once, lets a hundred wait, and refuses the rest", async () => {
  let running = 0;
  let most = 0;
  const doors: (() => void)[] = [];
  vi.mocked(argon2.verify).mockImplementation(async () => {
    most = Math.max(most, ++running);
    await new Promise<void>((open) => doors.push(open));
    running--;
    return true;
  });
  const checks = Array.from({ length: 110 }, () => matchesPassword("stored", "x").catch((error) => error));
  await vi.waitFor(() => expect(doors).toHaveLength(4));
  for (let served = 0; served < 104; served++) {
    await vi.waitFor(() => expect(doors.length).toBeGreaterThan(served));
    doors[served]!();
  }
  const answers = await Promise.all(checks);
  expect(answers.filter((answer) => answer === true)).toHaveLength(104);
  expect(answers.filter((answer) => answer instanceof TooManyPasswords)).toHaveLength(6);
  expect(most).toBe(4);
});
