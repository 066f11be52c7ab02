import type { Theirs } from "@/tests/bench/directus";
import { figure, type Report } from "@/tests/bench/report";

/** Answers per second; s for the whole file, read live, first after an edit and later; ms for a save, at the 95th of a hundred, and for a sign-in. */
export type Ours = {
  explorer: number;
  lists: number;
  live: number;
  whole: number;
  later: number;
  save: number;
  signIn: number;
};

/** What the project's plans give for Directus 12.4 and for Payload 3.90, without indexes made by hand. */
const DIRECTUS: Theirs = { lists: 44, file: 2.2, save: 15, signIn: 506 };
const PAYLOAD: Theirs = { lists: 33, file: 7.3, save: 12, signIn: 112 };

const ROWS: { what: string; ours: keyof Ours; theirs: keyof Theirs; more?: true; digits?: number }[] = [
  { what: "explorer, all different, answers/s", ours: "explorer", theirs: "lists", more: true },
  { what: "API list, all different, answers/s", ours: "lists", theirs: "lists", more: true },
  { what: "all as CSV, read live, s", ours: "live", theirs: "file", digits: 2 },
  { what: "all as CSV, first after an edit, s", ours: "whole", theirs: "file", digits: 2 },
  { what: "all as CSV, every other reader, s", ours: "later", theirs: "file", digits: 2 },
  { what: "save over HTTP, p95 ms", ours: "save", theirs: "save" },
  { what: "sign-in, p50 ms", ours: "signIn", theirs: "signIn" },
];

/**
 * What is here beside what a group would otherwise pick.
 * @param theirs what Directus took in the same run; null where there was none
 */
export function beside(ours: Ours, theirs: Theirs | null): Report {
  const rows = ROWS.map(({ what, ours: mine, theirs: other, more, digits }) => {
    const ahead = (them: Theirs) => `${figure(more ? ours[mine] / them[other] : them[other] / ours[mine], 1)} ×`;
    const there = theirs ? [figure(theirs[other], digits), ahead(theirs)] : ["", ""];
    return [
      what,
      figure(ours[mine], digits),
      ...there,
      ...[DIRECTUS, PAYLOAD].flatMap((them) => [them[other], ahead(them)]),
    ];
  });
  return {
    title: "Beside what a group would otherwise pick",
    columns: ["what", "here", "Directus", "ahead", "Directus, elsewhere", "ahead ", "Payload, elsewhere", " ahead"],
    rows,
    notes: [
      "100,000 rows on SQLite. Here and Directus: in this run, one after the other, on the same rows, with the same questions. Elsewhere: what the project's plans give, measured once on a quiet machine like this one. None with indexes made by hand, with which Directus reaches 329 lists/s there.",
    ],
  };
}
