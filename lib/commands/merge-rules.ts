import type { Tx } from "@/lib/data/client";
import { LISTED } from "@/lib/data/entries";
import type { Problem } from "../domain/errors";

/** The corridors of the present that begin or end at a place. */
export const corridorsOf = (tx: Tx, place: string) =>
  tx.corridor.findMany({
    where: { ...LISTED, OR: [{ originSlug: place }, { destinationSlug: place }] },
    orderBy: { slug: "asc" },
  });

/** Every corridor that one place for both would make impossible. */
export async function placeProblems(tx: Tx, from: string, into: string): Promise<Problem[]> {
  const touched = await corridorsOf(tx, from);
  const kept = await tx.place.findUniqueOrThrow({ where: { slug: into } });
  const problems: Problem[] = [];
  const no = (field: string, code: string, corridor: string) => problems.push({ field, code, values: { corridor } });
  for (const corridor of touched) {
    const { slug, purpose } = corridor;
    const originSlug = corridor.originSlug === from ? into : corridor.originSlug;
    const destinationSlug = corridor.destinationSlug === from ? into : corridor.destinationSlug;
    if (originSlug === destinationSlug && kept.kind !== "not_stated") no("into", "merge_same_ends", slug);
    if (originSlug === into && !kept.timeZone) no("into", "origin_time_zone", slug);
    const twin = await tx.corridor.findFirst({
      where: { originSlug, destinationSlug, purpose, slug: { not: slug } },
    });
    if (twin) problems.push({ field: "into", code: "merge_twin_corridors", values: { one: slug, other: twin.slug } });
  }
  return problems;
}

/** What one party for both would make wrong: it would blame itself, or be no side although others belong to it. */
export async function partyProblems(tx: Tx, from: string, into: string): Promise<Problem[]> {
  const problems: Problem[] = [];
  const members = { ...LISTED, sideSlug: from, slug: { notIn: [from, into] } };
  const kept = await tx.party.findUniqueOrThrow({ where: { slug: into } });
  const isSide = kept.sideSlug === into || kept.sideSlug === from;
  if (!isSide && (await tx.party.count({ where: members })))
    problems.push({ field: "into", code: "merge_side", values: { party: into } });
  const ends = { in: [from, into] };
  const selfBlame = await tx.claim.findMany({
    where: {
      kind: "blame",
      claimantSlug: ends,
      addresseeSlug: ends,
      retractedAt: null,
      NOT: { day: { retractedAt: { not: null } } },
    },
    orderBy: { key: "asc" },
    take: 5,
  });
  for (const { key, dayId } of selfBlame)
    problems.push({ field: "into", code: "merge_blames_itself", values: { entry: dayId ?? key } });
  return problems;
}

/** Two corridors for different purposes are two, whatever their ends: aid that came in is no way out. */
export async function corridorProblems(tx: Tx, from: string, into: string): Promise<Problem[]> {
  const rows = await tx.corridor.findMany({ where: { slug: { in: [from, into] } }, select: { purpose: true } });
  const purposes = new Set(rows.map(({ purpose }) => purpose));
  return purposes.size > 1 ? [{ field: "into", code: "merge_purpose" }] : [];
}
