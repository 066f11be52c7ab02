import { readFileSync } from "node:fs";

const BLOCKS = [...readFileSync("docs/data.md", "utf8").matchAll(/^```(\w+)\n(.*?)^```/gms)];

/**
 * A program that docs/data.md prints, for tests that do what it says.
 * @param language as the page names it: `python`, `sh`
 * @param having what stands in that one alone
 */
export function printed(language: string, having: string): string {
  const texts = BLOCKS.filter(([, named]) => named === language).map(([, , text]) => text as string);
  const [text, ...others] = texts.filter((each) => each.includes(having));
  if (text === undefined || others.length > 0)
    throw new Error(`docs/data.md prints no single ${language} with ${having}.`);
  return text;
}
