import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { seedStore } from "@/lib/cli/db-seed";
import { chooseForUpload, discardUpload, keepUpload, mapUpload } from "@/lib/commands/imports";
import { revertChangeSet } from "@/lib/commands/reverts";
import { saveSettings } from "@/lib/commands/settings";
import { verifyChains } from "@/lib/data/chains";
import type { Store } from "@/lib/data/client";
import { landingOn } from "@/lib/data/import-ground";
import { findImport, rememberedMapping } from "@/lib/data/imports";
import { checkReplay } from "@/lib/data/replay-check";
import { openSnapshot } from "@/lib/data/snapshot";
import { FILE_NAMES } from "@/lib/domain/files";
import type { Mapping } from "@/lib/domain/mapping";
import { keptFile, readFiles, uploadOf } from "@/lib/ingest/upload";
import { anyStep, carryOutAny } from "@/tests/support/any-history";
import { bring, contentOf, filesOf, problemsOf, uploadFrom } from "@/tests/support/imports";
import { storeAdmin, storePerson } from "@/tests/support/people";
import { by, dayForm, layGround, NOW, no, placeForm, publishDay, yes } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";
import { tamper } from "@/tests/support/tampering";

/** The seed is about 2022. */
const LATER = new Date("2022-04-01T00:00:00Z");

/** Both chains hold, and the tables are what the revisions made them. */
async function expectWhole(store: Store): Promise<void> {
  const snapshot = await openSnapshot(store.url);
  const chains = await verifyChains(snapshot, {});
  expect([chains.public.broken, chains.audit.broken]).toEqual([null, null]);
  expect((await checkReplay(snapshot)).first).toBeNull();
  await snapshot.close();
}

const all = (files: Record<string, string>) => FILE_NAMES.map((name) => ({ name, text: files[name] ?? "" }));

/** Into its own store a record changes nothing; into an empty one it is the same again. */
async function expectRoundTrip(store: Store, empty: Store, order: "forwards" | "backwards", now: Date): Promise<void> {
  const files = await filesOf(store);
  const listed = all(files);
  const upload = await uploadFrom(order === "forwards" ? listed : listed.reverse());
  expect(await problemsOf(store, upload, {}, now)).toEqual([]);
  expect((await yes(bring(store, upload, {}, false, now))).changeSet).toBeNull();
  expect(await filesOf(store)).toEqual(files);

  expect(await problemsOf(empty, upload, {}, now)).toEqual([]);
  await yes(bring(empty, upload, {}, false, now));
  const copies = await filesOf(empty);
  for (const name of FILE_NAMES.filter((one) => one !== "revisions"))
    expect(contentOf(name, copies[name]), name).toBe(contentOf(name, files[name]));
  await expectWhole(empty);
}

onEveryStore("an import of our own files", (fresh) => {
  it("changes nothing in the store that they are from, and makes them again in an empty one", async () => {
    const store = await fresh();
    await yes(seedStore(store));
    await expectRoundTrip(store, await fresh(), "backwards", LATER);
  });

  it("gives any record back, whatever was done to it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 12 }), fc.boolean(), async (steps, forwards) => {
        const store = await fresh();
        await layGround(store);
        for (const step of steps) await carryOutAny(store, step, NOW);
        await expectRoundTrip(store, await fresh(), forwards ? "forwards" : "backwards", NOW);
      }),
      // each takes two databases
      { numRuns: 5 },
    );
  }, 60_000);

  it("takes the variants for what they say: guards against formulas, and a row of tags", async () => {
    const store = await fresh();
    await layGround(store, { places: [placeForm("alpha", { nameUk: "=Альфа" }), placeForm("beta")] });
    await publishDay(store, dayForm({ noteEn: "+1 said\nmore" }));
    for (const variant of ["excel", "hxl"] as const) {
      const upload = await uploadFrom(all(await filesOf(store, variant)));
      expect((await yes(bring(store, upload))).changeSet).toBeNull();
    }
  });

  it("changes nothing of an address that is on record, and takes no new one that leads elsewhere than it seems to", async () => {
    const store = await fresh();
    await layGround(store);
    const [plain, odd] = ["https://reports.example/report-1", "https://a@reports.example/report-1"];
    await tamper(
      store,
      `UPDATE "Source" SET "url" = '${odd}' WHERE "slug" = 'report-1'`,
      `UPDATE "Revision" SET "after" = replace("after", '${plain}"', '${odd}"') WHERE "entry" = 'report-1'`,
    );
    const files = await filesOf(store);
    expect(files.sources).toContain(odd);
    expect((await yes(bring(store, await uploadFrom(all(files))))).changeSet).toBeNull();
    const other = { ...files, sources: files.sources.replace("Test Gazette", "Gazette of Tests") };
    expect(await problemsOf(store, await uploadFrom(all(other)))).toEqual([]);
    const wrong = { ...files, sources: files.sources.replace("//reports.example/report-2", "//a@reports.example/b") };
    expect(await problemsOf(store, await uploadFrom(all(wrong)))).toEqual(["5:3 url url_deceptive {}"]);
  });

  it("publishes what a person changed in a file as one change set, which can be undone as a whole", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store, dayForm({ noteEn: "before" }));
    const files = await filesOf(store);
    const text = files["corridor-days"].replace("before", "after");
    const upload = await uploadFrom([{ name: "days", text }]);
    const { landed, writes } = await landingOn(store.read, upload, {}, NOW);
    expect(landed).toMatchObject([
      { line: 2, state: "changed", fields: [{ name: "note_en", from: "before", to: "after" }] },
    ]);
    expect(writes).toHaveLength(1);
    const { changeSet } = await yes(bring(store, upload));
    expect(await store.read.changeSet.findUnique({ where: { id: changeSet ?? "" } })).toMatchObject({
      origin: "import",
      kind: "correction",
      authorRole: "editor",
    });
    await expectWhole(store);
    await yes(revertChangeSet(by(store), { changeSet: changeSet ?? "", reason: "wrong file" }));
    expect(contentOf("corridor-days", (await filesOf(store))["corridor-days"])).toBe(
      contentOf("corridor-days", files["corridor-days"]),
    );
    await expectWhole(store);
  });

  it("stores nothing where one row has a problem, unless such rows are left out on purpose", async () => {
    const store = await fresh();
    await layGround(store);
    const text = "party,name,name_uk,kind,side\ngood,Good,Добрий,agency,\nbad,Bad,Поганий,agency,nobody\n";
    const upload = await uploadFrom([{ name: "parties", text }]);
    expect(await problemsOf(store, upload)).toEqual(["0:3 side unknown_side {}"]);
    expect(await no(bring(store, upload))).toMatchObject({ problems: [{ code: "import_problems" }] });
    expect(await store.read.party.findUnique({ where: { slug: "good" } })).toBeNull();
    await yes(bring(store, upload, {}, true));
    expect(await store.read.party.findUnique({ where: { slug: "good" } })).toMatchObject({ nameUk: "Добрий" });
    expect(await store.read.party.findUnique({ where: { slug: "bad" } })).toBeNull();
    await expectWhole(store);
  });

  it("never lets a day land without its claims, nor bring back what was retracted", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store);
    const files = await filesOf(store);
    const empty = await fresh();
    await layGround(empty);
    const alone = await uploadFrom([{ name: "days", text: files["corridor-days"] }]);
    expect((await problemsOf(empty, alone)).join()).toContain("import_claims_missing");
    const claims = await uploadFrom([{ name: "claims", text: files.claims }]);
    expect((await problemsOf(empty, claims)).join()).toContain("import_unknown_day");
    const { revision } = await store.read.corridorDay.findFirstOrThrow();
    const { changeSetId } = await store.read.revision.findUniqueOrThrow({ where: { seq: revision } });
    await yes(revertChangeSet(by(store), { changeSet: changeSetId, reason: "not so" }));
    expect((await problemsOf(store, alone)).join()).toContain("import_retracted");
  });
});

onEveryStore("what the columns of a table were said to mean", (fresh) => {
  const header = ["Day", "Result"];
  const meaning: Mapping = {
    file: "corridor-days",
    columns: { Day: "date", Result: "status" },
    values: { status: { success: "held" } },
    constants: { claimant: "relief", url: "https://reports.example/a" },
  };
  const upload = { name: "t.csv", file: "", content: "[]", rows: 1, mappings: {} };

  it("is kept for the next table with this header, with its time, and a line of the audit log says who kept it", async () => {
    const store = await fresh();
    await layGround(store);
    const ed = by(store, { actor: await storePerson(store, "edda", "editor") });
    const { id } = await yes(keepUpload(ed, upload));
    expect(await rememberedMapping(store.read, header)).toBeNull();
    await yes(mapUpload(ed, { id, version: 1, file: 0, header, mapping: meaning }));
    const kept = await rememberedMapping(store.read, header);
    // who said so, and in which report, was of that file alone
    expect(kept).toEqual({ ...meaning, constants: {}, keptAt: NOW.toISOString() });
    const line = await store.read.auditLog.findFirstOrThrow({ orderBy: { seq: "desc" } });
    expect([line.action, line.actorId]).toEqual(["import.map", ed.actor.id]);
    expect(JSON.parse(line.detail)).toMatchObject({ import: id, rows_of: "corridor-days" });

    // the next upload says so, until somebody has said there what the columns mean
    const next = await yes(keepUpload(ed, { ...upload, mappings: { 0: kept! } }));
    const mappings = async () => (await yes(findImport(store.read, ed.actor, next.id))).mappings;
    expect((await mappings())[0]?.keptAt).toBe(NOW.toISOString());
    await yes(mapUpload(ed, { id: next.id, version: 1, file: 0, header, mapping: kept }));
    expect((await mappings())[0]).toEqual({ ...meaning, constants: {} });
    await expectWhole(store);
  });

  it("is not for those to say whose changes are reviewed: they prepare no import, but may throw one away", async () => {
    const store = await fresh();
    await layGround(store);
    const ed = by(store, { actor: await storePerson(store, "edda", "editor") });
    const { id } = await yes(keepUpload(ed, upload));
    await yes(saveSettings(by(store, { actor: await storeAdmin(store) }), { reviewEditor: "all" }));
    const edit = { id, version: 1 };
    const steps = [
      keepUpload(ed, upload),
      mapUpload(ed, { ...edit, file: 0, header, mapping: meaning }),
      chooseForUpload(ed, { ...edit, choices: { "place|x": "alpha" } }),
    ];
    for (const step of steps) expect((await no(step)).code).toBe("review_required");
    expect(await rememberedMapping(store.read, header)).toBeNull();
    expect(await store.read.importRun.count()).toBe(1);
    await yes(discardUpload(ed, edit));
  });
});

onEveryStore("an import of somebody else's table", (fresh) => {
  const mapping: Mapping = {
    file: "corridor-days",
    columns: {
      Day: "date",
      From: "origin",
      Region: "origin_region",
      To: "destination",
      Result: "status",
      People: "evacuees",
      Links: "url",
      "Who says": "claimant",
      Comment: "note_en",
    },
    values: { status: { successful: "held", unknown: "announced" } },
    constants: { evacuees_qualifier: "" },
  };
  const twin = { nameEn: "Twinford", nameUk: "Твінфорд" };
  const places = [
    placeForm("alpha", { aliases: ["Альфа"] }),
    placeForm("beta"),
    placeForm("twinford-north", { ...twin, adm1: "XX-1" }),
    placeForm("twinford-south", { ...twin, adm1: "XX-2" }),
  ];
  const faulty = async (changes: Partial<Mapping> = {}) =>
    uploadFrom([{ name: "faulty", text: readFileSync("tests/integration/files/faulty-table.csv") }], {
      0: { ...mapping, ...changes },
    });

  it("names every fault of a real file by its line, and guesses nothing", async () => {
    const store = await fresh();
    await layGround(store, { places });
    const upload = await faulty();
    const { landed, questions } = await landingOn(store.read, upload, {}, NOW);
    const said = landed.map(
      ({ line, state, problems }) =>
        `${line} ${state} ${problems.map(({ field, code }) => `${field} ${code}`).join(", ")}`,
    );
    expect(said.map((text) => text.trim())).toEqual([
      "2 problem countQualifier required, evacueesQualifier required",
      "4 problem date import_day_refused",
      "6 new",
      "7 problem origin import_ambiguous_place",
      "8 new",
      "9 problem url import_dragged",
      "10 problem url import_dragged",
      "11 problem url import_dragged",
      "12 problem origin import_unknown_place",
      "13 problem url url, status outcome_unsourced",
      "14 problem status outcome_unsourced",
      "15 problem  import_cells",
      "16 problem date import_duplicate",
      "17 problem date import_duplicate",
    ]);
    expect(questions.map(({ key, candidates }) => [key, candidates])).toEqual([
      ["addresses", []],
      ["place|twinford", ["twinford-north", "twinford-south"]],
      ["place|alpha citi", []],
    ]);
  });

  it("makes a source of every address, one statement of all, and the corridor on the way", async () => {
    const store = await fresh();
    await layGround(store, { places });
    const upload = await faulty({ constants: { evacuees_qualifier: "about" } });
    const choices = { addresses: "keep", "place|twinford": "twinford-north", "place|alpha citi": "alpha" };
    const { changeSet, landed } = await yes(bring(store, upload, choices, true));
    expect(landed).toMatchObject({ problem: 5 });
    const day = await store.read.corridorDay.findUniqueOrThrow({
      where: { id: "alpha-to-beta/2001-02-02" },
      include: { claims: { include: { source: true }, orderBy: { position: "asc" } } },
    });
    expect(day).toMatchObject({ status: "held", evacueesMin: 120, evacueesMax: 120, grade: "single_source" });
    expect(day.claims.map(({ kind, source, statement }) => [kind, source.url, statement])).toEqual([
      ["outcome", "https://reports.example/a", day.claims[0]?.key],
      ["outcome", "https://reports.example/b?utm_source=x", day.claims[0]?.key],
      ["evacuees", "https://reports.example/a", day.claims[2]?.key],
      ["evacuees", "https://reports.example/b?utm_source=x", day.claims[2]?.key],
    ]);
    // what is not known stays unknown: the day was announced, and nobody says how it went
    expect(await store.read.corridorDay.findUnique({ where: { id: "alpha-to-beta/2001-02-03" } })).toMatchObject({
      status: "announced",
      evidenced: false,
    });
    expect(await store.read.corridor.findUnique({ where: { slug: "twinford-north-to-beta" } })).not.toBeNull();
    await expectWhole(store);

    // the same file once more says nothing new
    expect(await yes(bring(store, upload, choices, true))).toMatchObject({
      changeSet: null,
      landed: { new: 0, changed: 0 },
    });
    await yes(revertChangeSet(by(store), { changeSet: changeSet ?? "", reason: "wrong table" }));
    expect(await store.read.corridorDay.count({ where: { retractedAt: null } })).toBe(0);
    await expectWhole(store);
  });

  it("lets no hour or street of a day that is not over land, which nobody would confirm row by row", async () => {
    const store = await fresh();
    await layGround(store, { places });
    const row = (day: string, comment: string) =>
      `${day},alpha,beta,unknown,https://reports.example/a,relief,${comment}\n`;
    const text = `Day,From,To,Result,Links,Who says,Comment
${row("2001-02-05", "Buses left at 10:30.")}${row("2001-02-06", "Buses leave at 10:30.")}${row("2001-02-07", "Buses leave.")}`;
    const wide = (key: string, date: string) =>
      `${key},corridor,alpha-to-beta,${date},day,blame,north,south,Seen on Long Street.,report-1\n`;
    const claims = `claim,scope,corridor,date,date_precision,kind,claimant,addressee,summary_en,source
${wide("wide-1", "2001-02-05")}${wide("wide-2", "2001-02-06")}`;
    const upload = await uploadFrom(
      [
        { name: "theirs", text },
        { name: "claims", text: claims },
      ],
      { 0: mapping },
    );
    expect(await problemsOf(store, upload)).toEqual([
      '0:3 noteEn precise_text {"text":"10:30"}',
      '0:3 summaryEn precise_text {"text":"10:30"}',
      '1:3 summaryEn precise_text {"text":"Long Street"}',
    ]);
  });

  it("takes no address that the form of a source would not take", async () => {
    const store = await fresh();
    await layGround(store, { places });
    const rows = [`https://reports.example/${"a".repeat(2000)}`, "https://nowhere", "https://reports.example/a"].map(
      (url, i) => `2001-02-0${i + 1},alpha,beta,announced,${url},relief,They say so.`,
    );
    const text = `Day,From,To,Result,Links,Who says,Comment\n${rows.join("\n")}\n`;
    const upload = await uploadFrom([{ name: "addresses", text }], { 0: mapping });
    const problems = await problemsOf(store, upload);
    expect(problems.filter((problem) => !problem.includes("_unsourced"))).toEqual([
      "0:2 url too_long {}",
      "0:3 url url {}",
    ]);
  });

  it("leaves nothing made on the way for a row that does not land, for claims of wider scope to speak of", async () => {
    const store = await fresh();
    await layGround(store, { places: [...places, placeForm("gamma")] });
    const source = "reports-example-2001-03-01";
    const text = `Day,From,To,Result,Links,Who says,Comment
2001-03-01,alpha,gamma,held,https://reports.example/a,relief,They say so.
`;
    const claims = `claim,scope,corridor,kind,claimant,addressee,summary_en,source
wide-1,corridor,alpha-to-gamma,blame,north,south,They stopped it.,report-1
wide-2,corridor,alpha-to-beta,blame,north,south,They stopped it.,${source}
wide-3,corridor,alpha-to-beta,blame,north,south,They stopped it.,report-1
`;
    const files = [
      { name: "theirs", text },
      { name: "claims", text: claims },
    ];
    const upload = await uploadFrom(files, { 0: mapping });
    expect(await problemsOf(store, upload)).toEqual([
      "0:2 status future_status {}",
      "1:2 corridor unknown_corridor {}",
      "1:3 source unknown_source {}",
    ]);
    expect(await yes(bring(store, upload, {}, true))).toMatchObject({ landed: { new: 1, problem: 3 } });
    expect(await store.read.corridor.findUnique({ where: { slug: "alpha-to-gamma" } })).toBeNull();
    expect(await store.read.source.findUnique({ where: { slug: source } })).toBeNull();
    await expectWhole(store);
  });
});

onEveryStore("an upload of anything at all", (fresh) => {
  it("is refused in words or lands whole, and never leaves half of itself", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store);
    const files = Object.values(await filesOf(store));
    const own = fc.constantFrom(...files).map((text) => new TextEncoder().encode(text));
    const broken = fc
      .tuple(
        own,
        fc.array(fc.tuple(fc.nat(), fc.oneof(fc.integer({ min: 32, max: 126 }), fc.integer({ min: 0, max: 255 }))), {
          maxLength: 6,
        }),
        fc.nat(),
      )
      .map(([bytes, hits, cut]) => {
        const copy = bytes.slice(0, cut % 3 === 0 ? cut % bytes.length : bytes.length);
        for (const [at, value] of hits) if (copy.length > 0) copy[at % copy.length] = value;
        return copy;
      });
    const words =
      "alpha beta alpha-to-beta 2001-02-03 2001-02-04 held failed day range outcome blame 7 exact people".split(" ");
    const known = fc.constantFrom(
      "",
      ...words,
      "alpha-council",
      "south",
      "report-1",
      "corridor_day",
      "region",
      "agency",
    );
    const cell = fc.oneof({ weight: 4, arbitrary: known }, fc.string({ unit: "grapheme", maxLength: 8 }));
    const table = fc.constantFrom(...files.map((text) => text.split("\r\n")[0] ?? "")).chain((head) => {
      const row = fc.array(cell, { minLength: head.split(",").length, maxLength: head.split(",").length });
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const lines = fc.array(row, { maxLength: 4 }).map((rows) => rows.map((cells) => cells.map(quoted).join(",")));
      return lines.map((all) => new TextEncoder().encode(`${[head, ...all].join("\n")}\n`));
    });
    const upload = fc.oneof(fc.uint8Array({ maxLength: 200 }), own, broken, broken, table, table);
    await fc.assert(
      fc.asyncProperty(fc.array(upload, { minLength: 1, maxLength: 3 }), fc.boolean(), async (all, skip) => {
        const kept = all.map((bytes, i) => keptFile(`file ${i}`, bytes));
        const whole = kept.flatMap((file) => (file.ok ? [file.file] : []));
        if (whole.length < kept.length) return;
        const read = await readFiles(whole);
        if (!read.ok) return;
        const before = await store.read.revision.count();
        const answer = await bring(store, await uploadOf(read.files, whole, {}), {}, skip);
        if (!answer.ok) expect(await store.read.revision.count()).toBe(before);
      }),
      { numRuns: 60 },
    );
    await expectWhole(store);
  });
});
