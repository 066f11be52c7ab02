import { hash, verify } from "@node-rs/argon2";
import { normalPassword } from "../domain/passwords";

// argon2id: the library's default algorithm. Each run takes 64 MiB, so only a few run at once.
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };
const AT_ONCE = 4;
const MAX_WAITING = 100;

/** Of random bytes that nobody kept: it costs a check the usual work and matches nothing. */
const NOBODY = "$argon2id$v=19$m=65536,t=3,p=1$yLsxoqdHNRLH1jSGO+YKwA$M0Z/Nk79Lrer75kmhgzTftd1wrNt5TFLEjhcrhz3DCc";

/** More passwords are waiting to be checked than the machine gets through in a few seconds. */
export class TooManyPasswords extends Error {
  constructor() {
    super("Too many passwords are waiting to be checked.");
  }
}

// One Next process holds several copies of this module; they share one budget of memory.
const BUDGET = Symbol.for("tracker.passwords");
const shared = globalThis as { [BUDGET]?: { running: number; waiting: (() => void)[] } };

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  shared[BUDGET] ??= { running: 0, waiting: [] };
  const budget = shared[BUDGET];
  if (budget.running >= AT_ONCE) {
    if (budget.waiting.length >= MAX_WAITING) throw new TooManyPasswords();
    // whoever ends hands its place over, so `running` stays as it is
    await new Promise<void>((resume) => budget.waiting.push(resume));
  } else budget.running++;
  try {
    return await work();
  } finally {
    const next = budget.waiting.shift();
    if (next) next();
    else budget.running--;
  }
}

/** What is stored of a password: argon2id with its parameters and salt. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(normalPassword(password), COST));

/**
 * Whether a password is the stored one. Takes as long for somebody who does not exist (`stored` null).
 * @throws TooManyPasswords
 */
export async function matchesPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(stored ?? NOBODY, normalPassword(password)));
  return matches && stored !== null;
}
