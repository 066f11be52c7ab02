import type { Problem, Refusal } from "../domain/errors";
import type { Translate } from "./messages";

type Sentence = Parameters<Translate>[0];

/** What to do about a problem. Every code has its sentence: a house test compares the rules with the messages. */
export const problemText = (t: Translate, { code, values }: Problem): string =>
  t(`problem.${code}` as Sentence, values as never);

/** Why nothing was done. */
export const refusalText = (t: Translate, { code }: Refusal): string => t(`problem.refusal.${code}`);
