import { xml, xmlDocument } from "./xml";

export type Badge = {
  lang: string;
  /** For those who hear the badge: everything that it says, in each language. */
  title: string;
  description: string;
  /** The corridor. */
  name: string;
  sentences: readonly string[];
  /** Grade, and when an editor last changed or checked the entry. */
  small: readonly string[];
  /** That it repeats reports. */
  foot: string;
  live: boolean;
};

const WIDTH = 400;
const INSET = 16;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

/**
 * How wide a text is at most, in em: nobody knows the reader's font, so letters are taken as wide as the widest of the
 * common ones has them.
 */
function widthOf(text: string, bold: boolean): number {
  let em = 0;
  for (const sign of text) {
    em += /[ilj.,:;'|()[\]і\u00a0 ]/.test(sign)
      ? 0.37
      : /[mwMWшщжюфыШЩЖЮФЫМ@→—]/.test(sign)
        ? 1
        : /[A-ZА-ЯҐЄІЇ]/.test(sign)
          ? 0.74
          : 0.61;
  }
  return em * (bold ? 1.15 : 1);
}

/** The text in lines that fit into the badge; a word that is longer than a line is cut into several. */
export function wrapped(text: string, size: number, bold = false): string[] {
  const room = (WIDTH - 2 * INSET) / size;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    let rest = word;
    if (line && widthOf(`${line} ${rest}`, bold) <= room) {
      line = `${line} ${rest}`;
      continue;
    }
    if (line) lines.push(line);
    while (widthOf(rest, bold) > room) {
      let end = 1;
      while (widthOf([...rest].slice(0, end + 1).join(""), bold) <= room) end++;
      lines.push([...rest].slice(0, end).join(""));
      rest = [...rest].slice(end).join("");
    }
    line = rest;
  }
  return line ? [...lines, line] : lines;
}

/** A corridor's badge: an SVG that needs nothing else, on its own light ground, whatever page it stands on. */
export function badgeSvg(badge: Badge): string {
  const rows: { text: string; size: number; bold: boolean; fill: string; y: number }[] = [];
  let y = 10;
  const add = (text: string, size: number, fill: string, bold = false) => {
    for (const line of wrapped(text, size, bold)) {
      y += Math.round(size * 1.4);
      rows.push({ text: line, size, bold, fill, y });
    }
    y += 4;
  };
  add(badge.name, 16, "#17202a", true);
  for (const [i, sentence] of badge.sentences.entries()) {
    const today = badge.live && i === 0;
    add(sentence, 14, today ? "#17202a" : "#4b5762", today);
  }
  for (const line of badge.small) add(line, 12, "#4b5762");
  add(badge.foot, 12, "#4b5762");
  const height = y + 10;
  return xmlDocument(
    xml(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        width: WIDTH,
        height,
        viewBox: `0 0 ${WIDTH} ${height}`,
        role: "img",
        "aria-labelledby": "t d",
        "xml:lang": badge.lang,
        "font-family": FONT,
      },
      xml("title", { id: "t" }, badge.title),
      xml("desc", { id: "d" }, badge.description),
      xml("rect", {
        x: 0.5,
        y: 0.5,
        width: WIDTH - 1,
        height: height - 1,
        rx: 4,
        fill: "#ffffff",
        stroke: "#7c868e",
      }),
      badge.live && xml("rect", { x: 0, y: 4, width: 5, height: height - 8, fill: "#1b4b82" }),
      rows.map(({ text, size, bold, fill, y }) =>
        xml("text", { x: INSET, y, fill, "font-size": size, "font-weight": bold ? 700 : null }, text),
      ),
    ),
  );
}
