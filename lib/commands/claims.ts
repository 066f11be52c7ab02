import { readSettings } from "@/lib/data/settings";
import { dateAt } from "../domain/dates";
import { wideClaimProblems } from "../domain/day-rules";
import { type Answer, invalid } from "../domain/errors";
import { parseInput, wideClaimInput } from "../domain/inputs";
import { wideClaimPayload } from "../domain/payloads";
import { unknownReferences } from "../domain/references";
import { wideClaimColumns } from "../domain/rows";
import { type Change, type Context, publish } from "./change";
import { withKeys } from "./claim-rows";
import { guardClaim } from "./guard-days";
import { partiesAndSources } from "./references";
import { expectBase, refuseNow } from "./refusing";

export type SavedClaim = { key: string; revision: number };
export type ClaimEdit = {
  input: unknown;
  baseRevision: number;
  reason?: string | null;
  /** Warnings that the editor has seen and goes past: warningKey() of each. */
  onPurpose?: readonly string[];
};

/** Publishes a claim whose scope is wider than one corridor day (`input`: wideClaimInput), or a new version of it. */
export const saveClaim = (context: Context, edit: ClaimEdit): Promise<Answer<SavedClaim>> =>
  publish(
    context,
    edit,
    async (change) => {
      await guardClaim(change, edit);
      return publishClaim(change, context.now, edit);
    },
    { command: "saveClaim" },
  );

export async function publishClaim(change: Change, now: Date, edit: ClaimEdit): Promise<SavedClaim> {
  const { tx } = change;
  const parsed = parseInput(wideClaimInput, edit.input);
  if (!parsed.ok) return refuseNow(invalid(...parsed.problems));
  const claim = parsed.value;
  const existing = claim.key ? await tx.claim.findUnique({ where: { key: claim.key } }) : null;
  if (existing?.scope === "corridor_day") return refuseNow(invalid({ field: "key", code: "key_taken" }));
  const [keyed] = await withKeys(change, claim.scope, [claim], new Set(existing ? [existing.key] : []));
  const { key } = keyed!;
  await expectBase(edit.baseRevision, existing, () => change.newest("claim", key));

  const corridor = claim.corridor
    ? await tx.corridor.findUnique({ where: { slug: claim.corridor, retractedAt: null }, include: { origin: true } })
    : null;
  const zoned = claim.corridor
    ? corridor?.origin
    : claim.place
      ? await tx.place.findUnique({ where: { slug: claim.place, retractedAt: null } })
      : null;
  const references = await partiesAndSources(tx, [claim]);
  const problems = [
    ...wideClaimProblems(claim, dateAt(now, zoned?.timeZone || (await readSettings(tx)).timeZone)),
    ...unknownReferences(claim, "", references),
  ];
  if (claim.corridor && !zoned) problems.push({ field: "corridor", code: "unknown_corridor" });
  if (corridor?.mergedIntoSlug) problems.push({ field: "corridor", code: "merged_corridor" });
  if (claim.place && zoned?.mergedIntoSlug)
    problems.push({ field: "place", code: "merged_place", values: { place: zoned.mergedIntoSlug } });
  if (claim.place && !zoned) problems.push({ field: "place", code: "unknown_place" });
  if (problems.length) return refuseNow(invalid(...problems));

  const kind = existing && !existing.retractedAt ? "correction" : "addition";
  const revision = await change.record("claim", key, kind, wideClaimPayload({ ...claim, key }));
  if (existing?.revision === revision) return { key, revision };
  const columns = {
    ...wideClaimColumns({ ...claim, key }),
    retractedAt: null,
    updatedAt: change.at,
    revision,
  };
  await tx.claim.upsert({ where: { key }, create: { ...columns, key }, update: columns });
  return { key, revision };
}
