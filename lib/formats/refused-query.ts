import { type FileName, VARIANTS } from "../domain/files";
import { FILTERS_OF } from "../domain/filters";
import { SHOWN_STATUSES } from "../domain/vocabulary";
import { FILTERS } from "./files";

/** What a refused query is answered with, as plain text: what was wrong with it, and everything that is allowed. */
export function refusedQuery(file: FileName, problems: readonly string[]): string {
  const allowed = [
    ...FILTERS_OF[file].map((name) => `${name}: ${FILTERS[name].en}`),
    `variant: ${VARIANTS.join(" or ")}`,
  ];
  const lines = [...problems, "", `${file}.csv allows:`, ...allowed.map((line) => `  ${line}`)];
  if (FILTERS_OF[file].includes("status")) lines.push("", `The statuses are: ${SHOWN_STATUSES.join(", ")}.`);
  if (FILTERS_OF[file].includes("corridor")) lines.push("", "The keys of all corridors are in /data/corridors.csv.");
  return `${lines.join("\n")}\n`;
}
