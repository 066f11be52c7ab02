import { expect } from "vitest";
import { deskDay } from "@/tests/support/ledger";
import { CORRIDOR } from "@/tests/support/record";

/** What somebody saw who read all the while. */
export interface Seen {
  answers: number;
  /** The longest that an answer took, in ms. */
  slowest: number;
}

/** What is wrong with a public page: no answer, or half a change of those that atDesk() saves. */
async function wrongWith(url: string): Promise<string | null> {
  const answer = await fetch(url);
  const html = await answer.text();
  if (answer.status !== 200) return `${url} was answered with ${answer.status}`;
  const [note, claim] = [/>\s*day \d+\s*</.test(html), html.includes("Cars passed.")];
  return note === claim ? null : `${url} shows a note ${note ? "without its" : "but no"} claim`;
}

/**
 * Reads the board and the first day that atDesk() saves, over and over, as two readers do. Both have been read once before it
 * returns: of a page that nobody has read there is no copy to fall back on.
 * @returns what ends it, where every answer was a page and none showed half a change
 */
export async function keepReading(origin: string): Promise<() => Promise<Seen>> {
  const paths = ["/en", `/en/corridors/${CORRIDOR}/${deskDay(0)}`];
  for (const path of paths) expect(await wrongWith(origin + path)).toBeNull();
  const wrong: string[] = [];
  const seen: Seen = { answers: 0, slowest: 0 };
  let reading = true;
  const reader = async (path: string) => {
    while (reading) {
      const from = performance.now();
      const found = await wrongWith(origin + path).catch((error: Error) => `${path}: ${error.message} ${error.cause}`);
      if (found) wrong.push(found);
      seen.answers++;
      seen.slowest = Math.max(seen.slowest, Math.round(performance.now() - from));
      // a reader who asks without a pause would be a load of its own
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const readers = Promise.all(paths.map(reader));
  return async () => {
    reading = false;
    await readers;
    expect([...new Set(wrong)]).toEqual([]);
    return seen;
  };
}
