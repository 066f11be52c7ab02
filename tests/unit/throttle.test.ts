import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Client, networkOf } from "@/lib/auth/client";
import { csrfTokenOf, newCsrfCookie } from "@/lib/auth/csrf";
import { knownDevice, markDevice } from "@/lib/auth/devices";
import { deskPolicy } from "@/lib/auth/door";
import { isOwnOrigin } from "@/lib/auth/origin";
import { openThrottle, type Throttle } from "@/lib/auth/throttle";

const home: Client = { network: "192.0.2.0/24", device: null };
const away = (n: number): Client => ({ network: `198.51.${n}.0/24`, device: null });
let throttle: Throttle;
const tries = async (times: number, name: string, client = home) => {
  const answers = [];
  for (let i = 0; i < times; i++) answers.push((await throttle.admit("password", name, client)).ok);
  return answers.filter(Boolean).length;
};

describe("attempts", () => {
  beforeEach(() => {
    throttle = openThrottle("file:/nowhere/tracker.db", "0123456789abcdef".repeat(4));
  });

  it("are ten for one name from one network in a quarter of an hour, also at the same time", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => throttle.admit("password", "olha", home)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    const refused = await throttle.admit("password", "olha", home);
    expect(refused.ok || refused.retryAfter).toBeGreaterThan(14 * 60);
    expect(await tries(1, "taras")).toBe(1);
    expect(await tries(1, "olha", away(1))).toBe(1);
    vi.useFakeTimers({ now: Date.now() + 15 * 60_000 });
    expect(await tries(1, "olha")).toBe(1);
    vi.useRealTimers();
  });

  it("are given back when one succeeds", async () => {
    for (let i = 0; i < 40; i++) {
      const admission = await throttle.admit("password", "olha", home);
      expect(admission.ok).toBe(true);
      if (admission.ok) await admission.forgive();
    }
  });

  it("are not counted for a name, nor the name kept, where its network has none left", async () => {
    vi.useFakeTimers();
    for (let n = 0; n < 60; n++) await tries(1, `person-${n}`);
    vi.advanceTimersByTime(14 * 60_000);
    expect(await tries(20, "olha")).toBe(0);
    vi.advanceTimersByTime(61_000);
    expect(await tries(20, "olha")).toBe(10);
    vi.useRealTimers();
  });

  it("are sixty for all names together from one network", async () => {
    let admitted = 0;
    for (let i = 0; i < 100; i++) admitted += await tries(1, `name${i}`);
    expect(admitted).toBe(60);
  });

  it("of strangers with many networks end at a hundred in an hour, and never shut the owner's own browser out", async () => {
    let admitted = 0;
    for (let n = 0; n < 30; n++) admitted += await tries(10, "olha", away(n));
    expect(admitted).toBe(100);
    expect(await tries(1, "olha", away(99))).toBe(0);
    expect(await tries(20, "olha", { network: away(1).network, device: "known" })).toBe(10);
  });

  it("on passwords and on codes are counted apart", async () => {
    expect(await tries(11, "olha")).toBe(10);
    expect((await throttle.admit("code", "olha", home)).ok).toBe(true);
  });
});

it("a network is what one household or office gets, by the proxy's own word", () => {
  expect(networkOf("192.0.2.77")).toBe("192.0.2.0/24");
  expect(networkOf("::ffff:192.0.2.77")).toBe("192.0.2.0/24");
  expect(networkOf("6.6.6.6, 192.0.2.77")).toBe("192.0.2.0/24");
  expect(networkOf("2001:db8:1:2::3")).toBe("2001:db8:1::/48");
  expect(networkOf("2001:0DB8:0001:ffff:0:0:0:9")).toBe("2001:db8:1::/48");
  expect(networkOf("::1")).toBe("0:0:0::/48");
  for (const text of [null, "", "unknown", "1:2:3", "1::2::3", "x".repeat(500)])
    expect(networkOf(text)).toBe("unknown");
});

it("a known browser is known for one name, by a mark that only this site can make", () => {
  const mark = markDevice("olha");
  const device = knownDevice(mark, "olha");
  expect(device).toBeTruthy();
  expect(markDevice("olha")).not.toBe(mark);
  expect(knownDevice(mark, "taras")).toBeNull();
  for (const text of [undefined, "", ".", `${device}.`, `x${mark}`, `${mark}.x`]) {
    expect(knownDevice(text, "olha")).toBeNull();
  }
});

it("a form's token comes from a cookie that was made here", () => {
  const cookie = newCsrfCookie();
  expect(csrfTokenOf(cookie)).toBe(cookie.split("|")[0]);
  for (const text of [undefined, "", "|", `${"f".repeat(64)}|${"f".repeat(64)}`, `${cookie}|`]) {
    expect(csrfTokenOf(text)).toBeNull();
  }
});

it("forms are taken from the site's own origins only, whatever else the request says", () => {
  const own = ["http://localhost:3000", "http://127.0.0.1:3000"];
  for (const origin of own) expect(isOwnOrigin(origin, own)).toBe(true);
  for (const origin of [null, "null", "", "http://localhost", "https://localhost:3000", "http://localhost:3000.evil"]) {
    expect(isOwnOrigin(origin, own)).toBe(false);
  }
});

it("the desk's policy lets no script run that is not ours, and nothing unsafe in production", () => {
  const policy = deskPolicy("N", true);
  expect(policy).toContain("default-src 'none'; script-src 'self' 'nonce-N'; style-src 'self' 'nonce-N';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");
});
