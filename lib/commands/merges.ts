import type { Store, Tx } from "@/lib/data/client";
import { CURRENT, LISTED } from "@/lib/data/entries";
import { type Answer, invalid, refuse } from "../domain/errors";
import { mergedAliases, type Noun, renamed } from "../domain/merging";
import type { Payload } from "../domain/payloads";
import type { EntryKind } from "../domain/vocabulary";
import { type Change, type Context, publish } from "./change";
import { refuseCircle } from "./corridors";
import { type EntryVersion, tableOf, versionOfEntry } from "./entry-rows";
import { corridorProblems, corridorsOf, partyProblems, placeProblems } from "./merge-rules";
import { type Kept, mergeCorridorDays } from "./merged-days";
import { rederive } from "./rederive";
import { expectBase, refuseNow } from "./refusing";

export type MergeEdit = {
  noun: Noun;
  /** The entry that goes: it keeps its page, which leads to the other one. */
  from: string;
  /** The entry that stays. */
  into: string;
  /** The versions that the editor saw. */
  fromRevision: number;
  intoRevision: number;
  reason: string;
  /** For two corridors: whose status, note and count stay on a day that both have. */
  kept?: Kept;
};
export type Merged = { entries: number };

type ClaimFilter = NonNullable<NonNullable<Parameters<Tx["claim"]["count"]>[0]>["where"]>;

/** How long a merge may take, in ms: at least, and for each claim and corridor that names the entry. */
const LEAST = 30_000;
const EACH = 30;

/**
 * Finds that two entries are one, as one change set: whatever named `from` names `into`, on every surface from now on.
 * The past stays what it was.
 * @returns or refuses: `not_found`; `conflict` where one of them was changed since; `invalid` with every rule that one
 *   entry for both would break
 */
export const mergeEntries = async (context: Context, edit: MergeEdit): Promise<Answer<Merged>> =>
  publish(
    context,
    edit,
    async (change) => {
      const { noun, from, into } = edit;
      if (!edit.reason.trim()) refuseNow(invalid({ field: "reason", code: "reason_required" }));
      if (from === into) refuseNow(invalid({ field: "into", code: "merge_itself" }));
      const [old, kept] = [
        await mergeable(change.tx, noun, from, "from"),
        await mergeable(change.tx, noun, into, "into"),
      ];
      await expectBase(edit.fromRevision, old, () => change.newest(noun, from));
      await expectBase(edit.intoRevision, kept, () => change.newest(noun, into));
      const merge = new Merge(change, noun, from, into);
      await merge.check();
      if (noun === "corridor") await merge.continuations();
      await merge.entries();
      if (noun === "corridor") await mergeCorridorDays(change, edit, context.now);
      await merge.claims();
      await merge.both();
      return { entries: await change.tx.revision.count({ where: { changeSetId: change.changeSet() } }) };
    },
    { origin: "merge", command: "mergeEntries", timeout: LEAST + EACH * (await uses(context.store, edit)) },
  );

/** About how many entries a merge touches. */
async function uses({ read }: Store, { noun, from }: MergeEdit): Promise<number> {
  if (noun === "corridor") return read.corridorDay.count({ where: { corridorSlug: from } });
  return read.claim.count({ where: naming(noun, from) });
}

/** Claims that name an entry. */
function naming(noun: Noun, slug: string): ClaimFilter {
  if (noun === "place") return { placeSlug: slug };
  if (noun === "source") return { sourceSlug: slug };
  if (noun === "corridor") return { corridorSlug: slug };
  return { OR: [{ claimantSlug: slug }, { addresseeSlug: slug }, { unverifiedBySlug: slug }] };
}

/** An entry that can take part in a merge: on record, and not merged already. */
async function mergeable(tx: Tx, noun: Noun, slug: string, field: string): Promise<EntryVersion> {
  const found = await versionOfEntry(tx, noun, slug);
  if (!found || found.retractedAt) return refuseNow(refuse("not_found", [{ field, code: `unknown_${noun}` }]));
  if (found.mergedIntoSlug)
    refuseNow(invalid({ field, code: "merged_entry", values: { entry: slug, into: found.mergedIntoSlug } }));
  return found;
}

/** One merge under way. */
class Merge {
  readonly #tx: Tx;

  constructor(
    readonly change: Change,
    readonly noun: Noun,
    readonly from: string,
    readonly into: string,
  ) {
    this.#tx = change.tx;
  }

  /** Refuses what would break a rule: all of it at once. */
  async check(): Promise<void> {
    const { from, into } = this;
    const problems =
      this.noun === "place"
        ? await placeProblems(this.#tx, from, into)
        : this.noun === "party"
          ? await partyProblems(this.#tx, from, into)
          : this.noun === "corridor"
            ? await corridorProblems(this.#tx, from, into)
            : [];
    if (problems.length) refuseNow(invalid(...problems));
  }

  /** The newest version of an entry, naming `into` wherever it named `from`, as a revision. */
  async #rename(kind: EntryKind, entry: string, also: Payload = {}): Promise<{ revision: number; after: Payload }> {
    const newest = await this.change.newest(kind, entry);
    if (!newest?.payload) throw new Error(`A merge met an entry that is not on record: ${kind} ${entry}`);
    const after = { ...renamed(this.noun, kind, newest.payload, this.from, this.into), ...also };
    return { revision: await this.change.record(kind, entry, "merge", after), after };
  }

  #stamp = (revision: number) => ({ updatedAt: this.change.at, revision });

  /** Corridors, and parties of a side, that name the old entry. */
  async entries(): Promise<void> {
    const { from, into } = this;
    if (this.noun === "place")
      for (const corridor of await corridorsOf(this.#tx, from)) {
        const { revision } = await this.#rename("corridor", corridor.slug);
        const originSlug = corridor.originSlug === from ? into : corridor.originSlug;
        const destinationSlug = corridor.destinationSlug === from ? into : corridor.destinationSlug;
        const data = { originSlug, destinationSlug, ...this.#stamp(revision) };
        await this.#tx.corridor.update({ where: { slug: corridor.slug }, data });
      }
    if (this.noun !== "party") return;
    const where = { ...LISTED, sideSlug: from, slug: { not: from } };
    const members = await this.#tx.party.findMany({ where, orderBy: { slug: "asc" } });
    for (const { slug } of members) {
      const { revision } = await this.#rename("party", slug);
      await this.#tx.party.update({ where: { slug }, data: { sideSlug: into, ...this.#stamp(revision) } });
    }
    const moved = { in: members.map(({ slug }) => slug) };
    if (members.length) await rederive(this.#tx, { OR: [{ claimantSlug: moved }, { addresseeSlug: moved }] });
  }

  /** What the old corridor went on as, and what went on as it: the one that stays does now. */
  async continuations(): Promise<void> {
    const { from, into } = this;
    const old = await this.#tx.corridor.findUniqueOrThrow({ where: { slug: from } });
    const kept = await this.#tx.corridor.findUniqueOrThrow({ where: { slug: into } });
    const own = kept.continuedAsSlug === from ? null : kept.continuedAsSlug;
    const continuedAsSlug = own ?? (old.continuedAsSlug === into ? null : old.continuedAsSlug);
    const others = await this.#tx.corridor.findMany({
      where: { ...LISTED, continuedAsSlug: from, slug: { not: into } },
      orderBy: { slug: "asc" },
    });
    // it would go on as itself, by way of others
    const back = others.some(({ slug }) => slug === continuedAsSlug);
    if (back) refuseNow(invalid({ field: "into", code: "continued_circle" }));
    for (const { slug } of others) {
      const { revision } = await this.#rename("corridor", slug);
      await this.#tx.corridor.update({ where: { slug }, data: { continuedAsSlug: into, ...this.#stamp(revision) } });
    }
    if (continuedAsSlug !== kept.continuedAsSlug) {
      const { revision } = await this.#rename("corridor", into, { continued_as: continuedAsSlug });
      await this.#tx.corridor.update({ where: { slug: into }, data: { continuedAsSlug, ...this.#stamp(revision) } });
    }
    await refuseCircle(this.#tx, into, continuedAsSlug);
  }

  /** Claims that name the old entry: those of days, which are part of their day's version, and those of wider scope. */
  async claims(): Promise<void> {
    const { noun, from } = this;
    const where: ClaimFilter = { ...naming(noun, from), retractedAt: null };
    const days = await this.#tx.corridorDay.findMany({
      where: { ...CURRENT, claims: { some: where } },
      orderBy: { id: "asc" },
      select: { id: true, sourceSlugs: true },
    });
    for (const day of days) {
      const { revision, after } = await this.#rename("corridor_day", day.id);
      const sources = (after.claims as Payload[]).map((claim) => String(claim.source));
      const sourceSlugs = [...new Set(sources)].sort().join("; ");
      await this.#tx.corridorDay.update({ where: { id: day.id }, data: { sourceSlugs, ...this.#stamp(revision) } });
      await this.#renameRows({ dayId: day.id }, revision);
    }
    const wide = await this.#tx.claim.findMany({
      where: { ...where, dayId: null },
      orderBy: { key: "asc" },
      select: { key: true },
    });
    for (const { key } of wide) {
      const { revision } = await this.#rename("claim", key);
      await this.#renameRows({ key }, revision);
    }
    if (noun === "party") {
      const { into } = this;
      await rederive(this.#tx, { OR: [{ claimantSlug: into }, { addresseeSlug: into }] });
    }
  }

  async #renameRows(which: ClaimFilter, revision: number): Promise<void> {
    const { noun, from, into } = this;
    const stamp = this.#stamp(revision);
    const columns = {
      place: ["placeSlug"],
      source: ["sourceSlug"],
      corridor: ["corridorSlug"],
      party: ["claimantSlug", "addresseeSlug", "unverifiedBySlug"],
    } as const;
    for (const column of columns[noun])
      await this.#tx.claim.updateMany({ where: { ...which, [column]: from }, data: { [column]: into, ...stamp } });
  }

  /** The two themselves, and what was merged into the old one before: its page leads on. */
  async both(): Promise<void> {
    const { noun, from, into } = this;
    if (noun === "place") await this.#aliases();
    const table = tableOf(this.#tx, noun);
    const earlier = await table.findMany({ where: { ...CURRENT, mergedIntoSlug: from }, orderBy: { slug: "asc" } });
    for (const slug of [...earlier.map((row) => row.slug), from]) {
      const where = { slug };
      const endsHere = slug === from && noun === "corridor";
      const { revision, after } = await this.#rename(noun, slug, {
        ...(endsHere && { continued_as: null }),
        merged_into: into,
      });
      await table.updateMany({ where, data: { mergedIntoSlug: into, ...this.#stamp(revision) } });
      if (endsHere) await this.#tx.corridor.update({ where, data: { continuedAsSlug: null } });
      // a side that was merged is a side no more, but of the one that it is now
      if (noun === "party")
        await this.#tx.party.update({ where, data: { sideSlug: (after.side ?? null) as string | null } });
    }
  }

  async #aliases(): Promise<void> {
    const [old, kept] = await Promise.all(
      [this.from, this.into].map(async (slug) => {
        const place = await this.#tx.place.findUniqueOrThrow({ where: { slug } });
        return { ...place, aliases: JSON.parse(place.aliases) as string[] };
      }),
    );
    const aliases = mergedAliases(kept!, old!);
    if (aliases.length > 50) refuseNow(invalid({ field: "into", code: "merge_aliases" }));
    const { revision } = await this.#rename("place", this.into, { aliases });
    const data = { aliases: JSON.stringify(aliases), ...this.#stamp(revision) };
    if (revision !== kept!.revision) await this.#tx.place.update({ where: { slug: this.into }, data });
  }
}
