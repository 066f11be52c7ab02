import { expect, it } from "vitest";
import { chainText, replayText } from "@/lib/cli/chain-words";
import { saveDay } from "@/lib/commands/corridor-days";
import { redact } from "@/lib/commands/redactions";
import { type Verification, verifyChains } from "@/lib/data/chains";
import type { Store } from "@/lib/data/client";
import { checkReplay } from "@/lib/data/replay-check";
import { openSnapshot } from "@/lib/data/snapshot";
import { type ChainLink, hashOf } from "@/lib/domain/chain";
import { headOfAudit, headOfRevisions } from "@/tests/support/history";
import { by, CORRIDOR, DATE, dayForm, layGround, person, publishDay, yes } from "@/tests/support/record";
import { placeRow } from "@/tests/support/rows";
import { onEveryStore } from "@/tests/support/stores";
import { tamper } from "@/tests/support/tampering";

async function verify(store: Store, verification?: Verification) {
  const snapshot = await openSnapshot(store.url);
  try {
    return await verifyChains(snapshot, verification);
  } finally {
    await snapshot.close();
  }
}

/** A record whose revisions 12 and 13 are a day and its correction; the ground has 11 (places first). */
async function write(store: Store): Promise<void> {
  await layGround(store);
  const { revision } = await publishDay(store);
  await yes(
    saveDay(by(store), { day: dayForm({ noteEn: "Mended." }), baseRevision: revision, reason: "a typing error" }),
  );
}

const LAST = 13;

/** Hashes every link anew from `seq` on, as somebody would who wants no trace to be seen. */
async function rebuild(store: Store, seq: number): Promise<void> {
  const rows = await store.read.revision.findMany({ where: { seq: { gte: seq - 1 } }, orderBy: { seq: "asc" } });
  let prevHash = rows[0]!.hash;
  for (const row of rows.slice(1)) {
    const hash = hashOf({ ...row, prevHash } as ChainLink);
    await tamper(
      store,
      `UPDATE "Revision" SET "prevHash" = '${prevHash}', "hash" = '${hash}' WHERE "seq" = ${row.seq}`,
    );
    prevHash = hash;
  }
}

/** Copies of both tables of the history, to try the next thing on the same store. */
async function keepHistory(store: Store) {
  const tables = ["Revision", "ChangeSet"];
  await tamper(store, ...tables.map((table) => `CREATE TABLE "kept${table}" AS SELECT * FROM "${table}"`));
  const putBack = () =>
    tamper(
      store,
      ...tables.map((table) => `DELETE FROM "${table}"`),
      ...tables.toReversed().map((table) => `INSERT INTO "${table}" SELECT * FROM "kept${table}"`),
    );
  const forget = () => tamper(store, ...tables.map((table) => `DROP TABLE "kept${table}"`));
  return { putBack, forget };
}

onEveryStore("the verification of the chains", (fresh) => {
  it("finds an untouched store whole, and names the heads that a stranger would compute", async () => {
    const store = await fresh();
    const empty = { fitting: 0, head: { seq: 0, hash: "0".repeat(64) }, broken: null };
    expect(await verify(store)).toEqual({ public: empty, audit: empty });
    await write(store);
    const public_ = { seq: LAST, hash: await headOfRevisions(store) };
    const audit = { seq: LAST, hash: await headOfAudit(store) };
    const reports = await verify(store, { checkpoints: { public: public_, audit } });
    expect(reports.public).toEqual({ fitting: LAST, head: public_, broken: null });
    expect(reports.audit).toEqual({ fitting: LAST, head: audit, broken: null });
    expect(chainText("Public chain", reports.public)).toBe(
      `Public chain: whole, with 13 links. Head: 13:${public_.hash}`,
    );
  });

  it("tells how far it has come", async () => {
    const store = await fresh();
    await write(store);
    const told: unknown[] = [];
    await verify(store, { onProgress: (...state) => told.push(state) });
    expect(told).toEqual([
      ["public", LAST, LAST],
      ["audit", LAST, LAST],
    ]);
  });

  const tampered: [what: string, sql: string[], broken: { seq: number; fault: string }][] = [
    [
      "a text of an entry was changed",
      [`UPDATE "Revision" SET "after" = replace("after", 'BETA', 'OMEGA') WHERE "entry" = 'beta'`],
      { seq: 2, fault: "hash" },
    ],
    ["a reason was changed", [`UPDATE "Revision" SET "reason" = 'none' WHERE "seq" = 12`], { seq: 12, fault: "hash" }],
    [
      "an author's role was changed",
      [`UPDATE "Revision" SET "role" = 'admin' WHERE "seq" = 12`],
      { seq: 12, fault: "hash" },
    ],
    [
      "what stood there before was changed",
      [`UPDATE "Revision" SET "before" = replace("before", 'held', 'failed') WHERE "seq" = 13`],
      { seq: 13, fault: "before" },
    ],
    [
      "what stood there before was taken away",
      [`UPDATE "Revision" SET "before" = NULL WHERE "seq" = 13`],
      { seq: 13, fault: "before" },
    ],
    [
      "the names of the changed fields were changed",
      [`UPDATE "Revision" SET "fields" = 'status' WHERE "seq" = 13`],
      { seq: 13, fault: "fields" },
    ],
    [
      "a change set tells another reason",
      [`UPDATE "ChangeSet" SET "reason" = 'none' WHERE "reason" = 'a typing error'`],
      { seq: 13, fault: "change_set" },
    ],
    [
      "a change set tells another kind",
      [`UPDATE "ChangeSet" SET "kind" = 'merge' WHERE "reason" = 'a typing error'`],
      { seq: 13, fault: "change_set" },
    ],
    [
      "a digest stands where nothing was redacted",
      [`UPDATE "Revision" SET "digest" = '${"0".repeat(64)}' WHERE "seq" = 5`],
      { seq: 5, fault: "redaction" },
    ],
    ["a link in the middle was taken away", [`DELETE FROM "Revision" WHERE "seq" = 5`], { seq: 6, fault: "gap" }],
    [
      "a link was taken away and the numbers were closed up",
      [
        `DELETE FROM "Revision" WHERE "seq" = 5`,
        ...[6, 7, 8, 9, 10, 11, 12, 13].map((seq) => `UPDATE "Revision" SET "seq" = ${seq - 1} WHERE "seq" = ${seq}`),
      ],
      { seq: 5, fault: "prev_hash" },
    ],
    [
      "two links changed places",
      [
        `UPDATE "Revision" SET "seq" = 99 WHERE "seq" = 7`,
        `UPDATE "Revision" SET "seq" = 7 WHERE "seq" = 8`,
        `UPDATE "Revision" SET "seq" = 8 WHERE "seq" = 99`,
      ],
      { seq: 7, fault: "prev_hash" },
    ],
  ];
  it("names the first link that does not fit, whatever was done to it", async () => {
    const store = await fresh();
    await write(store);
    const kept = await keepHistory(store);
    for (const [what, sql, broken] of tampered) {
      await tamper(store, ...sql);
      const { public: report } = await verify(store);
      const fitting = broken.fault === "gap" ? broken.seq - 2 : broken.seq - 1;
      expect(report, what).toMatchObject({ broken, fitting });
      await kept.putBack();
    }
    expect((await verify(store)).public.broken).toBeNull();
    await kept.forget();
  });

  it("finds links that were taken off the end: by the audit log, and by a head that was kept", async () => {
    const store = await fresh();
    await write(store);
    const head = { seq: LAST, hash: await headOfRevisions(store) };
    await tamper(store, `DELETE FROM "Revision" WHERE "seq" = ${LAST}`);
    const reports = await verify(store);
    expect(reports.public.broken).toBeNull();
    expect(reports.audit.broken).toEqual({ seq: LAST, fault: "revision" });
    await tamper(store, `DELETE FROM "AuditLog" WHERE "seq" = ${LAST}`);
    expect((await verify(store)).audit.broken).toBeNull();
    const { public: report } = await verify(store, { checkpoints: { public: head } });
    expect(report.broken).toEqual({ seq: LAST, fault: "cut_short" });
    expect(chainText("Public chain", report)).toContain("Link 13 is the checkpoint's, and the chain ends before it");
  });

  it("finds a chain that was hashed anew from a point on, by a head that was kept", async () => {
    const store = await fresh();
    await write(store);
    const head = { seq: 12, hash: (await store.read.revision.findUniqueOrThrow({ where: { seq: 12 } })).hash };
    await tamper(store, `UPDATE "Revision" SET "after" = replace("after", 'BETA', 'OMEGA') WHERE "seq" = 2`);
    await rebuild(store, 2);
    expect((await verify(store)).public.broken).toBeNull();
    const { public: report } = await verify(store, { checkpoints: { public: head } });
    expect(report.broken).toEqual({ seq: 12, fault: "checkpoint" });
  });

  it("finds a link that is dated before the one before it, however well it is hashed", async () => {
    const store = await fresh();
    await write(store);
    const row = await store.read.revision.findUniqueOrThrow({ where: { seq: LAST } });
    const at = new Date("2001-01-01T00:00:00.000Z");
    const instant = at.toISOString().replace("Z", store.dialect === "sqlite" ? "+00:00" : "");
    const hash = hashOf({ ...row, at } as ChainLink);
    await tamper(store, `UPDATE "Revision" SET "at" = '${instant}', "hash" = '${hash}' WHERE "seq" = ${LAST}`);
    expect((await verify(store)).public.broken).toEqual({ seq: LAST, fault: "at" });
  });

  it("finds out a changed line of the audit log, and one that was taken away", async () => {
    const store = await fresh();
    await write(store);
    await tamper(store, `UPDATE "AuditLog" SET "actorId" = 'nobody' WHERE "seq" = 12`);
    expect(await verify(store)).toMatchObject({
      public: { broken: null },
      audit: { broken: { seq: 12, fault: "hash" } },
    });
    await tamper(store, `DELETE FROM "AuditLog" WHERE "seq" = 3`);
    expect((await verify(store)).audit.broken).toEqual({ seq: 4, fault: "gap" });
  });

  it("finds out a field that a redacted version is said to have changed and no redaction can have touched", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision } = await publishDay(store, dayForm({ noteEn: "Ask Nobody Inparticular." }));
    const entry = { entryKind: "corridor_day", entry: `${CORRIDOR}/${DATE}`, reason: "a private person" } as const;
    await yes(redact(by(store, { actor: person("ada", "admin") }), { ...entry, texts: ["Nobody Inparticular"] }));
    expect((await verify(store)).public.broken).toBeNull();
    const { fields } = await store.read.revision.findUniqueOrThrow({ where: { seq: revision } });
    expect(fields).toContain("note_en");
    for (const said of [`${fields}; status`, `${fields}; note_ex`, `${fields}; note_en`, ""]) {
      await tamper(store, `UPDATE "Revision" SET "fields" = '${said}' WHERE "seq" = ${revision}`);
      expect((await verify(store)).public.broken, said).toEqual({ seq: revision, fault: "fields" });
    }
  });

  it("finds out a change set that names somebody else as its author", async () => {
    const store = await fresh();
    await write(store);
    const author = (name: string, reason: string) =>
      tamper(store, `UPDATE "ChangeSet" SET "actorId" = '${name}' WHERE "reason" = '${reason}'`);
    await author("another", "a typing error");
    expect(await verify(store)).toMatchObject({
      public: { broken: null },
      audit: { broken: { seq: LAST, fault: "author" } },
    });
    await author("another", "");
    expect((await verify(store)).audit.broken).toMatchObject({ fault: "author" });
  });
});

onEveryStore("the comparison of the tables with the revisions", (fresh) => {
  const check = async (store: Store) => {
    const snapshot = await openSnapshot(store.url);
    return checkReplay(snapshot).finally(() => snapshot.close());
  };

  it("finds every row as the revisions made it", async () => {
    const store = await fresh();
    expect(await check(store)).toEqual({ rows: 0, first: null });
    await write(store);
    // two places, five parties, three sources, a corridor, its day with a claim
    expect(await check(store)).toEqual({ rows: 13, first: null });
  });

  it("finds a flag that says yes where it should say no, also by a number that SQLite takes for yes", async () => {
    const store = await fresh();
    await write(store);
    expect(await store.read.corridorDay.findMany({ where: { blameContested: true } })).toEqual([]);
    const turned = store.dialect === "sqlite" ? "42" : "true";
    await tamper(store, `UPDATE "CorridorDay" SET "blameContested" = ${turned}`);
    expect((await check(store)).first).toMatchObject({ table: "CorridorDay", columns: ["blameContested"] });
  });

  it("names the first row that differs, is missing, or was made by nobody", async () => {
    const store = await fresh();
    await write(store);
    await tamper(
      store,
      `INSERT INTO "Setting" ("key", "value", "updatedAt") SELECT 'a', 'b', "updatedAt" FROM "Place" LIMIT 1`,
    );
    expect((await check(store)).first).toBeNull();
    const place = placeRow("nowhere");
    await store.transaction((tx) => tx.place.create({ data: place }));
    const stranger = await check(store);
    expect(stranger.first).toEqual({ table: "Place", key: "nowhere", seq: null, columns: [] });
    expect(replayText(stranger)).toBe("Tables: BROKEN. No revision made Place nowhere.");
    await tamper(store, `UPDATE "CorridorDay" SET "status" = 'failed', "noteEn" = 'Not so.'`);
    const changed = await check(store);
    expect(changed.first).toMatchObject({ table: "CorridorDay", seq: LAST, columns: ["status", "noteEn"] });
    await tamper(store, `UPDATE "Place" SET "nameEn" = 'Omega' WHERE "slug" = 'beta'`);
    expect((await check(store)).first).toMatchObject({ table: "Place", key: "beta", seq: 2, columns: ["nameEn"] });
    await tamper(
      store,
      `DELETE FROM "Claim"`,
      `DELETE FROM "CorridorDay"`,
      `DELETE FROM "Corridor"`,
      `DELETE FROM "Place"`,
    );
    const missing = await check(store);
    expect(missing.first).toEqual({ table: "Place", key: "alpha", seq: 1, columns: [] });
    expect(replayText(missing)).toBe("Tables: BROKEN. Revision 1 made Place alpha, which is missing.");
  });
});
