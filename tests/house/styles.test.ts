import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const FILES = readdirSync("app/styles").filter((name) => name.endsWith(".css"));
/** The declarations of all style sheets, one per line, with the file they stand in. */
const LINES = FILES.flatMap((file) =>
  readFileSync(`app/styles/${file}`, "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .split("\n")
    .map((line) => `${file}: ${line.trim()}`),
);
const found = (pattern: RegExp) => LINES.filter((line) => pattern.test(line));

describe("the style sheets", () => {
  it("name no side of the screen, so that they fit writing from right to left", () => {
    const sided =
      /: (?:(?:margin|padding|border|inset|scroll-(?:margin|padding))-(?:left|right|top|bottom)|left|right|top|bottom|(?:min-|max-)?(?:width|height))\b[a-z-]*:/;
    expect(found(sided)).toEqual([]);
    expect(found(/(?:text-align|float|clear): (?:left|right)/)).toEqual([]);
    // four values would name the sides in turn; equal ends are the same from both
    const fourValues = /: (?:margin|padding|inset|border-radius|border-width): (\S+) (\S+) (\S+) (\S+);/;
    const unequal = found(fourValues).filter((line) => {
      const [, , start, , end] = fourValues.exec(line) ?? [];
      return start !== end;
    });
    expect(unequal).toEqual([]);
  });

  it("have five sizes of text, all named once", () => {
    const sizes = found(/font-size:/).filter(
      (line) => !/font-size: var\(--text-(?:small|base|lead|title|display)\);$/.test(line),
    );
    // what all sizes are relative to: the reader's own on a screen, a fixed one on paper
    expect(sizes).toEqual(["page.css: font-size: 100%;", expect.stringMatching(/^print\.css: font-size: [\d.]+pt;$/)]);
    const tokens = readFileSync("app/styles/tokens.css", "utf8");
    expect([...tokens.matchAll(/--text-([a-z]+):/g)].map(([, name]) => name)).toEqual([
      "small",
      "base",
      "lead",
      "title",
      "display",
    ]);
  });

  it("take every colour from the palette, outside paper", () => {
    const own = found(/(?:#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\()/i).filter(
      (line) => !/^(?:tokens|print)\.css/.test(line),
    );
    // a code for a camera has to be black on white in every theme
    expect(own).toEqual(["desk.css: background: #fff;"]);
  });

  it("let nothing move", () => {
    expect(found(/\b(?:transition|animation)\b|scroll-behavior: smooth/)).toEqual([]);
  });
});
