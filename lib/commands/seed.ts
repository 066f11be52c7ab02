import type { Answer } from "../domain/errors";
import { type Context, publish } from "./change";
import { publishClaim } from "./claims";
import { publishDay } from "./corridor-days";
import { publishCorridor } from "./corridors";
import { publishParty } from "./parties";
import { publishPlace } from "./places";
import { located } from "./refusing";
import { publishSource } from "./sources";

/** Unchecked inputs of every kind, in the order in which they are to be loaded. */
export type Seed = Record<(typeof ORDER)[number], unknown[]>;

// what is referred to comes before what refers to it
const ORDER = ["places", "parties", "sources", "corridors", "days", "claims"] as const;

/** All of it is one transaction, and a small machine with other work to do takes its time. */
const TIMEOUT = 120_000;

/**
 * Loads a whole record into an empty store: all of it, as one change set with a revision per entry, or nothing.
 * @param onEntry told after each entry, with the number done so far and of all
 * @returns how many of each; refuses as `not_empty` where the store has history, as `invalid` with fields such as
 *   `days.3.claims.0.source`
 */
export const loadSeed = (
  context: Context,
  seed: Seed,
  onEntry: (done: number, all: number) => void = () => {},
): Promise<Answer<{ loaded: Record<keyof Seed, number> }>> =>
  publish(
    context,
    {},
    async (change) => {
      const all = ORDER.reduce((sum, kind) => sum + seed[kind].length, 0);
      let done = 0;
      const each = async (
        kind: keyof Seed,
        load: (input: unknown) => Promise<unknown>,
        rows = [...seed[kind].entries()],
      ) => {
        for (const [i, input] of rows) {
          await load(input).catch((error) => {
            throw located(error, `${kind}.${i}`);
          });
          onEntry(++done, all);
        }
      };
      const edit = (input: unknown) => ({ input, baseRevision: 0 });
      await each("places", (input) => publishPlace(change, edit(input)));
      await each("parties", (input) => publishParty(change, edit(input)));
      await each("sources", (input) => publishSource(change, edit(input)));
      await each("corridors", (input) => publishCorridor(change, edit(input)), continuationsFirst(seed.corridors));
      await each("days", (day) => publishDay(change, context.now, { day, baseRevision: 0 }));
      await each("claims", (input) => publishClaim(change, context.now, edit(input)));
      return {
        loaded: Object.fromEntries(ORDER.map((kind) => [kind, seed[kind].length])) as Record<keyof Seed, number>,
      };
    },
    { timeout: TIMEOUT },
  );

/** Corridors with their row numbers, each after the one that it was continued as, which may stand further down. */
function continuationsFirst(corridors: readonly unknown[]): [number, unknown][] {
  const rows = corridors.map((row) => (row ?? {}) as { slug?: string; continuedAs?: string });
  const steps = (from: number, left = rows.length): number => {
    const next = rows[from]?.continuedAs ? rows.findIndex((row) => row.slug === rows[from]?.continuedAs) : -1;
    return next < 0 || left === 0 ? 0 : 1 + steps(next, left - 1);
  };
  return [...corridors.entries()].sort(([a], [b]) => steps(a) - steps(b));
}
