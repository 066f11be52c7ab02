import { expect, it } from "vitest";
import { saveClaim } from "@/lib/commands/claims";
import { listChanges } from "@/lib/data/changes";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { listRevisions } from "@/lib/data/revisions";
import { GENESIS } from "@/lib/domain/chain";
import {
  by,
  CORRIDOR,
  claimForm,
  DATE,
  dayForm,
  layGround,
  publishDay,
  retractSource,
  yes,
} from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const ENTRY = `${CORRIDOR}/${DATE}`;

onEveryStore("the public history of a day", (fresh) => {
  it("tells every version with the names in it, those of a retracted source and of a claim that is gone, too", async () => {
    const store = await fresh();
    await layGround(store);
    const gone = claimForm({ kind: "blame", outcome: "", addressee: "south-army", source: "report-2" });
    const first = await publishDay(store, dayForm({ claims: [claimForm(), gone] }));
    await publishDay(store, dayForm({ noteEn: "Second." }), first.revision, "one report was about another day");
    const { revision } = await store.read.source.findUniqueOrThrow({ where: { slug: "report-2" } });
    await yes(retractSource(by(store), { slug: "report-2", baseRevision: revision, reason: "made up" }));
    const history = (await findCorridorDay(store.read, CORRIDOR, DATE))?.history;
    expect(history?.all).toBe(2);
    expect(history?.revisions.map(({ kind, first, redacted }) => ({ kind, first, redacted }))).toEqual([
      { kind: "correction", first: false, redacted: false },
      { kind: "addition", first: true, redacted: false },
    ]);
    expect([...(history?.names.parties.keys() ?? [])].sort()).toEqual(["alpha-council", "south-army"]);
    expect(history?.names.sources.get("report-2")).toMatchObject({ publisher: "Test Gazette", retracted: true });
    expect([...(history?.names.corridors.keys() ?? [])]).toEqual([CORRIDOR]);
    expect(JSON.stringify(history)).not.toContain("editor-1");
  });

  it("is told as far as there is room: the newest version whole, and a few pages of those before it", async () => {
    const store = await fresh();
    await layGround(store);
    const told = async () => (await findCorridorDay(store.read, CORRIDOR, DATE))?.history;
    let { revision } = await publishDay(store);
    for (let i = 0; i < 40; i++)
      ({ revision } = await publishDay(store, dayForm({ noteEn: `${i}` }), revision, "more"));
    expect(await told()).toMatchObject({ all: 41, revisions: { length: 30 } });
    for (let i = 0; i < 10; i++) {
      const [noteEn, noteUk] = [`${i} `.repeat(900), `${i} `.repeat(1000)];
      ({ revision } = await publishDay(store, dayForm({ noteEn, noteUk }), revision, "r".repeat(300)));
    }
    const history = await told();
    expect(history?.revisions[0]?.seq).toBe(revision);
    expect(history?.revisions.length).toBeGreaterThan(5);
    expect(history?.revisions.length).toBeLessThan(10);
  });

  it("gives nothing of what a version said that a redaction reached, and everything after it", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision } = await publishDay(store, dayForm({ noteEn: "canary-7f3a" }));
    await store.transaction(async (tx) => {
      const at = new Date("2001-02-06T10:00:00Z");
      const change = { kind: "redaction", reason: "a name", at } as const;
      await tx.changeSet.create({ data: { id: "redaction", authorRole: "admin", actorId: "admin-1", ...change } });
      const { before, after } = { before: '{"note_en":"canary-7f3a"}', after: '{"note_en":""}' };
      const entry = { entryKind: "corridor_day", entry: ENTRY, fields: "note_en", role: "admin" } as const;
      const link = { seq: revision + 1, prevHash: `${GENESIS.slice(1)}1`, hash: "2".repeat(64) };
      await tx.revision.create({ data: { ...link, ...entry, ...change, before, after, changeSetId: "redaction" } });
    });
    const versions = await listRevisions(store.read, "corridor_day", ENTRY);
    expect(versions.map(({ kind, redacted, before, after }) => [kind, redacted, before, after])).toEqual([
      ["redaction", true, null, null],
      ["addition", true, null, null],
    ]);
    const page = await findCorridorDay(store.read, CORRIDOR, DATE);
    expect(JSON.stringify(page?.history)).not.toContain("canary-7f3a");
  });
});

onEveryStore("the public changes of the record", (fresh) => {
  it("have a claim of wider scope with what it is about and the report that it is from", async () => {
    const store = await fresh();
    await layGround(store);
    const input = claimForm({ scope: "corridor", corridor: CORRIDOR, kind: "obstacle", outcome: "" });
    await yes(saveClaim(by(store), { input, baseRevision: 0, reason: "" }));
    const { changes } = await listChanges(store.read, 1);
    expect(changes[0]).toMatchObject({
      change: "addition",
      entry: { kind: "claim", claim: { kind: "obstacle", source: { slug: "report-1" } }, corridor: { slug: CORRIDOR } },
    });
    expect(JSON.stringify(changes)).not.toContain("editor-1");
  });
});
