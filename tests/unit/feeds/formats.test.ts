import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FeedDocument, FeedEntry } from "@/lib/domain/feed";
import { DEFAULT_SETTINGS } from "@/lib/domain/settings";
import { LOCALES } from "@/lib/domain/vocabulary";
import { badgeSvg, wrapped } from "@/lib/formats/badge";
import { datasetJson } from "@/lib/formats/dataset";
import { atomFeed, jsonFeed } from "@/lib/formats/feed";
import { robotsTxt, securityTxt, sitemap } from "@/lib/formats/site-files";
import { printable } from "@/lib/formats/xml";
import { paths } from "@/lib/paths";
import { itWith, python } from "@/tests/support/programs";

const SITE = "https://corridors.example.org";
const at = new Date("2001-02-03T12:00:00.000Z");
const later = new Date("2001-02-05T08:00:00.000Z");
const entry = (text: string, n = 1): FeedEntry => ({
  id: `${SITE}/en/corridors/a-to-b/2001-02-0${n}`,
  url: `${SITE}/en/corridors/a-to-b/2001-02-0${n}?a=1&b="2"`,
  title: text,
  published: at,
  updated: later,
  parts: LOCALES.map((lang) => ({
    lang,
    blocks: [
      { heading: null, lines: [{ text }] },
      { heading: text, lines: [{ text, link: { text, href: `${SITE}/x?${encodeURIComponent(printable(text))}` } }] },
    ],
  })),
});
const feed = (text: string, entries = [entry(text)]): FeedDocument => ({
  id: `${SITE}/feed.atom`,
  title: text,
  subtitle: text,
  author: text,
  rights: text,
  atom: `${SITE}/feed.atom`,
  json: `${SITE}/feed.json`,
  url: `${SITE}/en`,
  updated: later,
  checkpoint: text,
  entries,
});

const NASTY = ["]]>", "<![CDATA[", "&", "<b>", '"', "'", "\0", "\u0001", "\u001f", "\u007f", "\u009f", "\r\n", "\r"];
const ODD = ["\ud800", "\udfff", "\ufffe", "\uffff", "\u2028", "Ґанок", "їжа", "🚌", " ", "\t", "-->", "?>", "&amp;"];
const nasty = fc.array(fc.constantFrom(...NASTY, ...ODD), { minLength: 1, maxLength: 12 }).map((all) => all.join(""));
const text = fc.oneof(nasty, fc.string({ unit: "binary", minLength: 1 }));

/** Reads each XML document of a JSON array with another program, and gives back what an XML reader finds in it. */
const READ = `
import json, sys, xml.etree.ElementTree as E
def told(x):
    root = E.fromstring(x.encode("utf-8"))
    return {"root": root.tag, "texts": ["".join(e.itertext()) for e in root.iter()],
            "attributes": [dict(e.attrib) for e in root.iter()], "tags": [e.tag for e in root.iter()],
            "children": [e.tag for e in root]}
print(json.dumps([told(x) for x in json.load(sys.stdin)]))`;
type Found = {
  root: string;
  texts: string[];
  attributes: Record<string, string>[];
  tags: string[];
  children: string[];
};
const readXml = async (documents: string[]): Promise<Found[]> =>
  JSON.parse(await python(READ, [], JSON.stringify(documents))) as Found[];

const ATOM = "{http://www.w3.org/2005/Atom}";

describe("what XML can carry", () => {
  it("is kept; control characters, halves of letters and noncharacters are not", () => {
    expect(printable("a\0\u0001b\u001f\u007f\u009fc\ud800\ufffe\uffffd")).toBe("abcd");
    expect(printable("Ґ\tї\r\n\r🚌\u2028")).toBe("Ґ\tї\n\n🚌\u2028");
  });
});

describe("a feed", () => {
  itWith(
    "python",
    "says in Atom exactly what went in, whatever the texts hold, as another program reads it",
    async () => {
      const samples = fc.sample(text, 300);
      const read = await readXml(samples.map((sample) => atomFeed(feed(sample))));
      for (const [i, sample] of samples.entries()) {
        const { root, texts, tags } = read[i]!;
        expect(root).toBe(`${ATOM}feed`);
        expect(texts[tags.indexOf(`${ATOM}title`)]).toBe(printable(sample));
        expect(texts[tags.indexOf(`${ATOM}rights`)]).toBe(printable(sample));
        expect(texts[tags.indexOf("{http://www.w3.org/1999/xhtml}p")]).toBe(printable(sample));
      }
    },
  );

  itWith("python", "has in Atom what RFC 4287 asks for, and each language by its name", async () => {
    const [found] = await readXml([atomFeed(feed("Text", [entry("One"), entry("Two", 2)]))]);
    const { tags, attributes, texts, children } = found!;
    for (const name of ["id", "title", "updated", "author"]) expect(children).toContain(ATOM + name);
    expect(attributes).toContainEqual(expect.objectContaining({ rel: "self", href: `${SITE}/feed.atom` }));
    expect(attributes).toContainEqual(expect.objectContaining({ rel: "alternate", href: `${SITE}/en` }));
    for (const name of ["id", "title", "updated", "published", "content"])
      expect(tags.filter((tag) => tag === ATOM + name).length).toBeGreaterThanOrEqual(2);
    expect(texts[tags.indexOf(`${ATOM}published`)]).toBe(at.toISOString());
    expect(texts[tags.lastIndexOf(`${ATOM}updated`)]).toBe(later.toISOString());
    const LANG = "{http://www.w3.org/XML/1998/namespace}lang";
    expect(attributes.flatMap((all) => all[LANG] ?? [])).toEqual(["en", "uk", "en", "uk"]);
  });

  it("has in JSON what JSON Feed 1.1 asks for, without control characters", () => {
    fc.assert(
      fc.property(text, (sample) => {
        const made = JSON.parse(jsonFeed(feed(sample)));
        expect(made).toMatchObject({
          version: "https://jsonfeed.org/version/1.1",
          title: printable(sample),
          feed_url: `${SITE}/feed.json`,
          home_page_url: `${SITE}/en`,
          items: [{ id: entry("x").id, date_published: at.toISOString(), date_modified: later.toISOString() }],
        });
        for (const written of [made.title, made.items[0].title, made.items[0].content_html])
          expect(written).toBe(printable(written));
      }),
    );
  });
});

describe("a badge", () => {
  const badge = (sample: string) =>
    badgeSvg({
      lang: "en",
      title: sample,
      description: sample,
      name: sample,
      sentences: [sample],
      small: [sample],
      foot: sample,
      live: true,
    });

  itWith("python", "is one picture that needs nothing else, whatever the texts hold", async () => {
    const samples = fc.sample(text, 200);
    const made = samples.map(badge);
    const read = await readXml(made);
    for (const [i, { root, attributes, tags }] of read.entries()) {
      expect(root).toBe("{http://www.w3.org/2000/svg}svg");
      expect(new Set(tags.map((tag) => tag.split("}")[1]))).toEqual(
        new Set(["svg", "title", "desc", "rect", ...(tags.some((tag) => tag.endsWith("text")) ? ["text"] : [])]),
      );
      expect(attributes.flatMap((all) => Object.keys(all)).filter((name) => /^on|href|style/.test(name))).toEqual([]);
      expect(made[i]).not.toMatch(/url\(|<script/);
    }
  });

  it("cuts no word that fits into a line, loses none, and leaves no line wider than it is", () => {
    const words = "Reported to have partly held so far on 14 September 2022, as of 08:00 (UTC+2)";
    expect(wrapped(words, 14).join(" ")).toBe(words);
    expect(wrapped(words, 14).length).toBeLessThanOrEqual(2);
    const long = "Щ".repeat(90);
    expect(wrapped(long, 14).join("")).toBe(long);
    expect(wrapped(long, 14).length).toBeGreaterThan(2);
  });
});

describe("what search engines read", () => {
  itWith("python", "is a list of pages, every language of each naming the others", async () => {
    const made = sitemap(SITE, [
      { at: paths.board, changed: at },
      { at: paths.method, changed: null },
    ]);
    const [{ texts, tags, attributes }] = (await readXml([made])) as [Found];
    const NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}";
    const all = (name: string) => texts.filter((_, i) => tags[i] === NS + name);
    expect(all("loc")).toEqual([`${SITE}/en`, `${SITE}/uk`, `${SITE}/en/method`, `${SITE}/uk/method`]);
    expect(all("lastmod")).toEqual([at.toISOString(), at.toISOString()]);
    expect(attributes.filter(({ hreflang }) => hreflang).map(({ hreflang, href }) => `${hreflang} ${href}`)).toEqual(
      ["/en", "/en", "/en/method", "/en/method"].flatMap((path) => [
        `en ${SITE}${path}`,
        `uk ${SITE}${path.replace("/en", "/uk")}`,
      ]),
    );
  });

  it("is told where that list is, and to leave the desk alone", () => {
    const lines = robotsTxt(SITE).split("\n");
    expect(lines).toContain(`Sitemap: ${SITE}/sitemap.xml`);
    for (const path of ["/en/desk", "/uk/desk", "/en/sign-in", "/uk/link/", "/api/"])
      expect(lines).toContain(`Disallow: ${path}`);
  });

  it.each(LOCALES)("is a description of the data in %s that ends no script element", (locale) => {
    const site = { ...DEFAULT_SETTINGS, url: SITE, titleEn: "</script><b>", titleUk: "</script><b>", publisher: "P" };
    const coverage = {
      firstDay: "2001-02-01",
      lastDay: "2001-02-03",
      change: { seq: 7, at, hash: "ab" },
      countries: ["XXA"],
    };
    const json = datasetJson(site, locale, "What it is", coverage);
    expect(json).not.toContain("<");
    const dataset = JSON.parse(json);
    expect(dataset).toMatchObject({
      "@type": "Dataset",
      name: "</script><b>",
      description: "What it is",
      license: site.licenceUrl,
      publisher: { name: "P" },
      temporalCoverage: "2001-02-01/2001-02-03",
      spatialCoverage: [{ identifier: "XXA" }],
      dateModified: at.toISOString(),
      version: "7/ab",
      isAccessibleForFree: true,
    });
    expect(dataset.distribution).toHaveLength(8);
    expect(dataset.distribution[0].contentUrl).toBe(`${SITE}/data/corridor-days.csv`);
  });
});

describe("security.txt", () => {
  it.each([
    ["help@corridors.example.org", "mailto:help@corridors.example.org"],
    ["https://corridors.example.org/contact", "https://corridors.example.org/contact"],
  ])("says whom to tell (%s) and until when that holds", (contact, written) => {
    expect(securityTxt({ ...DEFAULT_SETTINGS, url: SITE, contact }, "2001-05-01")).toBe(
      `Contact: ${written}\nExpires: 2001-05-01T00:00:00Z\nPreferred-Languages: en, uk\nCanonical: ${SITE}/.well-known/security.txt\n`,
    );
  });
});
