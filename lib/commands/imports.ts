import { randomUUID } from "node:crypto";
import type { Tx } from "@/lib/data/client";
import { landingOn } from "@/lib/data/import-ground";
import { isReviewedPerson } from "@/lib/data/suggestions";
import type { Choices, LandingState, Upload } from "../domain/arrivals";
import { type Answer, invalid, refuse } from "../domain/errors";
import { mappingInput, mappingKey, type UsedMapping } from "../domain/mapping";
import { appendAudit } from "./audit";
import { type Change, type Context, carryOut, publish } from "./change";
import { writeLanding } from "./landing-writes";
import { refuseNow } from "./refusing";

/** How long one import may hold the lock that all writers take, in ms. */
const TIMEOUT = 15 * 60_000;

/** How long an upload that nobody goes on with is kept, in ms. */
const KEPT = 14 * 24 * 3600_000;

/**
 * A step towards an import. Whoever may not import, because their changes wait for a review, prepares none either: what
 * columns were said to mean is taken for the next file with this header, whoever brings it.
 */
const prepare = <T extends object>(context: Context, request: unknown, body: (tx: Tx) => Promise<T>) =>
  carryOut(context, "record.publish", request, body, {
    admit: async (tx) => {
      if (await isReviewedPerson(tx, context.actor)) refuseNow(refuse("review_required"));
    },
  });

/**
 * Keeps uploaded files until they are imported or discarded: nothing of them is on record yet. Those that nobody has gone on
 * with for two weeks are thrown away.
 */
export const keepUpload = (
  context: Context,
  upload: { name: string; file: string; content: string; rows: number; mappings: Record<number, UsedMapping> },
): Promise<Answer<{ id: string }>> =>
  // not the whole content: it only has to tell one upload from another
  prepare(context, { name: upload.name, length: upload.content.length }, async (tx) => {
    const { actor, now } = context;
    const id = randomUUID();
    const { mappings, ...columns } = upload;
    const forgotten = new Date(now.getTime() - KEPT);
    await tx.importRun.deleteMany({ where: { changeSetId: null, updatedAt: { lt: forgotten } } });
    await tx.importRun.create({
      data: {
        id,
        ...columns,
        mapping: JSON.stringify(mappings),
        authorId: actor.id,
        createdAt: now,
        updatedAt: now,
        version: 1,
      },
    });
    await appendAudit(tx, { at: now, actor, action: "import.upload", detail: { import: id, rows: upload.rows } });
    return { id };
  });

type Edit = { id: string; version: number };

/** The upload, if it still is as it was when the form was made, and not imported. */
async function waiting(tx: Change["tx"], { id, version }: Edit) {
  const run = await tx.importRun.findUnique({ where: { id }, select: { version: true, changeSetId: true } });
  if (!run) return refuseNow(refuse("not_found"));
  if (run.changeSetId !== null || run.version !== version) refuseNow(refuse("conflict"));
  return run;
}

/**
 * Says what the columns and values of one file of an upload mean, and remembers it for the next file with this header.
 * @param edit.file its number, from 0
 */
export const mapUpload = (
  context: Context,
  edit: Edit & { file: number; header: readonly string[]; mapping: unknown },
): Promise<Answer<{ version: number }>> =>
  prepare(context, edit, async (tx) => {
    const parsed = mappingInput.safeParse(edit.mapping);
    if (!parsed.success) return refuseNow(invalid({ field: "mapping", code: "unknown_value" }));
    await waiting(tx, edit);
    const { mapping: before } = await tx.importRun.findUniqueOrThrow({
      where: { id: edit.id },
      select: { mapping: true },
    });
    const mapping = JSON.stringify({ ...(JSON.parse(before) as object), [edit.file]: parsed.data });
    const version = edit.version + 1;
    await tx.importRun.update({ where: { id: edit.id }, data: { mapping, version, updatedAt: context.now } });
    const remembered = { mapping: JSON.stringify(parsed.data), updatedAt: context.now };
    const id = mappingKey(edit.header, parsed.data.file);
    await tx.columnMapping.upsert({ where: { id }, create: { id, ...remembered }, update: remembered });
    const { actor, now } = context;
    const detail = { import: edit.id, mapping: id, rows_of: parsed.data.file };
    await appendAudit(tx, { at: now, actor, action: "import.map", detail });
    return { version };
  });

/** Keeps what was chosen for rows that could be read in more than one way. */
export const chooseForUpload = (
  context: Context,
  edit: Edit & { choices: Choices },
): Promise<Answer<{ version: number }>> =>
  prepare(context, edit, async (tx) => {
    await waiting(tx, edit);
    const { choices: before } = await tx.importRun.findUniqueOrThrow({
      where: { id: edit.id },
      select: { choices: true },
    });
    const choices = JSON.stringify({ ...(JSON.parse(before) as Choices), ...edit.choices });
    const version = edit.version + 1;
    await tx.importRun.update({ where: { id: edit.id }, data: { choices, version, updatedAt: context.now } });
    return { version };
  });

/** Throws an upload away. */
export const discardUpload = (context: Context, edit: Edit): Promise<Answer<object>> =>
  carryOut(context, "record.publish", edit, async (tx) => {
    await waiting(tx, edit);
    await tx.importRun.delete({ where: { id: edit.id } });
    const { actor, now } = context;
    await appendAudit(tx, { at: now, actor, action: "import.discard", detail: { import: edit.id } });
    return {};
  });

/** How many rows landed in each way. */
export type Landed = Record<LandingState, number>;
export type Imported = { changeSet: string | null; landed: Landed };

/** @param done entries written of `all`; while the rows are still being worked out, `all` is 0 */
export type OnProgress = (done: number, all: number) => void;

/**
 * Brings an upload into the record: everything that can land as one change set with a revision per entry, or nothing.
 * Worked out anew inside the transaction, so that nothing that others saved since the preview is written over unseen.
 * @param edit.upload its rows, read by lib/ingest
 * @param edit.skipProblems leaves out the rows with problems; without it they refuse the whole
 * @returns or refuses: `conflict` where it was changed or imported meanwhile, `invalid` with `import_problems`
 */
export const runImport = (
  context: Context,
  edit: Edit & { upload: Upload; choices: Choices; reason: string; skipProblems: boolean },
  onProgress: OnProgress = () => {},
): Promise<Answer<Imported>> =>
  publish(
    context,
    { reason: edit.reason },
    async (change) => {
      await waiting(change.tx, edit);
      const imported = await bringIn(change, context.now, edit, onProgress);
      if (!imported.changeSet) return imported;
      const done = { content: "", changeSetId: imported.changeSet, updatedAt: context.now, version: edit.version + 1 };
      await change.tx.importRun.update({ where: { id: edit.id }, data: done });
      return imported;
    },
    { origin: "import", timeout: TIMEOUT },
  );

/** runImport() of files that were not kept first: the command line's. */
export const importFiles = (
  context: Context,
  edit: { upload: Upload; choices: Choices; reason: string; skipProblems: boolean },
  onProgress: OnProgress = () => {},
): Promise<Answer<Imported>> =>
  publish(context, { reason: edit.reason }, (change) => bringIn(change, context.now, edit, onProgress), {
    origin: "import",
    timeout: TIMEOUT,
  });

async function bringIn(
  change: Change,
  now: Date,
  { upload, choices, skipProblems }: { upload: Upload; choices: Choices; skipProblems: boolean },
  onProgress: OnProgress,
): Promise<Imported> {
  onProgress(0, 0);
  const { landed: rows, writes } = await landingOn(change.tx, upload, choices, now);
  const landed: Landed = { new: 0, changed: 0, identical: 0, problem: 0 };
  for (const { state } of rows) landed[state]++;
  if (landed.problem > 0 && !skipProblems)
    refuseNow(invalid({ field: "upload", code: "import_problems", values: { count: landed.problem } }));
  await writeLanding(change, writes, (done) => onProgress(done, writes.length));
  return { changeSet: change.changeSet() ?? null, landed };
}
