import { expect } from "vitest";
import { PASSWORD } from "@/tests/support/people";
import type { Visitor } from "@/tests/support/visitor";

/** What an editor types into the form of a day on record as made by layGround(). */
export const typedDay = (noteEn: string) => ({
  intent: "publish",
  datePrecision: "day",
  status: "held",
  noteEn,
  "claims.0.kind": "outcome",
  "claims.0.outcome": "held",
  "claims.0.claimant": "alpha-council",
  "claims.0.source": "report-1",
  "claims.0.summaryEn": "Cars passed.",
});

/** Whether a form was answered with: it is published. */
export const published = (answer: Response): boolean =>
  answer.status === 303 && Boolean(answer.headers.get("location")?.includes("done=published"));

/** Tries to sign in with the plain form. */
export async function trySignIn(visitor: Visitor, name: string, password = PASSWORD): Promise<Response> {
  const entrance = await visitor.form("/en/sign-in", "password");
  return visitor.send(entrance, { name, password });
}

/** Signs in as a person whom storePerson() has stored. */
export async function signIn(visitor: Visitor, name = "edda"): Promise<void> {
  const answer = await trySignIn(visitor, name);
  expect(answer.headers.get("location")).toMatch(/\/en\/desk$/);
}
