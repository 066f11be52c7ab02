import type { Refusal } from "../domain/errors";

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Ends a command from anywhere inside it: nothing is stored, the refusal is its answer. */
export function refuseNow(refusal: Refusal): never {
  throw new Refused(refusal);
}

/** Says of which of many entries the problems of a refusal are; to be thrown on. Other errors stay as they are. */
export function located(error: unknown, at: string): unknown {
  if (!(error instanceof Refused)) return error;
  const { refusal } = error;
  const problems = refusal.problems.map((problem) => ({ ...problem, field: `${at}.${problem.field}` }));
  return new Refused({ ...refusal, problems });
}

/** The answer of a command that was ended by refuseNow(); other errors are thrown on. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  throw error;
}
