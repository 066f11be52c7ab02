import type { Arrival, Choices, Fields, Ground, Landed, Question, Upload, Write } from "./arrivals";
import { landDays } from "./landing-days";
import { landClaim, landSimple } from "./landing-entries";
import { draggedRows } from "./landing-said";
import { Work } from "./landing-work";

export type Landing = { landed: Landed[]; writes: Write[]; questions: Question[] };

/** Rows that are worked out between two turns of the event loop. */
const BATCH = 200;

/**
 * Works out how every row of an upload would land on the record: as new, changed, identical or as a problem, and what is
 * to be written for it. What is referred to lands first, so that the files and their rows may come in any order.
 * @param ground the part of the record that the upload speaks of; changed as rows land
 * @param turn lets the event loop turn
 */
export async function landUpload(
  upload: Upload,
  ground: Ground,
  choices: Choices,
  now: Date,
  turn: () => Promise<void> = async () => {},
): Promise<Landing> {
  const work = new Work(ground, upload.byName, choices, now);
  const all = <K extends Arrival["kind"]>(kind: K) =>
    upload.arrivals.filter((arrival): arrival is Extract<Arrival, { kind: K }> => arrival.kind === kind);
  const each = async <A>(rows: readonly A[], land: (row: A) => void) => {
    for (const [i, row] of rows.entries()) {
      if (i % BATCH === BATCH - 1) await turn();
      land(row);
    }
  };

  for (const arrival of all("unreadable")) work.refuse(arrival, [arrival.problem]);
  await each(all("place"), (row) => landSimple(work, "place", row));
  await again(work, all("party"), (rows) => each(rows, (row) => landSimple(work, "party", row)));
  await each(all("source"), (row) => landSimple(work, "source", row));
  await again(work, all("corridor"), (rows) => each(rows, (row) => landSimple(work, "corridor", row)));
  await landDays(work, all("day"), all("day_claim"), draggedRows(work, all("day")), turn);
  // totals.csv has some of the columns of claims.csv: where a claim is in both, the fuller row lands
  const claims = all("claim");
  const isFull = ({ input }: { input: Fields }) => input.statement !== undefined;
  await each([...claims.filter(isFull), ...claims.filter((row) => !isFull(row))], (row) => landClaim(work, row));

  const order = new Map(upload.arrivals.map((arrival, i) => [arrival, i]));
  const landed = [...work.landed].sort(([a], [b]) => order.get(a)! - order.get(b)!).map(([, row]) => row);
  return { landed, writes: [...work.writes.values()], questions: work.naming.questions() };
}

/** Rows that name one another: those refused come round again as long as others land before them. */
async function again<A extends Arrival>(work: Work, rows: A[], land: (rows: A[]) => Promise<void>): Promise<void> {
  for (let left = rows; left.length > 0; ) {
    for (const row of left) work.landed.delete(row);
    await land(left);
    const refused = left.filter((row) => work.landed.get(row)?.state === "problem");
    if (refused.length === left.length || refused.length === 0) return;
    left = refused;
  }
}
