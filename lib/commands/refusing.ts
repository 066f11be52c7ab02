import { isAway } from "@/lib/data/client";
import { type Refusal, refuse } from "../domain/errors";
import type { Payload } from "../domain/payloads";

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Ends a command from anywhere inside it: nothing is stored, the refusal is its answer. */
export function refuseNow(refusal: Refusal): never {
  throw new Refused(refusal);
}

/** Gives the problems of a refusal other fields, each once; to be thrown on. Other errors stay as they are. */
export function relocated(error: unknown, to: (field: string) => string): unknown {
  if (!(error instanceof Refused)) return error;
  const { refusal } = error;
  const moved = refusal.problems.map((problem) => ({ ...problem, field: to(problem.field) }));
  const problems = [...new Map(moved.map((problem) => [JSON.stringify(problem), problem])).values()];
  return new Refused({ ...refusal, problems });
}

/** Says of which of many entries the problems of a refusal are. */
export const located = (error: unknown, at: string): unknown => relocated(error, (field) => `${at}.${field}`);

/** The answer of a command that was ended by refuseNow() or by the loss of the database; other errors are thrown on. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (isAway(error)) return refuse("away");
  throw error;
}

/**
 * Whether an edit may go on: the form's base must be the entry's newest revision (0: there must be none).
 * @param newest asked where it is not, to show the editor what stands there
 */
export async function expectBase(
  base: number,
  entry: { revision: number; retractedAt: Date | null } | null,
  newest: () => Promise<{ payload: Payload | null } | null>,
): Promise<void> {
  if (!entry || (entry.retractedAt && base === 0)) {
    if (base !== 0) refuseNow(refuse("not_found"));
    return;
  }
  if (base === entry.revision) return;
  const current = { revision: entry.revision, payload: (await newest())?.payload ?? null };
  refuseNow(refuse(base === 0 ? "exists" : "conflict", [], current));
}
