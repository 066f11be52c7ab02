import { describe, expect, it } from "vitest";
import { encodingFor } from "@/lib/front/negotiation";
import { deskMissingFor, routeOf } from "@/lib/front/routes";

describe("where a request goes", () => {
  it.each([
    "/en",
    "/uk",
    "/en/brief.txt",
    "/en/days/2022-03-12",
    "/uk/corridors/page/2",
    "/en/corridors/mariupol-to-zaporizhzhia",
    "/en/corridors/mariupol-to-zaporizhzhia/2022-03-14",
    "/en/parties/ukraine",
    "/en/sources",
    "/uk/sources/page/2",
    "/en/days/2022-03-12/page/2",
    "/en/claims/wider",
    "/uk/claims/by-ukraine/2",
    "/en/claims/on-mariupol-to-zaporizhzhia",
    "/en/method",
    "/feed.atom",
    "/feed.json",
    "/corridors/a-to-b/feed.atom",
    "/corridors/a-to-b/badge.svg",
    "/corridors/a-to-b/badge.uk.svg",
    "/uk/embed/a-to-b",
    "/robots.txt",
    "/.well-known/security.txt",
  ])("%s is published, whatever its query says", (path) => {
    expect(routeOf(path)).toEqual({ kind: "publish", path, sort: "page" });
    expect(routeOf(`${path}?utm_source=x`)).toEqual({ kind: "publish", path, sort: "page" });
  });

  it.each(["/en/picture.png", "/uk/corridors/a-to-b/picture.png", "/sitemap.xml"])(
    "%s is published from a memory of its own, because it is dear to make",
    (path) => {
      expect(routeOf(path)).toEqual({ kind: "publish", path, sort: "picture" });
    },
  );

  it.each([
    "/",
    "/en/sign-in",
    "/uk/desk",
    "/en/desk/days/a-to-b/2022-03-12",
    "/en/link/abc",
    "/api/auth/callback/credentials",
    "/data/claims.csv?from=2022-03-12",
    "/_next/static/chunks/%5Blocale%5D-1.js",
    "/favicon.ico",
  ])("%s is passed to the framework", (path) => {
    expect(routeOf(path).kind).toBe("pass");
  });

  it.each([
    ["/api/v1/claims", "/api/v1/claims", "api"],
    ["/api/v1/claims?to=2022-03-14&from=2022-03-12", "/api/v1/claims?from=2022-03-12&to=2022-03-14", "api"],
    ["/api/v1/corridor-days/a-to-b/2022-03-12", "/api/v1/corridor-days/a-to-b/2022-03-12", "api"],
    ["/api/v1/claims?as_of=2022-03-15T00:00:00Z", "/api/v1/claims?as_of=2022-03-15T00%3A00%3A00Z", "past"],
  ])("%s is published under one spelling of its query", (target, path, sort) => {
    expect(routeOf(target)).toEqual({ kind: "publish", path, sort });
  });

  it.each([
    ["/data/claims.csv", "/data/claims.csv"],
    ["/data/claims.csv?variant=excel", "/data/claims.csv?variant=excel"],
    ["/data/no-such-file.csv", "/data/no-such-file.csv"],
    ["/data/datapackage.json", "/data/datapackage.json"],
    ["/data/corridor-tracker.zip", "/data/corridor-tracker.zip"],
  ])("%s is sent whole", (target, path) => {
    expect(routeOf(target)).toEqual({ kind: "file", path });
  });

  it.each([
    "variant=hxl&variant=excel",
    "variant=%20",
    "variant=hxl&q=x",
    "as_of=2022-03-12T00:00:00Z",
    "corridor=a-to-b",
  ])("a file asked for with %s is made for that reader", (query) => {
    expect(routeOf(`/data/claims.csv?${query}`).kind).toBe("pass");
  });

  it.each([
    "/EN",
    "//en",
    "/en/",
    "/en/../en",
    "/en/corridors/%63%31",
    "/en.rsc",
    "/en/corridors/a.rsc",
    "/_next/image?url=/x",
    "/_next/static/../../server/app.js",
    "/_next/static/%2e%2e/x",
    "/api/other",
    "/en/deskx",
    "/de",
    "/data/../en",
    "/server.mjs",
    "/en/feed.atom",
    "/corridors/a-to-b/badge.de.svg",
    "/corridors/a-to-b",
    "/embed/a-to-b",
    "/.well-known/other",
    "/.well-known/../feed.atom",
  ])("%s is missing", (path) => {
    expect(routeOf(path).kind).toBe("missing");
  });

  it("leads the form of the record as it was to the instant that it names, and back where it names none", () => {
    const to = (query: string) => routeOf(`/uk/at?${query}`);
    expect(to("date=2022-03-12&time=10%3A00&zone=Europe%2FKyiv")).toEqual({
      kind: "lead",
      to: "/uk/at/2022-03-12T08:00:00.000Z",
    });
    expect(to("date=&time=10%3A00&zone=Europe%2FKyiv")).toEqual({ kind: "lead", to: "/uk/at" });
    expect(to("date=2022-03-12&time=&zone=//evil.example")).toEqual({ kind: "lead", to: "/uk/at" });
    expect(to("utm_source=x")).toEqual({ kind: "publish", path: "/uk/at", sort: "page" });
  });

  it("leads to the explorer's own address for an instant, with its filters", () => {
    expect(routeOf("/uk/at/2022-03-12T10:00:00Z/records?status=held&as_of=2001-01-01T00:00:00Z")).toEqual({
      kind: "lead",
      to: "/uk/records?status=held&as_of=2022-03-12T10%3A00%3A00Z",
    });
  });

  it.each(["", "/corridors/a-to-b/2022-03-14", "/sources/page/2", "/map", "/blame/sides/a/b"])(
    "%s has a past, among the pages that have",
    (path) => {
      const past = `/en/at/2022-03-12T10:00:00Z${path}`;
      expect(routeOf(past)).toEqual({ kind: "publish", path: past, sort: "past" });
    },
  );

  it.each(["/en/at/2026-11-22T10:00:00.000Z/corridors", "/en/records?as_of=2026-11-22T10%3A00%3A00.000Z"])(
    "%s is one of the recent past while a save may still bear its instant, and of the past from then on",
    (path) => {
      const sortAt = (now: string) => routeOf(path, new Date(now));
      for (const now of ["2026-11-22T09:59:00Z", "2026-11-22T10:00:00Z", "2026-11-22T10:01:00Z"])
        expect(sortAt(now)).toEqual({ kind: "publish", path, sort: "recent" });
      expect(sortAt("2026-11-22T10:01:00.001Z")).toEqual({ kind: "publish", path, sort: "past" });
    },
  );

  it("holds no page of an instant that does not exist", () => {
    expect(routeOf("/en/at/2022-02-30T10:00:00Z/corridors").kind).toBe("missing");
  });

  it("says that a page is missing in the language of its path", () => {
    expect(routeOf("/uk/nothing")).toEqual({ kind: "missing", path: "/uk/missing" });
    expect(routeOf("/nothing")).toEqual({ kind: "missing", path: "/en/missing" });
  });
});

describe("a question to the explorer", () => {
  it("is published under the one spelling of what it asks: nothing else of a query reaches the renderer", () => {
    expect(routeOf("/en/records")).toEqual({ kind: "publish", path: "/en/records", sort: "query" });
    expect(routeOf("/uk/records?utm_source=x&_rsc=1&status=held&q=&corridor=b&corridor=a#top")).toEqual({
      kind: "publish",
      path: "/uk/records?corridor=a&corridor=b&status=held",
      sort: "query",
    });
    const [one, other] = ["status=held&status=failed", "x=1&status=failed&status=held&status=held&page=1"];
    expect(routeOf(`/en/records?${one}`)).toEqual(routeOf(`/en/records?${other}`));
  });

  it("that no form of ours could ask, or under another path, is missing", () => {
    const long = Array.from({ length: 200 }, (_, i) => `region=${"x".repeat(100)}${i}`).join("&");
    expect(routeOf(`/en/records?${long}`).kind).toBe("missing");
    expect(routeOf("/en/records/?q=x").kind).toBe("missing");
    expect(routeOf("/en/records.rsc?q=x").kind).toBe("missing");
    expect(routeOf("/en/records?as_of=yesterday").kind).toBe("missing");
  });

  it("about the record as it was is one of the past", () => {
    const path = "/en/records?q=x&as_of=2026-11-22T10%3A00%3A00.000Z";
    for (const asked of ["as_of=2026-11-22T10:00:00Z&q=x", "q=x&utm=1&as_of=2026-11-22T10:00:00.000Z"])
      expect(routeOf(`/en/records?${asked}`, new Date("2026-11-23T10:00:00Z"))).toEqual({
        kind: "publish",
        path,
        sort: "past",
      });
  });
});

describe("the form in which a page is sent", () => {
  it.each([
    ["", "identity"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["*", "br"],
    ["identity", "identity"],
    ["br;q=0, *;q=0", "identity"],
  ])("for %j is %s", (accepted, encoding) => {
    expect(encodingFor(accepted)).toBe(encoding);
  });
});

it("a page of the desk that does not exist is explained in the language of its address, what is no page is not", () => {
  expect(deskMissingFor("/uk/desk/nope")).toBe("/uk/desk/missing");
  expect(deskMissingFor("/en/link")).toBe("/en/desk/missing");
  expect(deskMissingFor("/api/auth/session")).toBeUndefined();
});
