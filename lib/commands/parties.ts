import type { Tx } from "@/lib/data/client";
import { LISTED } from "@/lib/data/entries";
import { type Answer, invalid, type Problem } from "../domain/errors";
import { parseInput, partyInput } from "../domain/inputs";
import { partyPayload } from "../domain/payloads";
import { partyColumns } from "../domain/rows";
import { slugFrom } from "../domain/slugs";
import { type Change, type Context, publish } from "./change";
import { freeSlug } from "./free-slug";
import { guardParty } from "./guard-rails";
import type { EntryEdit, SavedEntry } from "./places";
import { rederive } from "./rederive";
import { expectBase, refuseNow } from "./refusing";

/** Adds a party, or publishes a new version of it (`input`: partyInput). A side is a party that has no side itself. */
export const saveParty = (context: Context, edit: EntryEdit): Promise<Answer<SavedEntry>> =>
  publish(
    context,
    edit,
    async (change) => {
      await guardParty(change.tx, edit);
      const saved = await publishParty(change, edit);
      const [problem] = await lostSides(change.tx, [saved.slug]);
      if (problem) refuseNow(invalid({ ...problem, field: "side" }));
      return saved;
    },
    { command: "saveParty" },
  );

/** Those of some parties to which others belong although they are no side of their own, each as a problem at its entry. */
export async function lostSides(tx: Tx, slugs: readonly string[]): Promise<Problem[]> {
  const orderBy = { slug: "asc" } as const;
  const parties = await tx.party.findMany({ where: { slug: { in: [...slugs] } }, orderBy });
  const none = parties.filter(({ slug, sideSlug }) => sideSlug !== slug).map(({ slug }) => slug);
  const members = await tx.party.findMany({ where: { ...LISTED, sideSlug: { in: none } }, orderBy });
  return none.flatMap((slug) => {
    const member = members.find(({ sideSlug }) => sideSlug === slug);
    return member ? [{ field: slug, code: "side_of_others", values: { party: member.slug } }] : [];
  });
}

export async function publishParty(change: Change, edit: EntryEdit): Promise<SavedEntry> {
  const { tx } = change;
  const parsed = parseInput(partyInput, edit.input);
  if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
  const party = parsed.value;
  const taken = (wanted: string) => tx.party.findUnique({ where: { slug: wanted } });
  const slug = party.slug ?? (await freeSlug(slugFrom(party.nameEn) || "party", taken));
  const existing = await taken(slug);
  await expectBase(edit.baseRevision, existing, () => change.newest("party", slug));
  // a side counts as its own side, so that a state and its ministry speak with one voice
  const side = party.side && party.side !== slug ? await taken(party.side) : null;
  if (party.side && party.side !== slug && (!side || side.retractedAt || side.sideSlug !== side.slug))
    refuseNow(invalid({ field: "side", code: "unknown_side" }));

  const kind = existing && !existing.retractedAt ? "correction" : "addition";
  const revision = await change.record(
    "party",
    slug,
    kind,
    partyPayload(slug, party, existing?.mergedIntoSlug ?? null),
  );
  if (existing?.revision === revision) return { slug, revision };
  const columns = {
    ...partyColumns(party),
    retractedAt: null,
    updatedAt: change.at,
    revision,
  };
  await tx.party.upsert({ where: { slug }, create: { ...columns, slug }, update: columns });
  if (existing && existing.sideSlug !== party.side)
    await rederive(tx, { OR: [{ claimantSlug: slug }, { addresseeSlug: slug }] });
  return { slug, revision };
}
