import { type DefaultTreeAdapterTypes, parse, serialize } from "parse5";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const isElement = (node: Node): node is Element => "tagName" in node;
const attribute = (element: Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value;

/** What a published page must not contain, because it would be dead or invisible without the framework's scripts. */
export class Unpublishable extends Error {}

/** Whether the framework put this in for its own scripts: readers get finished HTML and need none of it. */
function isFrameworks(element: Element): boolean {
  if (element.tagName === "script") {
    if (attribute(element, "type") === "application/ld+json") return false;
    const src = attribute(element, "src");
    return !src?.startsWith("/") || src.startsWith("//") || src.startsWith("/_next/");
  }
  if (element.tagName !== "link") return false;
  const rel = attribute(element, "rel");
  return rel === "modulepreload" || (rel === "preload" && attribute(element, "as") === "script");
}

function check(element: Element): void {
  const no = (what: string) => {
    throw new Unpublishable(`A public page has ${what}, which does not work without the framework's scripts.`);
  };
  if (attribute(element, "id") === "__next_error__") no("an error document of the framework");
  if (attribute(element, "id")?.startsWith("S:")) no("a part that a script would move into place");
  for (const { name } of element.attrs) {
    if (name === "style") no(`a style attribute on <${element.tagName}>`);
    if (name.startsWith("on")) no(`an ${name} handler on <${element.tagName}>`);
  }
}

const FLIGHT = "<script>self.__next_f.push(";
const END = "</script>";

/**
 * A page without most of its flight data: two thirds of what the framework sends, which the parser would go through letter by
 * letter. In a text or an attribute it writes `<` as `&lt;`, and in the data itself as `\\u003c`: what looks otherwise is left
 * to the parser.
 */
function withoutFlight(html: string): string {
  let kept = "";
  let at = 0;
  for (let begin = html.indexOf(FLIGHT); begin >= 0; begin = html.indexOf(FLIGHT, at)) {
    const end = html.indexOf("<", begin + FLIGHT.length);
    const whole = end > begin && html.startsWith(END, end);
    kept += html.slice(at, whole ? begin : begin + FLIGHT.length);
    at = whole ? end + END.length : begin + FLIGHT.length;
  }
  return kept + html.slice(at);
}

/**
 * A rendered page as readers get it: without the framework's scripts, flight data and script preloads, and without comments.
 * @throws Unpublishable for a page that would not be whole without them
 */
export function strip(html: string): string {
  const document = parse(withoutFlight(html));
  const walk = (parent: DefaultTreeAdapterTypes.ParentNode): void => {
    parent.childNodes = parent.childNodes.filter((node) => {
      if (node.nodeName === "#comment") {
        const data = (node as DefaultTreeAdapterTypes.CommentNode).data;
        if (data === "$?" || data === "$!") throw new Unpublishable("A public page has a part that was still loading.");
        return false;
      }
      return !(isElement(node) && isFrameworks(node));
    });
    for (const node of parent.childNodes) {
      if (!isElement(node)) continue;
      check(node);
      walk(node.tagName === "template" ? (node as DefaultTreeAdapterTypes.Template).content : node);
    }
  };
  walk(document);
  return serialize(document);
}

/**
 * The page as it is served when it could not be renewed: what is marked `data-kept` is shown, and nothing else changes.
 * Pages carry that sentence hidden, in their own language and with their own time.
 */
export const asKept = (html: string): string =>
  html.replace(/(<[a-z]+[^>]*\sdata-kept)(=""|)([^>]*?)\shidden(=""|)/g, "$1$3");

/** The instant until which a page may be served unrenewed: the end of the local day that it speaks of (`data-until`). */
export const untilOf = (html: string): Date | null => instantOf(/<html[^>]*\sdata-until="([^"]+)"/.exec(html)?.[1]);

/** The instant that a page or a header names; null where it names none. */
export function instantOf(text: string | undefined): Date | null {
  const instant = text ? new Date(text) : null;
  return instant && !Number.isNaN(instant.getTime()) ? instant : null;
}

/**
 * What of a page makes it another version: everything but the instant of its making, which stands in an attribute
 * (`data-made`), in the sentence that names it (`data-as-of`) and in the one that is hidden until the page cannot be
 * renewed.
 */
export const lasting = (html: string): string =>
  html.replace(/(<html[^>]*\sdata-made=")[^"]*/, "$1").replace(/(<[a-z]+[^>]*\sdata-(?:kept|as-of)[^>]*>)[^<]*/g, "$1");

/** The page with the name of its version in it, so that it can ask whether there is another one (`data-version`). */
export const withVersion = (html: string, version: string): string =>
  html.replace(/<html\b/, `<html data-version="${version}"`);
