import { cpus, totalmem } from "node:os";

/** What one part of the bench found: a table, and what has to be known to read it. */
export interface Report {
  title: string;
  columns: string[];
  rows: (string | number)[][];
  notes: string[];
}

/** The machine in one line: nothing that names it. */
export const machine = (): string =>
  `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Node ${process.versions.node}`;

/** `12,345`; with digits for small numbers. */
export const figure = (value: number, digits = 0): string =>
  value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** The p-th part of sorted values, 0 to 1. */
export const quantile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;

/** The middle one of some values, in whatever order. */
export const median = (values: readonly number[]): number =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** A report as the Markdown of docs/benchmarks.md, aligned so that a terminal shows it well. */
export function markdown({ title, columns, rows, notes }: Report): string {
  const cells = [columns, ...rows.map((row) => row.map(String))];
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => [...(row[i] ?? "")].length)));
  const words = columns.map((_, i) => rows.every((row) => /^([a-z]|$)/i.test(String(row[i]))));
  const line = (row: string[]) =>
    `| ${row.map((cell, i) => (words[i] ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(" | ")} |`;
  const rule = `|${widths.map((width, i) => (words[i] ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`;
  const [head, ...body] = cells.map(line);
  return [`### ${title}`, "", head, rule, ...body, "", ...notes].join("\n");
}

/**
 * A document with reports in it, each under its title: in the place of the one that stood there, else at the end.
 * Everything between two headings goes with the upper one.
 */
export function inserted(document: string, reports: readonly Report[]): string {
  return reports.reduce((text, report) => {
    const section = `${markdown(report)}\n`;
    const heading = `### ${report.title}\n`;
    const start = text.indexOf(heading);
    if (start < 0) return `${text.trimEnd()}\n\n${section}`;
    const rest = text.slice(start + heading.length);
    const length = rest.search(/^##+ /m);
    return length < 0
      ? `${text.slice(0, start)}${section}`
      : `${text.slice(0, start)}${section}\n${rest.slice(length)}`;
  }, document);
}
