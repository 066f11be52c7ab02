import { sha256 } from "../domain/chain";
import type { Answer } from "../domain/errors";
import type { Payload } from "../domain/payloads";
import { type Actor, refusedTo } from "../domain/policy";
import { type KeptText, textsIn } from "../domain/redaction";
import type { EntryKind } from "../domain/vocabulary";
import type { Db } from "./client";

/** Every text that an entry has or ever had, each under a name of its own, for whoever may remove one. */
export async function keptTexts(
  db: Db,
  actor: Actor,
  entryKind: EntryKind,
  entry: string,
): Promise<Answer<{ texts: (KeptText & { id: string })[] }>> {
  const refused = refusedTo(actor, "record.redact");
  if (refused) return refused;
  const rows = await db.revision.findMany({
    where: { entryKind, entry },
    orderBy: { seq: "desc" },
    select: { before: true, after: true },
  });
  const versions = rows.flatMap(({ before, after }) => [after, before]);
  const texts = textsIn(versions.map((text) => (text === null ? null : (JSON.parse(text) as Payload))));
  return { ok: true, texts: texts.map((text) => ({ ...text, id: sha256(JSON.stringify(text)).slice(0, 16) })) };
}
