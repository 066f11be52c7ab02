// npm run bench [-- board | export | save | growth | bringing | flood … [--directus URL]]: measures, on loopback only, prints
// tables, and puts them in the place of those in docs/benchmarks.md.
import { readFileSync, writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { build, buildNeeded } from "@/lib/cli/builds";
import { command } from "@/lib/cli/command";
import { measureBoard } from "@/tests/bench/board";
import { measureBringing } from "@/tests/bench/bringing";
import { measureExport } from "@/tests/bench/export";
import { measureFlood } from "@/tests/bench/flood";
import { measureGrowth } from "@/tests/bench/growth";
import { figure, inserted, machine, markdown, type Report } from "@/tests/bench/report";
import { measureSaves } from "@/tests/bench/save";

const DOCUMENT = "docs/benchmarks.md";
type Asked = { directus?: string | undefined };
const PARTS: Record<string, { measure: (asked: Asked) => Promise<Report | Report[]>; served: boolean }> = {
  board: { measure: measureBoard, served: true },
  export: { measure: measureExport, served: true },
  save: { measure: measureSaves, served: false },
  growth: { measure: measureGrowth, served: true },
  bringing: { measure: measureBringing, served: false },
  flood: { measure: measureFlood, served: true },
};

await command(async () => {
  const { values: asked, positionals: named } = parseArgs({
    options: { directus: { type: "string" } },
    allowPositionals: true,
  });
  const unknown = named.filter((name) => !Object.hasOwn(PARTS, name));
  if (unknown.length > 0)
    throw new Halt(`No part is called ${unknown.join(", ")}. There are: ${Object.keys(PARTS).join(", ")}.`);
  const parts = Object.entries(PARTS).filter(([name]) => named.length === 0 || named.includes(name));
  const root = process.cwd();
  if (parts.some(([, { served }]) => served) && buildNeeded(root)) await build(root);
  console.log(`${machine()}\n`);
  for (const [, { measure }] of parts) {
    const [load = 0] = loadavg();
    const busy = `In the minute before, ${figure(load, 1)} processes on average wanted the processor.`;
    const reports = [await measure(asked)].flat().map((report) => ({ ...report, notes: [...report.notes, "", busy] }));
    for (const report of reports) console.log(`${markdown(report)}\n`);
    // part by part: the next one may fail
    writeFileSync(DOCUMENT, inserted(readFileSync(DOCUMENT, "utf8"), reports));
  }
  return 0;
});
