import { expect } from "vitest";
import { saveDay } from "@/lib/commands/corridor-days";
import type { Store } from "@/lib/data/client";
import { addDays } from "@/lib/domain/dates";
import { published, typedDay } from "@/tests/support/desk";
import { headOfAudit, headOfRevisions } from "@/tests/support/history";
import { by, CORRIDOR, numberedDay, yes } from "@/tests/support/record";
import type { Form, Visitor } from "@/tests/support/visitor";

/** A way to save the n-th of many days, each under a key of its own. */
export interface Way {
  entryOf(n: number): string;
  /** How many claims each of them has. */
  claims: number;
  /**
   * Saves the n-th day, the same each time it is asked to.
   * @returns its revision where the answer tells, once it is acknowledged
   * @throws where it is not acknowledged, whether refused or without an answer
   */
  save(n: number): Promise<number | undefined>;
}

/** By the command itself, on a store that may be another one each time. */
export const byCommand = (store: () => Store): Way => ({
  entryOf: (n) => `${CORRIDOR}/${numberedDay(n).date}`,
  claims: 2,
  async save(n) {
    const context = by(store(), { requestKey: `save-${n}` });
    return (await yes(saveDay(context, { day: numberedDay(n), baseRevision: 0 }))).revision;
  },
});

/** Where the n-th day is that somebody saves at the desk: hours of saves, before today and after the days that tests number. */
export const deskDay = (n: number) => addDays("1950-01-01", n);

/** By the forms of the desk, as somebody who has signed in. A form that was sent once is kept, and sent again as it is. */
export function atDesk(visitor: Visitor): Way {
  const forms = new Map<number, Form>();
  return {
    entryOf: (n) => `${CORRIDOR}/${deskDay(n)}`,
    claims: 1,
    async save(n) {
      const form = forms.get(n) ?? (await visitor.form(`/en/desk/days/${CORRIDOR}/${deskDay(n)}`, "noteEn"));
      forms.set(n, form);
      const answer = await visitor.send(form, typedDay(`day ${n}`));
      if (!published(answer)) throw new Error(`day ${n} was answered with ${answer.status}: ${await answer.text()}`);
      return undefined;
    },
  };
}

/** What stands in the store under each entry of a day. */
export type Days = Map<string, number>;

/**
 * Writes down what was asked and what was acknowledged, while something breaks, and checks afterwards that the store agrees:
 * acknowledged means present; everything else is absent or there once, and there once when it is sent again.
 */
export class Ledger {
  readonly asked = new Set<number>();
  /** With the revision, where the answer told it. */
  readonly saved = new Map<number, number | undefined>();
  /** What those were told that were not acknowledged, the last of each. */
  readonly refused = new Map<number, string>();
  next = 0;

  constructor(readonly way: Way) {}

  /** @returns whether the day was acknowledged */
  async save(n = this.next++): Promise<boolean> {
    this.asked.add(n);
    try {
      this.saved.set(n, await this.way.save(n));
      this.refused.delete(n);
      return true;
    } catch (error) {
      const { message, cause } = error as Error;
      this.refused.set(n, `${message} ${cause ?? ""}`);
      return false;
    }
  }

  /** Lets some save one day after the other, each until one of its own is not acknowledged, or until `enough`. */
  async work(editors: number, enough: () => boolean): Promise<void> {
    const editor = async () => {
      while (!enough() && (await this.save()));
    };
    await Promise.all(Array.from({ length: editors }, editor));
  }

  get unanswered(): number[] {
    return [...this.asked].filter((n) => !this.saved.has(n));
  }

  /** The store holds every acknowledged day, no day by halves or twice, none that nobody asked for; both chains are whole. */
  async check(store: Store): Promise<Days> {
    await headOfRevisions(store);
    await headOfAudit(store);
    const rows = await store.read.corridorDay.findMany({ include: { _count: { select: { claims: true } } } });
    const revisions = await store.read.revision.findMany({ where: { entryKind: "corridor_day" } });
    const days: Days = new Map(rows.map(({ id, revision }) => [id, revision]));
    expect(new Map(revisions.map(({ entry, seq }) => [entry, seq]))).toEqual(days);
    expect(revisions).toHaveLength(days.size);
    expect(rows.filter((day) => day._count.claims !== this.way.claims)).toEqual([]);
    expect(await store.read.requestKey.count()).toBe(days.size);
    for (const [n, revision] of this.saved) {
      const there = days.get(this.way.entryOf(n));
      expect([n, there]).toEqual([n, revision ?? expect.any(Number)]);
    }
    const asked = new Set([...this.asked].map((n) => this.way.entryOf(n)));
    expect([...days.keys()].filter((entry) => !asked.has(entry))).toEqual([]);
    if (store.dialect === "sqlite") {
      expect(await store.read.$queryRaw`PRAGMA integrity_check`).toEqual([{ integrity_check: "ok" }]);
    }
    return days;
  }

  /**
   * check(), then everybody who had no answer sends the same again, and once more: it was saved already or is saved now, once.
   * @returns how many had had no answer
   */
  async settle(store: Store): Promise<number> {
    const before = await this.check(store);
    const { unanswered } = this;
    for (const n of [...unanswered, ...unanswered]) {
      expect([n, await this.save(n), this.refused.get(n)]).toEqual([n, true, undefined]);
      const was = before.get(this.way.entryOf(n));
      const is = this.saved.get(n);
      if (was && is) expect([n, is]).toEqual([n, was]);
    }
    const after = await this.check(store);
    for (const [entry, revision] of before) expect([entry, after.get(entry)]).toEqual([entry, revision]);
    expect(after.size).toBe(this.asked.size);
    return unanswered.length;
  }
}
