/** Exports that read the database at the same time. Each holds a connection and a snapshot. */
const AT_ONCE = 4;
/** Readers that may wait for their turn; more are sent away at once. */
const MOST_WAITING = 64;

/** Too many are waiting for an export already. */
export class TooManyExports extends Error {
  constructor() {
    super("Too many exports are waiting.");
    this.name = "TooManyExports";
  }
}

type Slots = { taken: number; waiting: (() => void)[] };

// One Next process may hold several copies of this module; they must count together.
const SLOTS = Symbol.for("tracker.export-slots");
const shared = globalThis as { [SLOTS]?: Slots };

/**
 * Waits for a turn to read a file from the database.
 * @param signal ends the wait when the reader has gone
 * @returns gives the turn to the next reader; safe to call twice
 * @throws TooManyExports, or the signal's reason
 */
export async function exportSlot(signal: AbortSignal): Promise<() => void> {
  shared[SLOTS] ??= { taken: 0, waiting: [] };
  const slots = shared[SLOTS];
  signal.throwIfAborted();
  if (slots.taken < AT_ONCE) slots.taken++;
  else {
    if (slots.waiting.length >= MOST_WAITING) throw new TooManyExports();
    await new Promise<void>((resolve, reject) => {
      const gone = () => {
        slots.waiting.splice(slots.waiting.indexOf(turn), 1);
        reject(signal.reason);
      };
      const turn = () => {
        signal.removeEventListener("abort", gone);
        resolve();
      };
      slots.waiting.push(turn);
      signal.addEventListener("abort", gone, { once: true });
    });
  }
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    // the turn goes to the next one in line, or back
    const next = slots.waiting.shift();
    if (next) next();
    else slots.taken--;
  };
}
