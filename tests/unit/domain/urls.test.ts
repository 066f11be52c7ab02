import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressProblems, canonicalUrl, shownAddress, withoutTracking } from "@/lib/domain/urls";

describe("two addresses are the same report", () => {
  const same = (a: string, b: string) => expect(canonicalUrl(a)).toBe(canonicalUrl(b));

  it("whatever they are tracked by, and wherever on the page they point", () => {
    same("https://news.example/a?id=1&utm_source=x&fbclid=2#quote", "https://news.example/a?id=1");
    same("https://news.example/a?utm_medium=x", "https://news.example/a");
  });

  it("whatever the order of the parameters, the port that goes without saying, the last slash, the case of the host", () => {
    same("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2");
    same("https://NEWS.example:443/a/", "https://news.example/a");
    same("http://news.example.:80/a", "http://news.example/a");
  });

  it("however many slashes and parameters that track they have", () => {
    const many = (name: string) => Array.from({ length: 100_000 }, (_, i) => `${name}${i}=1`).join("&");
    same(`https://news.example/a${"/".repeat(1_000_000)}?${many("utm_")}`, "https://news.example/a");
    expect(canonicalUrl(`https://news.example/${"/".repeat(1_000_000)}a`)).toHaveLength(1_000_022);
    expect(canonicalUrl("https://news.example//")).toBe("https://news.example/");
  });

  it("whatever name and password someone copied along", () => {
    same("https://me:secret@news.example/a", "https://news.example/a");
  });
});

describe("two addresses are different reports", () => {
  it("where host, path, its case or a parameter that matters differ", () => {
    const addresses = [
      "https://news.example/a",
      "https://news.example/A",
      "https://news.example/b",
      "https://other.example/a",
      "https://news.example/a?id=1",
      "https://news.example/a?id=2",
    ];
    expect(new Set(addresses.map(canonicalUrl)).size).toBe(addresses.length);
  });
});

describe("what is no address of a report", () => {
  it("has no canonical form", () => {
    for (const text of ["", "news.example/a", "javascript:alert(1)", "ftp://news.example/a", "https://a:b.c"])
      expect(canonicalUrl(text)).toBeNull();
  });

  it("never raises an exception, and a canonical address stays what it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })), (text) => {
        const canonical = canonicalUrl(text);
        if (canonical !== null) expect(canonicalUrl(canonical)).toBe(canonical);
      }),
    );
  });
});

describe("an address without what follows its readers", () => {
  it.each([
    ["https://a.example/x?utm_source=feed&id=7&fbclid=1#p", "https://a.example/x?id=7#p"],
    ["https://a.example/x?utm_source=feed", "https://a.example/x"],
    ["https://a.example/%D0%B0?q=a+b&b=%20", "https://a.example/%D0%B0?q=a+b&b=%20"],
    ["https://a.example", "https://a.example"],
    ["not an address?utm_source=1", "not an address?utm_source=1"],
    ["", ""],
  ])("%s", (typed, kept) => expect(withoutTracking(typed)).toBe(kept));
});

describe("an address that leads elsewhere than it seems to", () => {
  const deceptive = { field: "url", code: "url_deceptive" };
  const problems = (url: string, before?: string) =>
    addressProblems({ url, archiveUrl: null }, before === undefined ? null : { url: before, archiveUrl: null });

  it.each([
    ["has a name before the host", "https://news.example@other.example/report"],
    ["has a password there", "https://news.example:a@other.example/report"],
    ["has a backslash", "https://other.example\\@news.example/x"],
    ["has a space of no width", "https://ne\u200bws.example/x"],
    ["turns the order of letters round", "https://news.example\u200f.other.example/x"],
    ["has a hyphen that is not seen", "https://ne\u00adws.example/x"],
  ])("%s", (_, url) => expect(problems(url)).toEqual([deceptive]));

  it("is none where the same signs stand in the path, or nothing of the kind", () => {
    for (const url of ["https://news.example/@writer/1", "https://news.example?a=b@c", "https://a.example:8080/й"])
      expect(problems(url)).toEqual([]);
    expect(addressProblems({ url: null, archiveUrl: "https://archive.example/https://a@news.example/" })).toEqual([]);
    expect(addressProblems({ url: null, archiveUrl: "https://a@archive.example/" })).toMatchObject([
      { field: "archiveUrl" },
    ]);
  });

  it("is no reason to refuse another change where it stands on record", () => {
    const url = "https://me@news.example/";
    expect(problems(url, url)).toEqual([]);
    expect(problems(url, "https://news.example/")).toEqual([deceptive]);
  });
});

describe("an address to be read", () => {
  it.each([
    ["https://www.news.example/Їжак?q=й", "https://www.news.example/Їжак?q=й"],
    ["https://www.ьЬс.example/x", "https://www.xn--q1ava.example/x"],
    ["https://\u0440\u0435\u0443ters.example:8080/x#y", "https://xn--ters-u4d9dwa.example:8080/x#y"],
    ["https://café.example/", "https://café.example/"],
    ["no address", "no address"],
  ])("%s is shown as %s", (address, shown) => expect(shownAddress(address)).toBe(shown));
});
