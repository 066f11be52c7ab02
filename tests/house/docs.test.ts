import { describe, expect, it } from "vitest";
import { FILE_NAMES } from "@/lib/domain/files";
import { paths } from "@/lib/paths";
import { filesIn, read, withoutComments } from "@/tests/support/code";

const documents = ["README.md", "CONTRIBUTING.md", ...filesIn("docs").filter((file) => file.endsWith(".md"))];
/** Notes on past decisions may speak of what is no more. */
const current = documents.filter((file) => !file.startsWith("docs/decisions/"));
const text = current.map(read).join("\n");
const all = (pattern: RegExp, where = text) => [
  ...new Set([...where.matchAll(pattern)].map((match) => match[1] as string)),
];

describe("the documents", () => {
  it("name every variable of the environment that is read, and none that is not", () => {
    const config = withoutComments(read("lib/config.ts"));
    const names = [...all(/\benv\.([A-Z_]+)\b/g, config), ...all(/\b([A-Z][A-Z_]+): [a-z]/g, config)];
    expect(names).toContain("DATABASE_URL");
    // set by Node's world and by Next, or by us for next-auth: nobody else has to
    const others = ["NODE_ENV", "NEXT_PHASE", "NEXTAUTH_URL"];
    const wanted = names.filter((name) => !others.includes(name));
    expect(wanted.filter((name) => !new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
    const named = all(/`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=[^`]*)?`/g);
    // of PostgreSQL, not of ours
    const foreign = ["LC_COLLATE"];
    expect(named.filter((name) => !names.includes(name) && !foreign.includes(name))).toEqual([]);
  });

  it("name every npm script, and none that does not exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = [...all(/\bnpm run ([\w:-]+)/g), ...all(/\bnpm (test|start)\b/g)];
    expect(Object.keys(scripts).filter((name) => !named.includes(name))).toEqual([]);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("link to nothing that is not there", () => {
    const missing = documents.flatMap((file) => {
      const folder = file.includes("/") ? `${file.slice(0, file.lastIndexOf("/"))}/` : "";
      return all(/\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)/g, read(file))
        .map((target) => new URL(target, `file:///${folder}`).pathname.slice(1))
        .filter((target) => filesIn(target).length === 0)
        .map((target) => `${file} → ${target}`);
    });
    expect(missing).toEqual([]);
  });

  it("give every decision a number of its own, in its title as in its name", () => {
    const notes = documents.filter((file) => !current.includes(file));
    const numbers = notes.map((file) => Number(/\/(\d{4})-[^/]+$/.exec(file)?.[1]));
    expect(numbers.filter((number, i) => numbers.indexOf(number) !== i)).toEqual([]);
    expect(notes.map((file) => Number(/^# (\d+)\. /.exec(read(file))?.[1]))).toEqual(numbers);
  });
});

/** What a route of the framework answers to, as a pattern: `[slug]` is any one part. */
const routes = filesIn("app")
  .filter((file) => /\/(page|route)\.tsx?$/.test(file))
  .map((file) => {
    const parts = file
      .split("/")
      .slice(1, -1)
      .filter((part) => !/^\(.*\)$/.test(part));
    const pattern = parts.map((part) =>
      part === "[locale]"
        ? "(en|uk)"
        : /^\[\[\.\.\./.test(part)
          ? "?.*"
          : /^\[\.\.\./.test(part)
            ? ".+"
            : part.replace(/\[\w+\]/g, "[^/]+").replace(/\./g, "\\."),
    );
    return {
      file,
      pattern: new RegExp(`^/${pattern.join("/")}$`),
      fixed: parts.filter((part) => !part.startsWith("[")).length,
    };
  })
  .sort((a, b) => b.fixed - a.fixed);
/** The route that answers: a part that is written out goes before one that may be anything. */
const routeOf = (address: string) =>
  routes.find(({ pattern }) => pattern.test(address.split(/[?#]/)[0] as string))?.file;

describe("the addresses", () => {
  const documented = all(/`(\/[^`\s]*)`/g);

  it("that exist are all documented", () => {
    const known = new Set(documented.map(routeOf));
    expect(routes.filter(({ file }) => !known.has(file)).map(({ file }) => file)).toEqual([]);
  });

  it("that are documented all exist", () => {
    expect(documented.filter((address) => !routeOf(address))).toEqual([]);
  });

  it("that the code knows all lead to a route of their own", () => {
    const made = Object.entries(paths).map(([name, path]) => {
      if (typeof path === "string") return [name, path] as const;
      const make = path as (...parts: string[]) => string;
      return [name, make(...(name === "file" ? ["corridor-days"] : ["en", "a-b", "2022-03-12"]))] as const;
    });
    expect(made.filter(([, address]) => !routeOf(address))).toEqual([]);
    expect(new Set(made.map(([, address]) => address)).size).toBe(made.length);
  });

  it("of the files are all named where the files are explained", () => {
    expect(FILE_NAMES.filter((file) => !new RegExp(`\`(/data/)?${file}(\\.csv)?\``).test(text))).toEqual([]);
  });
});
