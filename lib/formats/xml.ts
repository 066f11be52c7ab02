/** A finished piece of XML: only `xml()` makes one, so that nothing gets in unescaped. */
export type Xml = { readonly xml: string };

type Child = Xml | string | null | false | readonly Child[];

/**
 * What XML 1.0 cannot carry even escaped (control characters, halves of surrogate pairs, noncharacters), with the
 * C1 controls that it only discourages. Line ends become `\n`.
 */
export const printable = (text: string): string =>
  text.replace(/\r\n?/g, "\n").replace(/[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => printable(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign] as string);
/** In attributes a parser makes spaces of line ends and tabs that are not escaped. */
const inAttribute = (text: string): string =>
  escaped(text).replace(/[\t\n]/g, (sign) => (sign === "\n" ? "&#10;" : "&#9;"));

const childText = (child: Child): string => {
  if (child === null || child === false) return "";
  if (typeof child === "string") return escaped(child);
  return "xml" in child ? child.xml : child.map(childText).join("");
};

/** One element; texts and values of attributes are escaped, attributes that are null are left out. */
export function xml(
  name: string,
  attributes: Record<string, string | number | null> = {},
  ...children: readonly Child[]
): Xml {
  const written = Object.entries(attributes)
    .map(([key, value]) => (value === null ? "" : ` ${key}="${inAttribute(String(value))}"`))
    .join("");
  const content = childText(children);
  return { xml: content ? `<${name}${written}>${content}</${name}>` : `<${name}${written}/>` };
}

/** A whole document in UTF-8. */
export const xmlDocument = (root: Xml): string => `<?xml version="1.0" encoding="utf-8"?>\n${root.xml}\n`;
