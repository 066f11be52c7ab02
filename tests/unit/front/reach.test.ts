import { describe, expect, it } from "vitest";
import { SHOWN_STATUSES } from "@/lib/domain/vocabulary";
import { headersOf } from "@/lib/front/reach";
import { deskUnavailable, unavailable } from "@/lib/front/unavailable";
import { translator } from "@/lib/i18n/messages";

describe("how far from this site an answer may be used", () => {
  it("frames may stand in any page, and nothing else in one", () => {
    for (const path of ["/en/embed/a-to-b", "/uk/embed/a-to-b"]) {
      const headers = headersOf(path);
      expect(headers["content-security-policy"]).toMatch(/frame-ancestors \*$/);
      expect(headers["content-security-policy"]).toContain("default-src 'none'; script-src 'self'");
      expect(headers).not.toHaveProperty("x-frame-options");
    }
    const others = [
      "/en",
      "/en/data",
      "/en/corridors/embed",
      "/en/missing",
      "/feed.atom",
      "/corridors/embed/badge.svg",
    ];
    for (const path of others) {
      expect(headersOf(path)["content-security-policy"]).toMatch(/frame-ancestors 'none'$/);
      expect(headersOf(path)["x-frame-options"]).toBe("DENY");
    }
  });

  it("pictures may be shown and feeds read by any page, pages of ours by none", () => {
    for (const path of ["/corridors/a-to-b/badge.svg", "/en/picture.png", "/feed.json"])
      expect(headersOf(path)["cross-origin-resource-policy"]).toBe("cross-origin");
    for (const path of ["/feed.atom", "/feed.json", "/corridors/a-to-b/feed.atom", "/sitemap.xml"])
      expect(headersOf(path)["access-control-allow-origin"]).toBe("*");
    for (const path of ["/en", "/en/corridors/a-to-b", "/corridors/a-to-b/badge.svg"])
      expect(headersOf(path)).not.toHaveProperty("access-control-allow-origin");
    expect(headersOf("/en")["cross-origin-resource-policy"]).toBe("same-origin");
  });
});

describe("what stands in the place of what cannot be made", () => {
  it.each([
    ["/en", "text/html; charset=utf-8"],
    ["/en/embed/a-to-b", "text/html; charset=utf-8"],
    ["/corridors/a-to-b/badge.svg", "image/svg+xml"],
    ["/feed.atom", "text/plain; charset=utf-8"],
    ["/en/picture.png", "text/plain; charset=utf-8"],
  ])("of %s is %s, in both languages and without a status", (path, type) => {
    const made = unavailable(path);
    expect(made.type).toBe(type);
    expect(made.body).toMatch(/can(?:not)? be shown/);
    expect(made.body).toMatch(/показати/);
    for (const locale of ["en", "uk"] as const)
      for (const status of SHOWN_STATUSES)
        expect(made.body.toLowerCase()).not.toContain(translator(locale)(`status.${status}`).toLowerCase());
  });

  it("of an answer of the API is a refusal of the API's, for any program on any page", () => {
    const { type, body } = unavailable("/api/v1/claims");
    expect(type).toBe("application/problem+json");
    expect(JSON.parse(body)).toMatchObject({
      type: "about:blank",
      status: 503,
      detail: expect.stringMatching(/again/),
    });
    expect(headersOf("/api/v1/claims")["access-control-allow-origin"]).toBe("*");
  });

  it.each([true, false])("of the desk says in both languages why, and what becomes of a form (away: %s)", (away) => {
    const { body } = deskUnavailable(away, "a-number");
    expect(body.includes("cannot reach its database")).toBe(away);
    expect(body.includes("своєї бази даних")).toBe(away);
    expect(body).toMatch(/it is not saved twice/);
    expect(body).toMatch(/удруге вона не збережеться/);
    expect(body.split("a-number")).toHaveLength(3);
  });
});
