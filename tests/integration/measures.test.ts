import { expect, it } from "vitest";
import { markChecked } from "@/lib/commands/checks";
import { saveDay } from "@/lib/commands/corridor-days";
import { readMeasures } from "@/lib/data/measures";
import {
  by,
  CORRIDOR,
  claimForm,
  corridorForm,
  DATE,
  dayForm,
  layGround,
  NOW,
  placeForm,
  publishDay,
  yes,
} from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000);
const at = (instant: Date) => instant.getTime() / 1000;
const announced = (corridor: string, date: string) =>
  dayForm({ corridor, date, status: "announced", claims: [claimForm({ kind: "announcement", outcome: "" })] });

onEveryStore("what tells whether somebody looks after the record", (fresh) => {
  it("is nothing of a store in which nothing was published", async () => {
    const store = await fresh();
    const nothing = { revisions: 0, lastRevision: 0, lastLooked: 0, announcedToday: 0 };
    expect(await readMeasures(store.read, NOW)).toEqual(nothing);
  });

  it("is when something was last published, and when somebody last looked and found nothing new", async () => {
    const store = await fresh();
    await layGround(store);
    const laid = await readMeasures(store.read, NOW);
    expect(laid).toMatchObject({ lastRevision: at(NOW), lastLooked: at(NOW) });
    await yes(saveDay(by(store, { now: hours(1) }), { day: dayForm(), baseRevision: 0, reason: "" }));
    const saved = { revisions: laid.revisions + 1, lastRevision: at(hours(1)) };
    expect(await readMeasures(store.read, hours(1))).toMatchObject({ ...saved, lastLooked: at(hours(1)) });
    await yes(markChecked(by(store, { now: hours(2) }), { corridors: [CORRIDOR], date: DATE }));
    expect(await readMeasures(store.read, hours(9))).toMatchObject({ ...saved, lastLooked: at(hours(2)) });
  });

  it("is how many days are announced for today, as the calendar of their origin has it, and have no outcome", async () => {
    const store = await fresh();
    // at NOW, 09:00 UTC of 6 February, it is 23:00 in the east and 22:00 of the day before in the west
    const east = placeForm("east", { timeZone: "Pacific/Kiritimati" });
    const west = placeForm("west", { timeZone: "Pacific/Pago_Pago" });
    await layGround(store, {
      places: [placeForm("alpha"), placeForm("beta"), east, west],
      corridors: [corridorForm("alpha", "beta"), corridorForm("east", "beta"), corridorForm("west", "beta")],
    });
    let base = 0;
    const counted = async (now = NOW) => (await readMeasures(store.read, now)).announcedToday;
    for (const [corridor, date, number] of [
      [CORRIDOR, "2001-02-07", 0],
      [CORRIDOR, "2001-02-05", 0],
      [CORRIDOR, "2001-02-06", 1],
      ["east-to-beta", "2001-02-07", 1],
      ["east-to-beta", "2001-02-06", 2],
      ["west-to-beta", "2001-02-06", 2],
      ["west-to-beta", "2001-02-05", 3],
    ] as const) {
      const { revision } = await publishDay(store, announced(corridor, date));
      if (corridor === CORRIDOR && date === "2001-02-06") base = revision;
      expect([corridor, date, await counted()]).toEqual([corridor, date, number]);
    }
    // the next day begins in the east at 10:00 UTC, in the west at 11:00, between them at midnight
    expect(await counted(hours(1))).toBe(3);
    expect(await counted(hours(2))).toBe(3);
    expect(await counted(hours(15))).toBe(3);
    await publishDay(store, dayForm({ date: "2001-02-06" }), base, "It has ended well.");
    expect(await counted()).toBe(2);
  });
});
