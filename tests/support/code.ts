import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

// What the house tests know about the code: files and imports, found by reading. TypeScript 7 has no compiler to ask.

export const ROOT = path.resolve(import.meta.dirname, "../..");
/** Folders that hold nothing of ours; `data` is the installation's, lib/data is not. */
const NOT_OURS = new Set(["node_modules", ".next", ".git", "data", "coverage", "test-results", "prisma/generated"]);

/** Every file below `folder` that we wrote, as a path from the root with `/`. */
export function filesIn(folder = "."): string[] {
  const absolute = path.join(ROOT, folder);
  if (!existsSync(absolute)) return [];
  if (statSync(absolute).isFile()) return [folder];
  return readdirSync(absolute, { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(file) ? [] : filesIn(file);
    return entry.isFile() ? [file] : [];
  });
}

export const read = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");

export const isCode = (file: string): boolean => /\.(tsx?|mjs|js)$/.test(file) && file !== "next-env.d.ts";

/** The text of a file without its comments. Strings that look like comments go, too: nothing here depends on those. */
export const withoutComments = (text: string): string =>
  text.replace(/(^|\s)\/\*[\s\S]*?\*\//g, "$1").replace(/(^|[^:"'`\\])\/\/.*$/gm, "$1");

const IMPORT =
  /(?:^|;)\s*(?:import|export)\b[^'";]*?\bfrom\s*["']([^"']+)["']|(?:^|;)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/gm;

/**
 * What a file imports: our own files as paths from the root, packages as `npm:NAME`, Node's modules as `node:NAME`.
 * Types count, too: they tie rooms together as much as values do.
 */
export function importsOf(file: string, text = read(file)): string[] {
  return [...withoutComments(text).matchAll(IMPORT)].map((match) => {
    const target = (match[1] ?? match[2] ?? match[3]) as string;
    if (target.startsWith("@/")) return target.slice(2);
    if (target.startsWith(".")) return path.posix.join(path.posix.dirname(file), target);
    if (target.startsWith("node:")) return target;
    const [scope, name] = target.split("/");
    return `npm:${scope?.startsWith("@") ? `${scope}/${name}` : scope}`;
  });
}

/** The file that an import means: `lib/paths` is lib/paths.ts. Undefined where there is none. */
export const fileOf = (target: string): string | undefined =>
  [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find(
    (file) => existsSync(path.join(ROOT, file)) && statSync(path.join(ROOT, file)).isFile(),
  );

/** Every file of ours that these need, themselves included. */
export function reachableFrom(files: readonly string[]): Set<string> {
  const seen = new Set(files);
  for (const file of seen)
    if (isCode(file))
      for (const target of importsOf(file)) {
        const found = /^(npm|node):/.test(target) ? undefined : fileOf(target);
        if (found) seen.add(found);
      }
  return seen;
}
