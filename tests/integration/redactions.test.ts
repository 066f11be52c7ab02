import { expect, it } from "vitest";
import { csvResponse } from "@/app/(open-data)/data/csv-response";
import { saveClaim } from "@/lib/commands/claims";
import { setFrozen } from "@/lib/commands/freeze";
import { saveParty } from "@/lib/commands/parties";
import { redact } from "@/lib/commands/redactions";
import { retract } from "@/lib/commands/retractions";
import { revertChangeSet, revertRevision } from "@/lib/commands/reverts";
import { saveSource } from "@/lib/commands/sources";
import { verifyChains } from "@/lib/data/chains";
import type { Store } from "@/lib/data/client";
import { findCorridorDay } from "@/lib/data/corridor-days";
import { reachOf } from "@/lib/data/past";
import { forgetPast, inThePast } from "@/lib/data/past-shelf";
import { openSnapshot } from "@/lib/data/snapshot";
import { sha256 } from "@/lib/domain/chain";
import { headOfRevisions } from "@/tests/support/history";
import {
  by,
  CORRIDOR,
  claimForm,
  DATE,
  dayForm,
  layGround,
  NOW,
  no,
  partyForm,
  person,
  publishDay,
  sourceForm,
  yes,
} from "@/tests/support/record";
import { expectWhole } from "@/tests/support/replayed";
import { onEveryStore } from "@/tests/support/stores";
import { tamper } from "@/tests/support/tampering";

const ENTRY = `${CORRIDOR}/${DATE}`;
const DAY = { entryKind: "corridor_day", entry: ENTRY } as const;
const CANARY = "canary-7f3a";
const reason = "names a private person";
const later = new Date(NOW.getTime() + 60_000);
const admin = (store: Store) => by(store, { actor: person("admin-1", "admin"), now: later });

/** Everything that is in the tables of the record and its history, and in the public chain as a file, now and as of an instant. */
async function everything(store: Store): Promise<string> {
  // as the page does that asks for a redaction
  forgetPast();
  const { read } = store;
  const rows = await Promise.all([
    read.revision.findMany(),
    read.corridorDay.findMany(),
    read.claim.findMany(),
    read.source.findMany(),
    read.party.findMany(),
    read.auditLog.findMany(),
    findCorridorDay(read, CORRIDOR, DATE),
    inThePast(store.url, await reachOf(read, NOW), async ({ db }) => [
      await db.corridorDay.findMany(),
      await db.claim.findMany(),
      await db.revision.findMany(),
    ]),
  ]);
  const files: string[] = [];
  for (const query of ["", `?as_of=${NOW.toISOString()}`])
    files.push(await (await csvResponse(new Request(`http://x/${query}`), "revisions.csv", store, later)).text());
  return JSON.stringify(rows) + files.join("");
}

/** By which a reader knows that their copy of a file of the past is still the same. */
async function pastTag(store: Store): Promise<string | null> {
  const request = new Request(`http://x/?as_of=${NOW.toISOString()}`, { method: "HEAD" });
  return (await csvResponse(request, "revisions.csv", store, later)).headers.get("etag");
}

onEveryStore("a redaction", (fresh) => {
  it("takes a text out of the row, every version, every file and every past instant, and the chain still verifies", async () => {
    const store = await fresh();
    await layGround(store);
    const first = await publishDay(
      store,
      dayForm({ noteEn: `Before. ${CANARY}`, claims: [claimForm({ summaryEn: CANARY })] }),
    );
    const claims = [claimForm({ key: first.claims[0], summaryEn: `Said by ${CANARY}, who saw it.` })];
    await publishDay(store, dayForm({ noteEn: "Mended.", claims }), first.revision, "mended");
    const head = await headOfRevisions(store);
    const tagThen = await pastTag(store);

    const edit = { ...DAY, texts: [CANARY, `Before. ${CANARY}`], reason };
    expect((await no(redact(by(store), edit))).code).toBe("not_allowed");
    expect((await no(redact(admin(store), { ...edit, reason: "" }))).problems).toMatchObject([{ field: "reason" }]);
    const answer = await yes(redact(admin(store), edit));
    expect(answer.versions).toBe(2);
    expect(await pastTag(store)).not.toBe(tagThen);

    expect((await everything(store)).includes(CANARY)).toBe(false);
    expect((await findCorridorDay(store.read, CORRIDOR, DATE))?.day).toMatchObject({
      note: { en: "Mended." },
      claims: [{ summary: { en: "Said by [redacted], who saw it." } }],
    });
    const row = await store.read.revision.findUniqueOrThrow({ where: { seq: first.revision } });
    expect(JSON.parse(row.after!)).toMatchObject({ note_en: "[redacted]", claims: [{ summary_en: "[redacted]" }] });
    const told = await store.read.revision.findUniqueOrThrow({ where: { seq: answer.revision } });
    expect(told).toMatchObject({ kind: "redaction", reason, fields: "claims; note_en", prevHash: head });
    await expectWhole(store);
    const snapshot = await openSnapshot(store.url);
    const report = await verifyChains(snapshot, { checkpoints: { public: { seq: answer.revision - 1, hash: head } } });
    await snapshot.close();
    expect(report.public.broken).toBeNull();
  });

  it("is shown in public with its reason, and nothing of what stood there", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store, dayForm({ noteEn: CANARY }));
    await yes(redact(admin(store), { ...DAY, texts: [CANARY], reason }));
    const page = await findCorridorDay(store.read, CORRIDOR, DATE);
    expect(page?.history.revisions.map(({ kind, reason, redacted }) => [kind, reason, redacted])).toEqual([
      ["redaction", reason, true],
      ["addition", "", true],
    ]);
    expect(page?.day?.note.en).toBe("[redacted]");
  });

  it("of a text that an entry had when it was retracted is refused, and nothing is written", async () => {
    const store = await fresh();
    await layGround(store);
    const first = await publishDay(store, dayForm({ noteEn: CANARY }));
    await yes(retract(by(store), { ...DAY, baseRevision: first.revision, reason: "another day" }));
    expect((await no(redact(admin(store), { ...DAY, texts: [CANARY], reason }))).problems).toEqual([
      { field: "texts", code: "retraction_has_it" },
    ]);
    expect(await store.read.revision.count({ where: { redactedAt: { not: null } } })).toBe(0);
  });

  it("of an address empties it, of a name leaves the stub; for entries of every kind, and while publishing is stopped", async () => {
    const store = await fresh();
    await layGround(store);
    const url = `https://reports.example/${CANARY}`;
    const source = await yes(
      saveSource(by(store), { input: sourceForm("report-9", { url, publisher: CANARY }), baseRevision: 0 }),
    );
    await yes(saveParty(by(store), { input: partyForm("someone", "", { nameEn: CANARY }), baseRevision: 0 }));
    const input = claimForm({ key: "wide", scope: "corridor", corridor: CORRIDOR, speaker: CANARY });
    await yes(saveClaim(by(store), { input, baseRevision: 0 }));
    await yes(setFrozen(admin(store), { frozen: true, reason: "a leak" }));
    for (const [entryKind, entry] of [
      ["source", source.slug],
      ["party", "someone"],
      ["claim", "wide"],
    ] as const)
      await yes(redact(admin(store), { entryKind, entry, texts: [CANARY], reason }));
    expect((await everything(store)).includes(CANARY)).toBe(false);
    expect(await store.read.source.findUniqueOrThrow({ where: { slug: "report-9" } })).toMatchObject({
      url: null,
      canonicalUrl: null,
      publisher: "[redacted]",
    });
    await expectWhole(store);
  });

  it("can't be reverted, and what is reverted over it brings nothing back", async () => {
    const store = await fresh();
    await layGround(store);
    const first = await publishDay(store, dayForm({ noteEn: CANARY }));
    const second = await publishDay(store, dayForm({ noteEn: "Mended." }), first.revision, "mended");
    const { revision } = await yes(redact(admin(store), { ...DAY, texts: [CANARY], reason }));
    const of = (seq: number) => store.read.revision.findUniqueOrThrow({ where: { seq } });
    expect((await no(revertRevision(admin(store), { seq: revision, reason }))).problems).toMatchObject([
      { code: "redaction_stays" },
    ]);
    const { changeSetId } = await of(revision);
    expect((await no(revertChangeSet(admin(store), { changeSet: changeSetId, reason }))).problems).toMatchObject([
      { code: "redaction_stays" },
    ]);
    await yes(revertChangeSet(admin(store), { changeSet: (await of(second.revision)).changeSetId, reason }));
    expect((await findCorridorDay(store.read, CORRIDOR, DATE))?.day?.note.en).toBe("[redacted]");
    expect((await everything(store)).includes(CANARY)).toBe(false);
    await expectWhole(store);
  });

  it("without a text that the entry has is refused, and nothing is written", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store);
    for (const texts of [["nobody wrote this"], [], ["[redacted]"], ["ct"]])
      expect((await no(redact(admin(store), { ...DAY, texts, reason }))).problems).toEqual([
        { field: "texts", code: "nothing_to_redact" },
      ]);
    expect(
      (await no(redact(admin(store), { ...DAY, entry: `${CORRIDOR}/2001-01-01`, texts: ["x"], reason }))).code,
    ).toBe("not_found");
    expect(await store.read.revision.count()).toBe(12);
  });

  it("by hand, with a digest and no redaction that says so, breaks the chain", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision } = await publishDay(store);
    const { after } = await store.read.revision.findUniqueOrThrow({ where: { seq: revision } });
    const digest = `"redactedAt" = "at", "digest" = '${sha256(after!)}'`;
    const changed = `"after" = replace("after", 'Cars passed.', 'Nobody passed.')`;
    await tamper(store, `UPDATE "Revision" SET ${digest}, ${changed} WHERE "seq" = ${revision}`);
    const snapshot = await openSnapshot(store.url);
    const { public: report } = await verifyChains(snapshot).finally(() => snapshot.close());
    expect(report.broken).toEqual({ seq: revision, fault: "redaction" });
  });
});
