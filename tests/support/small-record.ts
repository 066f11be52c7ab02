import type { Store, Tx } from "@/lib/data/client";
import { GENESIS, hashOf } from "@/lib/domain/chain";
import { claimRow, corridorRow, dayRow, placeRow } from "@/tests/support/rows";

const at = new Date("2022-03-12T10:00:00.000Z");
const later = new Date("2022-03-13T05:30:00.120Z");
/** Stands in everything that must never leave: drafts, retracted entries, people. */
export const CANARY = "canary-7f3a";

/** A small, plainly synthetic record: two days on one corridor, four claims, one total, and two revisions. */
export async function storeSmallRecord(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    const country = { kind: "country", precision: "country", nameEn: "Ukraine", nameUk: "Україна" } as const;
    await tx.place.create({ data: { ...placeRow("ukraine"), ...country } });
    const town = {
      nameEn: "Town, Upper",
      nameUk: 'Містечко "Верхнє"',
      lat: 47.0971,
      lon: 37.5,
      aliases: '["Old Town","Горішнє"]',
    };
    const region = { adm1: "UA-14", adm1Vocabulary: "ISO 3166-2", adm1Name: "Donetska oblast" };
    await tx.place.create({ data: { ...placeRow("town"), ...town, ...region } });
    await tx.place.create({
      data: { ...placeRow("city"), nameEn: "City", nameUk: "Місто", timeZone: null, lat: 0, lon: -1 },
    });
    await tx.corridor.create({
      data: { ...corridorRow("town-to-city", "town", "city"), updatedAt: later, revision: 2 },
    });
    const both = { updatedAt: at, revision: 1 };
    await tx.party.create({
      data: { slug: "state-a", kind: "state", nameEn: "State A", nameUk: "Держава А", ...both },
    });
    await tx.party.update({ where: { slug: "state-a" }, data: { sideSlug: "state-a" } });
    const council = { kind: "authority", nameEn: "Council", nameUk: "Рада", sideSlug: "state-a" } as const;
    await tx.party.create({ data: { slug: "council", ...council, ...both } });
    await tx.party.create({ data: { slug: "agency", kind: "medium", nameEn: "Agency", nameUk: "Агенція", ...both } });
    const report = {
      file: "report.txt",
      publishedOn: "2022-03-13",
      publishedOnPrecision: "inferred",
      sha256: "ab".repeat(32),
    } as const;
    await tx.source.create({ data: { slug: "report", ...report, retrievedAt: later, ...both } });
    const held = {
      evacueesMin: 600,
      evacueesQualifier: "at_least",
      noteEn: 'People left; the column was "slow",\nwith stops.',
      noteUk: "=Люди виїхали",
      announcedBy: "council",
      blamed: "",
      claimKeys: "c-held; c-count",
      sourceSlugs: "report",
      updatedAt: later,
      revision: 2,
    } as const;
    await tx.corridorDay.create({ data: { ...dayRow("town-to-city", "2022-03-11"), ...held } });
    const announced = {
      status: "announced",
      evidenced: false,
      grade: "unsourced",
      datePrecision: "inferred",
      blameContested: true,
    } as const;
    await tx.corridorDay.create({
      data: { ...dayRow("town-to-city", "2022-03-12"), ...announced, noteEn: "0", claimKeys: "c-blame" },
    });
    const check = { corridorSlug: "town-to-city", date: "2022-03-12", actorId: CANARY };
    await tx.check.create({ data: { id: "k1", ...check, at } });
    await tx.check.create({ data: { id: "k2", ...check, at: later } });
    await tx.claim.create({
      data: {
        ...claimRow("c-held", "town-to-city/2022-03-11"),
        summaryEn: "People got out.",
        summaryUk: "Люди виїхали.",
      },
    });
    const count = {
      kind: "evacuees",
      outcome: null,
      countOf: "people",
      countMin: 600,
      countQualifier: "at_least",
    } as const;
    const said = {
      speaker: "A. Person, mayor",
      saidOn: "2022-03-12",
      saidOnPrecision: "day",
      sourcePlace: "paragraph 3",
    } as const;
    await tx.claim.create({
      data: {
        ...claimRow("c-count", "town-to-city/2022-03-11"),
        ...count,
        ...said,
        statement: "s-1",
        unverifiedBySlug: "agency",
      },
    });
    const blame = { kind: "blame", outcome: null, addresseeSlug: "state-a" } as const;
    await tx.claim.create({ data: { ...claimRow("c-blame", "town-to-city/2022-03-12"), ...blame } });
    const wide = {
      scope: "country",
      dayId: null,
      placeSlug: "ukraine",
      date: "2022-03-09",
      dateTo: "2022-03-11",
      datePrecision: "range",
    } as const;
    const total = {
      countOf: "people",
      countMin: 0,
      countMax: 3950,
      countQualifier: "about",
      summaryEn: "All towns together.",
    } as const;
    await tx.claim.create({ data: { ...claimRow("c-total", ""), kind: "evacuees", outcome: null, ...wide, ...total } });
    await storeRevisions(tx);
  });
}

/** Two links of the public chain, as a save writes them. */
async function storeRevisions(tx: Tx): Promise<void> {
  const changeSet = {
    id: "set",
    at,
    kind: "addition",
    reason: "first version",
    authorRole: "editor",
    actorId: CANARY,
  } as const;
  await tx.changeSet.create({ data: changeSet });
  let prevHash = GENESIS;
  for (const [i, after] of [
    '{"corridor":"town-to-city","purpose":"evacuation"}',
    '{"note_en":"a \\"b\\"\\nc","note_uk":"Ґ"}',
  ].entries()) {
    const link = {
      seq: i + 1,
      at: i === 0 ? at : later,
      entryKind: i === 0 ? "corridor" : "corridor_day",
      entry: i === 0 ? "town-to-city" : "town-to-city/2022-03-11",
      kind: "addition",
      reason: 'first version, "as told"',
      role: "editor",
      after,
      prevHash,
    } as const;
    const hash = hashOf(link);
    await tx.revision.create({ data: { ...link, fields: "corridor; purpose", changeSetId: "set", hash } });
    prevHash = hash;
  }
}

/** Everything that stays inside or has left, marked with the canary: retracted entries, what hangs on them, drafts, people. */
export async function plantCanaries(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    const gone = { retractedAt: later, updatedAt: later, revision: 9 };
    const names = { nameEn: CANARY, nameUk: CANARY };
    await tx.place.create({ data: { ...placeRow(`${CANARY}-place`), ...names, ...gone } });
    await tx.party.create({ data: { slug: `${CANARY}-party`, kind: "force", ...names, ...gone } });
    await tx.source.create({ data: { slug: `${CANARY}-source`, publisher: CANARY, ...gone } });
    await tx.corridor.create({ data: { ...corridorRow(`${CANARY}-corridor`, "town", "ukraine"), ...gone } });
    const texts = { noteEn: CANARY, noteUk: CANARY };
    await tx.corridorDay.create({ data: { ...dayRow("town-to-city", "2022-03-10"), ...texts, ...gone } });
    await tx.corridorDay.create({ data: { ...dayRow(`${CANARY}-corridor`, "2022-03-11"), ...texts } });
    const summary = { summaryEn: CANARY, summaryUk: CANARY };
    const day = "town-to-city/2022-03-11";
    await tx.claim.create({ data: { ...claimRow(`${CANARY}-1`, day), ...summary, ...gone } });
    await tx.claim.create({ data: { ...claimRow(`${CANARY}-2`, "town-to-city/2022-03-10"), ...summary } });
    await tx.claim.create({ data: { ...claimRow(`${CANARY}-3`, `${CANARY}-corridor/2022-03-11`), ...summary } });
    await tx.claim.create({ data: { ...claimRow(`${CANARY}-4`, day), ...summary, sourceSlug: `${CANARY}-source` } });
    const wide = { scope: "corridor", dayId: null, corridorSlug: `${CANARY}-corridor` } as const;
    await tx.claim.create({ data: { ...claimRow(`${CANARY}-5`, ""), ...summary, ...wide } });
    const total = {
      kind: "evacuees",
      outcome: null,
      scope: "day",
      dayId: null,
      date: "2022-03-11",
      countOf: "people",
    } as const;
    const count = { countMin: 1, countMax: 1, countQualifier: "exact" } as const;
    await tx.claim.create({ data: { ...claimRow(`${CANARY}-6`, ""), ...summary, ...total, ...count, ...gone } });
    await tx.claim.create({
      data: { ...claimRow(`${CANARY}-7`, ""), ...summary, ...total, ...count, sourceSlug: `${CANARY}-source` },
    });
    // a day keeps the claims of a source that was retracted
    const lists = { claimKeys: `c-held; ${CANARY}-4; c-count`, sourceSlugs: `${CANARY}-source; report` };
    await tx.corridorDay.update({ where: { id: day }, data: lists });
    await tx.user.create({ data: { id: CANARY, name: CANARY, role: "editor", createdAt: at } });
    const entry = { entryKind: "corridor_day", entry: "town-to-city/2022-03-12", baseRevision: 1, version: 1 } as const;
    const draft = { authorId: CANARY, payload: JSON.stringify({ noteEn: CANARY }), createdAt: at, updatedAt: at };
    await tx.draft.create({ data: { id: CANARY, ...entry, ...draft } });
    const audit = { seq: 1, at, actorId: CANARY, action: CANARY, prevHash: GENESIS, hash: "1".repeat(64) };
    await tx.auditLog.create({ data: audit });
  });
}
