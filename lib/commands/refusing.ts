import { isAway } from "@/lib/data/client";
import { type Refusal, refuse } from "../domain/errors";

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
