import { describe, expect, it } from "vitest";
import { asCopy, linkedFrom, mirroredPath } from "@/lib/formats/mirror";

const SITE = "https://corridors.example.org";

describe("a page that becomes a file", () => {
  const page = `<!DOCTYPE html><html lang="en" data-made="2026-01-02T03:04:05.000Z" data-version="abc"><head><link rel="canonical" href="${SITE}/en/days/2026-01-02"></head><body>
    <p data-kept="" hidden class="band">Could not be renewed.</p>
    <a href="/en/corridors/a-to-b#d">in</a><a href="/en/records?status=held">asked</a><a href="#here">here</a>
    <a href="https://other.example/x">out</a><img src="${SITE}/corridors/a-to-b/badge.svg"></body></html>`;
  const copy = asCopy(page, {
    path: "/en/days/2026-01-02",
    site: SITE,
    has: (other) => other !== "/en/records",
    notice: (made) => `copied ${made.toISOString()}`,
  });

  it("leads to the other files, to the site for what has none, and elsewhere as before", () => {
    expect([...copy.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, to]) => to)).toEqual([
      `${SITE}/en/days/2026-01-02`,
      "../corridors/a-to-b.html#d",
      `${SITE}/en/records?status=held`,
      "#here",
      "https://other.example/x",
      "../../corridors/a-to-b/badge.svg",
    ]);
  });

  it("says that it is a copy and when it was made, and asks nobody for a newer version", () => {
    expect(copy).toContain('<p class="band">copied 2026-01-02T03:04:05.000Z</p>');
    expect(copy).not.toContain("data-version");
  });

  it.each(["/en/at/2022-03-15T00:00:00.000Z", "/uk/desk", "/en/sign-in", "/api/v1/claims", "/en/records", "/en?x=1"])(
    "has no file for %s, which somebody has to answer",
    (address) => expect(mirroredPath(address, "/en", SITE)).toBeNull(),
  );
});

it("finds what a page, a style sheet and the list of pages lead to", () => {
  expect(linkedFrom('<link href="/a.css"><a href="x">', "text/html", "/en/y", SITE)).toEqual(["/a.css", "/en/x"]);
  expect(linkedFrom('<script src="/assets/page.mjs?v=1">', "text/html", "/en/y", SITE)).toEqual(["/assets/page.mjs"]);
  expect(linkedFrom("a{src:url(../m/f.woff2)}", "text/css", "/_next/static/c/a.css", SITE)).toEqual([
    "/_next/static/m/f.woff2",
  ]);
  expect(linkedFrom(`<loc>${SITE}/uk</loc>`, "application/xml", "/sitemap.xml", SITE)).toEqual(["/uk"]);
});
