import { expect } from "@playwright/test";
import { type DefaultTreeAdapterTypes, parse } from "parse5";
import { LOCALES } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { test } from "@/tests/support/browsing";
import { servedOn } from "@/tests/support/e2e-servers";

type Node = DefaultTreeAdapterTypes.Node;

/** Where a page leads on its own site, each address once, without its fragment. */
function linksOf(html: string): string[] {
  const found = new Set<string>();
  const walk = (node: Node) => {
    if ("attrs" in node)
      for (const { name, value } of node.attrs)
        if (name === "href" && /^\/(?!\/)/.test(value)) found.add(value.replace(/#.*/, ""));
    for (const child of "childNodes" in node ? node.childNodes : []) walk(child);
  };
  walk(parse(html));
  return [...found];
}

/** Two servers have two addresses and were seeded at two moments; what is hashed over a moment, or signed, differs with it. */
const timeless = (text: string, origin = "") =>
  text
    .replaceAll(origin, "SITE")
    .replace(/\d{4}-\d\d-\d\dT\d\d(?::|%3A)\d\d(?::|%3A)\d\d(?:\.\d+)?Z/g, "INSTANT")
    .replace(/\d\d:\d\d(?= \(UTC)/g, "TIME")
    .replace(/(?<=data-version=")[^"]+/, "VERSION")
    // in JSON the end of a line is written as a letter
    .replace(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g, "HASH")
    .replace(/(?<=signature )[A-Za-z0-9+/]{86}==/g, "SIGNATURE");

/** Not everybody's, of one moment only (the archive bears it), or one of endless many questions. */
const left = (address: string) => /\/desk|\/sign-in|\/at\/|\.zip$|\?/.test(address.replace(/^\/assets\/.*/, ""));

test("every public page and file that a reader can reach says the same on both databases", async ({ request }) => {
  test.setTimeout(120_000);
  const [one, two] = [servedOn("sqlite"), servedOn("postgresql")];
  const waiting = LOCALES.flatMap((locale) => [paths.board(locale), paths.brief(locale)]);
  const seen = new Set(waiting);
  const different: string[] = [];
  for (let path = waiting.shift(); path; path = waiting.shift()) {
    const [first, second] = await Promise.all([one, two].map((server) => request.get(`${server?.url}${path}`)));
    const [said, alsoSaid] = [await first!.text(), await second!.text()];
    const same = first!.status() === second!.status() && timeless(said, one?.url) === timeless(alsoSaid, two?.url);
    if (!same || first!.status() !== 200) different.push(path);
    if (!first!.headers()["content-type"]?.startsWith("text/html")) continue;
    for (const address of linksOf(said)) {
      if (seen.has(address) || left(address)) continue;
      seen.add(address);
      waiting.push(address);
    }
  }
  expect(different).toEqual([]);
  // all of them were walked: pages of every kind, and files
  expect(seen.size).toBeGreaterThan(80);
  for (const path of ["/en/method", "/uk/parties/ukraine", "/data/claims.csv", paths.sources("uk")])
    expect([...seen]).toContain(path);
});
