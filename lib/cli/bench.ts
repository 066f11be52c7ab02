// npm run bench [-- board | export | save …]: measures, on loopback only, and prints tables for docs/benchmarks.md.
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { build, buildNeeded } from "@/lib/cli/builds";
import { command } from "@/lib/cli/command";
import { measureBoard } from "@/tests/bench/board";
import { measureExport } from "@/tests/bench/export";
import { machine, markdown, type Report } from "@/tests/bench/report";
import { measureSaves } from "@/tests/bench/save";

const PARTS: Record<string, { measure: () => Promise<Report | Report[]>; served: boolean }> = {
  board: { measure: measureBoard, served: true },
  export: { measure: measureExport, served: true },
  save: { measure: measureSaves, served: false },
};

await command(async () => {
  const named = process.argv.slice(2);
  const unknown = named.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new Halt(`No part is called ${unknown.join(", ")}. There are: ${Object.keys(PARTS).join(", ")}.`);
  const parts = Object.entries(PARTS).filter(([name]) => named.length === 0 || named.includes(name));
  const root = process.cwd();
  if (parts.some(([, { served }]) => served) && buildNeeded(root)) await build(root);
  console.log(`${machine()}\n`);
  for (const [, { measure }] of parts)
    for (const report of [await measure()].flat()) console.log(`${markdown(report)}\n`);
  return 0;
});
