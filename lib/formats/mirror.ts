import { type DefaultTreeAdapterTypes, html, parse, serialize } from "parse5";
import { LOCALES } from "../domain/vocabulary";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const isElement = (node: Node): node is Element => "tagName" in node;
const LINKS = new Set(["href", "src", "action"]);
/** Addresses without end, and those for which somebody has to answer: no file can stand for them. */
const LIVE = new RegExp(`^/(?:api|(?:${LOCALES.join("|")})/(?:at|records|desk|sign-in|link))(?:/|$)`);

/** The path of an address of the site that a file can stand for, without fragment; null for every other address. */
export function mirroredPath(address: string, base: string, site: string): string | null {
  if (!URL.canParse(address, site + base)) return null;
  const url = new URL(address, site + base);
  // a query only names the version of these
  const asked = url.search !== "" && !url.pathname.startsWith("/assets/");
  return url.origin === site && !asked && url.pathname !== "/" && !LIVE.test(url.pathname) ? url.pathname : null;
}

/** The name of the file that stands for a path: as the path, and a page ends with `.html`. */
export const mirrorFile = (path: string): string =>
  decodeURIComponent(path.slice(1)) + (/\.[a-z0-9]+$|\/checkpoint$/.test(path) ? "" : ".html");

/** How one file names another, from its own folder. */
function relative(from: string, to: string): string {
  const [folder, target] = [from.split("/").slice(0, -1), to.split("/")];
  const shared = folder.findIndex((name, i) => name !== target[i]);
  const common = shared === -1 ? folder.length : shared;
  return [...folder.slice(common).map(() => ".."), ...target.slice(common)].join("/");
}

/** What a file links to that has to be in the copy as well: paths of the site. */
export function linkedFrom(text: string, type: string, path: string, site: string): string[] {
  const addresses: string[] = [];
  if (type.startsWith("text/html"))
    walk(parse(text), (element) => addresses.push(...linksOf(element).map(({ value }) => value)));
  else if (type.startsWith("text/css"))
    for (const [, url = ""] of text.matchAll(/url\(["']?([^"')]+)/g)) addresses.push(url);
  else if (type.includes("xml")) for (const [, url = ""] of text.matchAll(/<loc>([^<]+)<\/loc>/g)) addresses.push(url);
  return addresses.map((address) => mirroredPath(address, path, site)).filter((found) => found !== null);
}

/**
 * A published page as a file of its own: links lead to the other files, or to the site itself for what has none; where the
 * page would say that it could not be renewed it says that it is a copy, and it asks nobody whether there is a newer one.
 * @param path of the page
 * @param has whether there is a file for a path
 * @param notice what it says of itself, given when it was made
 */
export function asCopy(
  text: string,
  {
    path,
    site,
    has,
    notice,
  }: { path: string; site: string; has: (path: string) => boolean; notice: (made: Date) => string },
): string {
  const document = parse(text);
  const here = mirrorFile(path);
  let made = "";
  walk(document, (element) => {
    if (element.tagName === "html") {
      made = element.attrs.find(({ name }) => name === "data-made")?.value ?? "";
      element.attrs = element.attrs.filter(({ name }) => name !== "data-version");
    }
    if (element.attrs.some(({ name }) => name === "data-kept")) {
      element.attrs = element.attrs.filter(({ name }) => name !== "hidden" && name !== "data-kept");
      const value = notice(new Date(made));
      element.childNodes = [{ nodeName: "#text", value, parentNode: element } as DefaultTreeAdapterTypes.TextNode];
    }
    for (const link of linksOf(element)) {
      const [, hash = ""] = /(#.*)$/.exec(link.value) ?? [];
      if (link.value === hash || !URL.canParse(link.value, site + path)) continue;
      const url = new URL(link.value, site + path);
      if (url.origin !== site) continue;
      const target = mirroredPath(link.value, path, site);
      link.value = target && has(target) ? relative(here, mirrorFile(target)) + hash : url.href;
    }
  });
  return serialize(document);
}

/** What tells search engines where a page is at home stays that of the site. */
const isHome = ({ tagName, attrs }: Element) =>
  tagName === "link" &&
  attrs.some(({ name, value }) => name === "hreflang" || (name === "rel" && value === "canonical"));

const linksOf = (element: Element) =>
  isHome(element)
    ? []
    : element.namespaceURI === html.NS.HTML || element.tagName === "a"
      ? element.attrs.filter(({ name, value }) => LINKS.has(name) && !value.startsWith("data:"))
      : [];

function walk(node: Node, visit: (element: Element) => void): void {
  if (isElement(node)) visit(node);
  if ("childNodes" in node) for (const child of node.childNodes) walk(child, visit);
}
