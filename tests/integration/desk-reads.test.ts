import { expect, it } from "vitest";
import { markChecked } from "@/lib/commands/checks";
import { saveDay } from "@/lib/commands/corridor-days";
import { saveDraft } from "@/lib/commands/drafts";
import { openStore, type Store } from "@/lib/data/client";
import { listWideClaims, newestVersion, readChoices, readDesk } from "@/lib/data/desk";
import { findDraft, listDrafts } from "@/lib/data/drafts";
import { readHistory } from "@/lib/data/history";
import { dayTyped } from "@/lib/domain/day-form";
import { dayKey } from "@/lib/domain/record";
import { makeSyntheticStore } from "@/tests/bench/synthetic-store";
import { storePerson } from "@/tests/support/people";
import { by, CORRIDOR, claimForm, DATE, dayForm, layGround, NOW, publishDay, yes } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

const ENTRY = dayKey(CORRIDOR, DATE);

/** A record with one corridor, and three people of the desk. */
async function desk(store: Store) {
  await layGround(store);
  const cora = await storePerson(store, "cora", "contributor", NOW);
  const carl = await storePerson(store, "carl", "contributor", NOW);
  const edda = await storePerson(store, "edda", "editor", NOW);
  const draft = (actor: typeof cora, noteEn: string) =>
    yes(
      saveDraft(by(store, { actor }), {
        id: null,
        version: 0,
        form: { corridor: CORRIDOR, date: DATE, noteEn },
        baseRevision: 0,
      }),
    );
  return { cora, carl, edda, draft };
}

onEveryStore("the desk's list of a day", (fresh) => {
  it("has every corridor, with nothing, with what is published, and with when somebody last looked", async () => {
    const store = await fresh();
    const { edda } = await desk(store);
    const [empty] = await readDesk(store.read, edda, DATE);
    expect(empty).toMatchObject({
      corridor: { slug: CORRIDOR },
      day: null,
      drafts: [],
      checkedAt: null,
      lastDay: null,
    });

    await publishDay(store);
    await yes(markChecked(by(store, { actor: edda }), { corridors: [CORRIDOR], date: DATE }));
    const [row] = await readDesk(store.read, edda, DATE);
    expect(row).toMatchObject({ day: { status: "held", claims: [{ kind: "outcome" }] }, checkedAt: NOW });
    const [next] = await readDesk(store.read, edda, "2001-02-04");
    expect(next).toMatchObject({ day: null, checkedAt: null, lastDay: DATE });
  });

  it("has room for a thousand corridors with an entry each", async () => {
    const empty = await fresh();
    const url = empty.dialect === "sqlite" ? `${empty.url}.made` : empty.url;
    await makeSyntheticStore(url, { corridors: 1_000, days: 2, until: DATE });
    const store = openStore(url);
    try {
      const rows = await readDesk(store.read, await storePerson(store, "edda", "editor", NOW), DATE);
      expect(rows).toHaveLength(1_000);
      expect(rows.filter(({ day, lastDay }) => day?.date === DATE && lastDay === "2001-02-02")).toHaveLength(1_000);
    } finally {
      await store.close();
    }
  });

  it("shows a contributor their own drafts and nobody else's, an editor all of them", async () => {
    const store = await fresh();
    const { cora, carl, edda, draft } = await desk(store);
    const hers = await draft(cora, "hers");
    const his = await draft(carl, "his");
    const seenBy = async (actor: typeof cora) =>
      (await readDesk(store.read, actor, DATE))[0]?.drafts.map(({ author, mine }) => ({ author, mine }));
    expect(await seenBy(cora)).toEqual([{ author: "cora", mine: true }]);
    expect(await seenBy(edda)).toHaveLength(2);

    expect(await listDrafts(store.read, carl)).toMatchObject([
      { id: his.id, corridor: CORRIDOR, date: DATE, version: 1 },
    ]);
    expect(await findDraft(store.read, carl, hers.id)).toBeNull();
    expect(await findDraft(store.read, edda, hers.id)).toMatchObject({
      draft: { author: "cora", mine: false },
      typed: { noteEn: "hers" },
    });
  });
});

onEveryStore("a form of the desk", (fresh) => {
  it("starts from the newest version, and from nothing where there is none", async () => {
    const store = await fresh();
    await desk(store);
    expect(await newestVersion(store.read, "corridor_day", ENTRY)).toEqual({ revision: 0, payload: null });
    const { revision } = await yes(publishDay(store, dayForm({ noteEn: "First." })));
    const version = await newestVersion(store.read, "corridor_day", ENTRY);
    expect(version.revision).toBe(revision);
    expect(dayTyped(version.payload ?? {})).toMatchObject({ noteEn: "First.", "claims.0.claimant": "alpha-council" });
  });

  it("offers what is on record and not retracted, statements with how a claim sums them up", async () => {
    const store = await fresh();
    const { edda } = await desk(store);
    const claims = [claimForm({ statement: "s-cars" }), claimForm({ statement: "s-cars", source: "report-2" })];
    await yes(saveDay(by(store, { actor: edda }), { day: dayForm({ claims }), baseRevision: 0 }));
    const choices = await readChoices(store.read, null);
    expect(choices.parties.map(({ slug }) => slug)).toContain("south-army");
    expect(choices.statements).toEqual([{ key: "s-cars", summary: { en: "Cars passed.", uk: "" } }]);
    expect(choices.corridors).toMatchObject([{ slug: CORRIDOR }]);
    expect(await listWideClaims(store.read)).toEqual([]);
  });
});

onEveryStore("the history on the desk", (fresh) => {
  it("names who made each version to editors, and refuses contributors", async () => {
    const store = await fresh();
    const { cora, edda } = await desk(store);
    const context = by(store, { actor: edda });
    const { revision } = await yes(saveDay(context, { day: dayForm(), baseRevision: 0 }));
    const edit = { day: dayForm({ noteEn: "Second." }), baseRevision: revision, reason: "a report came" };
    await yes(saveDay(context, edit));
    const history = await readHistory(store.read, edda, "corridor_day", ENTRY);
    expect(history).toMatchObject({
      ok: true,
      revisions: [
        {
          author: "edda",
          role: "editor",
          kind: "correction",
          reason: "a report came",
          fields: expect.arrayContaining(["note_en"]),
        },
        { author: "edda", role: "editor", kind: "addition" },
      ],
    });
    expect(await readHistory(store.read, edda, "party", "north")).toMatchObject({
      revisions: [{ author: null, role: "seed" }],
    });
    expect(await readHistory(store.read, cora, "corridor_day", ENTRY)).toMatchObject({
      ok: false,
      code: "not_allowed",
    });
  });
});
