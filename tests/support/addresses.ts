import type { BuiltRoute } from "@/tests/support/manifests";
import type { Ground } from "@/tests/support/planted";
import { CORRIDOR, DATE } from "@/tests/support/record";

/** What stands for a bracket of a pattern: by the pattern's beginning up to it, the longest that fits. */
const valuesOf = ({ draft, suggestion, upload, changeSet }: Ground): Record<string, string[]> => ({
  "[locale]": ["en", "uk"],
  "corridors/[slug]": [CORRIDOR],
  "corridors/[slug]/[date]": [DATE],
  "embed/[slug]": [CORRIDOR],
  "parties/[slug]": ["alpha-council"],
  "sources/[slug]": ["report-1"],
  "days/[date]": [DATE],
  "page/[page]": ["2"],
  "parties/[from]": ["north"],
  "parties/[from]/[to]": ["south"],
  "sides/[from]": ["north"],
  "sides/[from]/[to]": ["south"],
  "claims/[list]": ["wider", "by-north", "in-report-1"],
  "claims/[list]/[page]": ["2"],
  "at/[instant]": ["2001-02-06T09:00:00.000Z"],
  "[[...page]]": ["", `corridors/${CORRIDOR}/${DATE}`],
  "data/[file]": ["corridor-days.csv", "revisions.csv", "datapackage.json", "corridor-tracker.zip"],
  "v1/[...path]": ["openapi.json", "corridor-days", `corridor-days/${CORRIDOR}/${DATE}/revisions`],
  "auth/[...nextauth]": ["session", "callback/credentials", "signout", "csrf"],
  "link/[token]": ["not-a-token"],
  "desk/[list]": ["parties", "places", "sources", "corridors"],
  "[list]/[slug]": ["north"],
  "days/[slug]": [CORRIDOR],
  "days/[slug]/[date]": [DATE, `2001-02-04?draft=${draft}`, `2001-02-05?suggestion=${suggestion}`],
  "claims/[key]": ["wide-1"],
  "changes/[id]": [changeSet],
  "drafts/[id]": [draft],
  "suggestions/[id]": [suggestion],
  "imports/[id]": [upload],
  "entries/[kind]": ["corridor_day", "party"],
  "[...entry]": [`${CORRIDOR}/${DATE}`, "north"],
});

/**
 * Addresses of a route of the build, with something of the record in the place of each bracket.
 * @throws Error for a bracket that nothing stands for yet: a new route says here what it is asked for with
 */
export function addressesOf({ pattern }: BuiltRoute, ground: Ground): string[] {
  const values = valuesOf(ground);
  let made = [""];
  const parts = pattern.split("/").slice(1);
  for (const [i, part] of parts.entries()) {
    const known = [3, 2, 1]
      .map((count) => values[parts.slice(Math.max(0, i + 1 - count), i + 1).join("/")])
      .find((found) => found !== undefined);
    if (part.startsWith("[") && !known)
      throw new Error(`${pattern}: say in tests/support/addresses.ts what ${part} is`);
    const next = part.startsWith("[") ? (known as string[]) : [part];
    made = made.flatMap((before) => {
      const [path = "", query] = before.split("?");
      return next.map((value) => (value === "" ? path : `${path}/${value}`) + (query ? `?${query}` : ""));
    });
  }
  return made.map((path) => path || "/");
}
