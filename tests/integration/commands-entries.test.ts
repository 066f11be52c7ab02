import { expect, it } from "vitest";
import type { Context } from "@/lib/commands/change";
import { saveClaim } from "@/lib/commands/claims";
import { saveCorridor } from "@/lib/commands/corridors";
import { importFiles } from "@/lib/commands/imports";
import { saveParty } from "@/lib/commands/parties";
import { savePlace } from "@/lib/commands/places";
import { revertRevision } from "@/lib/commands/reverts";
import { saveSource } from "@/lib/commands/sources";
import { uploadFrom } from "@/tests/support/imports";
import {
  by,
  CORRIDOR,
  claimForm,
  corridorForm,
  DATE,
  layGround,
  no,
  partyForm,
  person,
  placeForm,
  retractSource,
  sourceForm,
  yes,
} from "@/tests/support/record";
import { expectWhole } from "@/tests/support/replayed";
import { onEveryStore } from "@/tests/support/stores";

const add = (input: unknown) => ({ input, baseRevision: 0 });

onEveryStore("places and parties", (fresh) => {
  it("get a readable key of their own, keep it, and carry every version's reason", async () => {
    const store = await fresh();
    await layGround(store);
    const ford = (adm1: string) => add(placeForm("", { nameEn: "Saint-Exupéry's Ford", adm1 }));
    const first = await yes(savePlace(by(store), ford("XX-01")));
    expect(first.slug).toBe("saint-exuperys-ford");
    const twin = await yes(savePlace(by(store), ford("XX-02")));
    expect(twin.slug).toBe("saint-exuperys-ford-2");
    const cyrillic = await yes(savePlace(by(store), add(placeForm("", { nameEn: "Застава", nameUk: "Застава" }))));
    expect(cyrillic.slug).toBe("place");

    const renamed = { input: placeForm(first.slug, { nameEn: "Ford", adm1: "XX-01" }), baseRevision: first.revision };
    expect((await no(savePlace(by(store), renamed))).problems).toEqual([{ field: "reason", code: "reason_required" }]);
    const second = await yes(savePlace(by(store), { ...renamed, reason: "its name" }));
    expect(second.slug).toBe(first.slug);
    const stale = await no(savePlace(by(store), { ...renamed, reason: "again" }));
    expect(stale).toMatchObject({
      code: "conflict",
      current: { revision: second.revision, payload: { name: "Ford" } },
    });
    expect(await no(savePlace(by(store), add(placeForm(first.slug))))).toMatchObject({ code: "exists" });
  });

  it("are refused where they contradict themselves or what stands on them", async () => {
    const store = await fresh();
    await layGround(store);
    const alpha = await store.read.place.findUniqueOrThrow({ where: { slug: "alpha" } });
    const noZone = { input: placeForm("alpha", { timeZone: "" }), baseRevision: alpha.revision, reason: "unknown" };
    expect((await no(savePlace(by(store), noZone))).problems).toEqual([
      { field: "timeZone", code: "origin_time_zone" },
    ]);
    expect((await no(savePlace(by(store), add(placeForm("x", { lat: "50.1" }))))).problems).toEqual([
      { field: "lat", code: "degrees_both" },
    ]);
    for (const side of ["nobody", "alpha-council", "relief"])
      expect((await no(saveParty(by(store), add(partyForm("new", side))))).problems).toEqual([
        { field: "side", code: "unknown_side" },
      ]);
  });

  it("stay a side while others belong to it, also where an import or a revert would have it otherwise", async () => {
    const store = await fresh();
    await layGround(store);
    const stays = { code: "side_of_others", values: { party: "alpha-council" } };
    const revision = async (slug: string) => (await store.read.party.findUniqueOrThrow({ where: { slug } })).revision;
    const belongs = async (slug: string, side: string) =>
      saveParty(by(store), { input: partyForm(slug, side), baseRevision: await revision(slug), reason: "as it says" });
    for (const side of ["south", ""])
      expect((await no(belongs("north", side))).problems).toEqual([{ field: "side", ...stays }]);

    const text = "party,name,name_uk,kind,side\nnorth,north,north,agency,south\n";
    const upload = await uploadFrom([{ name: "parties", text }]);
    const edit = { upload, choices: {}, reason: "as it says", skipProblems: true };
    expect(await yes(importFiles(by(store), edit))).toMatchObject({ landed: { problem: 1 } });

    await yes(belongs("relief", "relief"));
    const first = await revision("relief");
    await yes(belongs("alpha-council", "relief"));
    await yes(belongs("north", "south"));
    const revert = await no(revertRevision(by(store), { seq: first, reason: "it is none" }));
    expect(revert.problems).toEqual([{ field: "relief", ...stays }]);
    await expectWhole(store);
  });

  it("cannot be added by a contributor", async () => {
    const store = await fresh();
    await layGround(store);
    const context = by(store, { actor: person("someone", "contributor") });
    const doors: ((context: Context) => Promise<unknown>)[] = [
      (context) => savePlace(context, add(placeForm("x"))),
      (context) => saveParty(context, add(partyForm("x"))),
      (context) => saveSource(context, add(sourceForm("x"))),
      (context) => saveCorridor(context, add(corridorForm("beta", "alpha"))),
      (context) => saveClaim(context, add({ ...claimForm(), scope: "day", date: DATE, datePrecision: "day" })),
      (context) => retractSource(context, { slug: "report-1", baseRevision: 1, reason: "why" }),
    ];
    const before = await store.read.revision.count();
    for (const door of doors) expect(await door(context)).toEqual({ ok: false, code: "not_allowed", problems: [] });
    expect(await store.read.revision.count()).toBe(before);
  });
});

onEveryStore("sources", (fresh) => {
  it("are known again by address, file or content, and the refusal names the one that is there", async () => {
    const store = await fresh();
    await layGround(store);
    const sha256 = "ab".repeat(32);
    await yes(saveSource(by(store), add(sourceForm("kept", { url: "", file: "kept.txt", sha256 }))));
    const known = async (more: Record<string, unknown>) =>
      (await no(saveSource(by(store), add(sourceForm("", { url: "", ...more }))))).problems;
    const there = (field: string, source: string) => [{ field, code: "known_source", values: { source } }];
    expect(await known({ url: "https://reports.example/report-1/?utm_source=x#top" })).toEqual(
      there("url", "report-1"),
    );
    expect(await known({ file: "kept.txt" })).toEqual(there("file", "kept"));
    expect(await known({ sha256 })).toEqual(there("sha256", "kept"));
    expect(await known({ publisher: "", publishedOn: "" })).toEqual([{ field: "url", code: "source_empty" }]);
    expect(await known({ url: "https://exa%mple.org/x", publisher: "" })).toEqual([{ field: "url", code: "url" }]);
  });

  it("are refused an address that leads elsewhere than it seems to", async () => {
    const store = await fresh();
    await layGround(store);
    const url = "https://news.example@other.example/report";
    expect((await no(saveSource(by(store), add(sourceForm("odd", { url }))))).problems).toEqual([
      { field: "url", code: "url_deceptive" },
    ]);
    expect(await store.read.source.findUnique({ where: { slug: "odd" } })).toBeNull();
  });

  it("are named after publisher or host and date where no key was given", async () => {
    const store = await fresh();
    const slugs = [];
    for (const more of [
      { publisher: "Test Gazette", url: "https://reports.example/a" },
      { publisher: "Test Gazette", url: "https://reports.example/b" },
      { publisher: "", url: "https://www.reports.example/c" },
      { publisher: "", publishedOn: "", url: "", file: "Scan 7.PDF" },
      { publisher: "Вісник", publishedOn: "", url: "https://reports.example/d" },
    ])
      slugs.push((await yes(saveSource(by(store), add(sourceForm("", more))))).slug);
    expect(slugs).toEqual([
      "test-gazette-2001-02-03",
      "test-gazette-2001-02-03-2",
      "reports-example-2001-02-03",
      "scan-7",
      "source",
    ]);
  });

  it("that were taken back count again once they are published anew, which needs a reason, too", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision } = await store.read.source.findUniqueOrThrow({ where: { slug: "report-1" } });
    const take = { slug: "report-1", baseRevision: revision, reason: "withdrawn" };
    expect((await no(retractSource(by(store), { ...take, reason: "" }))).problems).toEqual([
      { field: "reason", code: "reason_required" },
    ]);
    const taken = await yes(retractSource(by(store), take));
    expect(await no(retractSource(by(store), take))).toMatchObject({ code: "not_found" });
    const back = { input: sourceForm("report-1"), baseRevision: taken.revision };
    expect((await no(saveSource(by(store), back))).problems).toEqual([{ field: "reason", code: "reason_required" }]);
    await yes(saveSource(by(store), { ...back, reason: "it was right after all" }));
    expect((await store.read.source.findUniqueOrThrow({ where: { slug: "report-1" } })).retractedAt).toBeNull();
    const kinds = await store.read.revision.findMany({ where: { entry: "report-1" }, orderBy: { seq: "asc" } });
    expect(kinds.map(({ kind, before, after }) => [kind, before === null, after === null])).toEqual([
      ["addition", true, false],
      ["retraction", false, true],
      ["addition", true, false],
    ]);
  });
});

onEveryStore("corridors", (fresh) => {
  it("are one by origin, destination and purpose, and a twin is refused with the name of the first", async () => {
    const store = await fresh();
    await layGround(store);
    const twin = {
      code: "exists",
      problems: [{ field: "destination", code: "known_corridor", values: { corridor: CORRIDOR } }],
    };
    expect(await no(saveCorridor(by(store), add(corridorForm("alpha", "beta"))))).toMatchObject(twin);
    expect(await no(saveCorridor(by(store), add(corridorForm("alpha", "beta", { slug: "other" }))))).toMatchObject(
      twin,
    );
    const aid = await yes(saveCorridor(by(store), add(corridorForm("alpha", "beta", { purpose: "aid" }))));
    expect(aid.slug).toBe("alpha-to-beta-aid");
    expect((await yes(saveCorridor(by(store), add(corridorForm("beta", "alpha"))))).slug).toBe("beta-to-alpha");
  });

  it("name the end that is not known, has no zone, or is the other end", async () => {
    const store = await fresh();
    await layGround(store);
    await yes(savePlace(by(store), add(placeForm("abroad", { timeZone: "" }))));
    const problems = async (origin: string, destination: string, more = {}) =>
      (await no(saveCorridor(by(store), add(corridorForm(origin, destination, more))))).problems;
    expect(await problems("nowhere", "beta")).toEqual([{ field: "origin", code: "unknown_place" }]);
    expect(await problems("alpha", "nowhere")).toEqual([{ field: "destination", code: "unknown_place" }]);
    expect(await problems("abroad", "beta")).toEqual([{ field: "origin", code: "origin_time_zone" }]);
    expect(await problems("beta", "beta")).toEqual([{ field: "destination", code: "same_place" }]);
    expect(await problems("beta", "alpha", { continuedAs: "nothing" })).toEqual([
      { field: "continuedAs", code: "unknown_corridor" },
    ]);
  });
});

onEveryStore("claims of wider scope", (fresh) => {
  const wide = (more: Record<string, unknown> = {}) =>
    claimForm({ scope: "region", place: "alpha", date: DATE, datePrecision: "day", ...more });

  it("are entries of their own, with a key, versions and a reason", async () => {
    const store = await fresh();
    await layGround(store);
    const first = await yes(saveClaim(by(store), add(wide())));
    const change = { input: wide({ key: first.key, summaryEn: "Buses passed." }), baseRevision: first.revision };
    expect((await no(saveClaim(by(store), change))).problems).toEqual([{ field: "reason", code: "reason_required" }]);
    const second = await yes(saveClaim(by(store), { ...change, reason: "buses, not cars" }));
    expect(second).toMatchObject({ key: first.key, revision: first.revision + 1 });
    expect(await no(saveClaim(by(store), { ...change, reason: "again" }))).toMatchObject({
      code: "conflict",
      current: { revision: second.revision, payload: { summary_en: "Buses passed." } },
    });
  });

  it("name what is unknown at its field", async () => {
    const store = await fresh();
    await layGround(store);
    const problems = async (more: Record<string, unknown>) =>
      (await no(saveClaim(by(store), add(wide(more))))).problems;
    expect(await problems({ place: "nowhere" })).toEqual([{ field: "place", code: "unknown_place" }]);
    expect(await problems({ scope: "corridor", place: "", corridor: "nowhere" })).toEqual([
      { field: "corridor", code: "unknown_corridor" },
    ]);
    expect(await problems({ claimant: "nobody", source: "nothing" })).toEqual([
      { field: "claimant", code: "unknown_party" },
      { field: "source", code: "unknown_source" },
    ]);
  });
});
