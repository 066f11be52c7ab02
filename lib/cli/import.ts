// npm run import -- FILE … --as NAME [--dry-run] [--skip-problems] [--reason TEXT]: brings CSV files into the record as the
// desk does: the same rules and words, one change set. NAME is an editor or administrator, in whose name the change stands
// in the history. Tables with columns of their own have to be mapped at the desk once. Ends with code 1 when a row has a
// problem or nothing could be imported.
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { actorNamed } from "@/lib/auth/named";
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { command } from "@/lib/cli/command";
import { progress } from "@/lib/cli/progress";
import { importFiles } from "@/lib/commands/imports";
import { type Store, store } from "@/lib/data/client";
import { landingOn } from "@/lib/data/import-ground";
import { rememberedMapping } from "@/lib/data/imports";
import { LANDING_STATES, LARGEST_UPLOAD, type Landed } from "@/lib/domain/arrivals";
import type { Mapping } from "@/lib/domain/mapping";
import { translator } from "@/lib/i18n/messages";
import { problemText, refusalText } from "@/lib/i18n/problem-text";
import { wordsMapped } from "@/lib/ingest/rows";
import { type KeptFile, keptFile, type ReadFile, readFiles, uploadOf } from "@/lib/ingest/upload";

const t = translator("en");
/** Rows with problems that are printed; a file may have a hundred thousand. */
const SHOWN = 100;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

function read(path: string): KeptFile {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new Halt(`There is no file ${path}.`);
  // what is too large is not even read
  const kept = keptFile(basename(path), size > LARGEST_UPLOAD ? new Uint8Array(size) : readFileSync(path));
  if (!kept.ok) throw new Halt(`${path}: ${problemText(t, { field: "", ...kept.fault })}`);
  return kept.file;
}

async function mappingsOf(db: Store["read"], files: readonly ReadFile[]): Promise<Record<number, Mapping>> {
  const mappings: Record<number, Mapping> = {};
  for (const [i, { name, own, header, table }] of files.entries()) {
    if (own === "revisions") console.log(`${name}: ${t("imports.file.revisions")}`);
    if (own) continue;
    const mapping = await rememberedMapping(db, header);
    if (!mapping) throw new Halt(`${name}: ${t("imports.command.notMapped")}`);
    mappings[i] = mapping;
    console.log(t("imports.kept.said", { file: name, at: mapping.keptAt }));
    for (const word of wordsMapped(table, mapping)) console.log(t("imports.kept.word", word));
  }
  return mappings;
}

function print(files: readonly ReadFile[], landed: readonly Landed[]): number {
  const wrong = landed.filter(({ state }) => state === "problem");
  for (const { file, line, problems } of wrong.slice(0, SHOWN))
    for (const problem of problems) {
      const where = t("imports.command.row", { file: files[file]?.name ?? "", line, field: problem.field || "–" });
      console.log(`${where} ${problemText(t, problem)}`);
    }
  if (wrong.length > SHOWN) console.log(t("imports.command.more", { count: wrong.length - SHOWN }));
  for (const state of LANDING_STATES)
    console.log(`${t(`imports.state.${state}`)}: ${landed.filter((row) => row.state === state).length}`);
  return wrong.length;
}

await command(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      as: { type: "string" },
      "dry-run": { type: "boolean", default: false },
      "skip-problems": { type: "boolean", default: false },
      reason: { type: "string", default: "" },
    },
  });
  if (positionals.length === 0) throw new Halt("Which files? npm run import -- FILE … --as NAME [--dry-run]");
  const kept = positionals.map(read);
  const db = store();
  try {
    const files = await readFiles(kept);
    if (!files.ok) throw new Halt(`${files.name}: ${problemText(t, { field: "", ...files.fault })}`);
    for (const { name, computed, unknown } of files.files) {
      if (computed.length > 0) console.log(`${name}: ${t("imports.file.computed", { columns: computed.join(", ") })}`);
      if (unknown.length > 0) console.log(`${name}: ${t("imports.file.unknown", { columns: unknown.join(", ") })}`);
    }
    const upload = await uploadOf(files.files, kept, await mappingsOf(db.read, files.files), turn);
    const landing = await landingOn(db.read, upload, {}, new Date());
    const problems = print(files.files, landing.landed);
    if (values["dry-run"]) return problems > 0 ? 1 : 0;
    if (landing.writes.length === 0) {
      console.log(t("imports.command.nothing"));
      return problems > 0 ? 1 : 0;
    }
    if (problems > 0 && !values["skip-problems"]) throw new Halt(t("imports.command.refused"));
    const who = values.as === undefined ? null : await actorNamed(db.read, values.as);
    if (!who?.ok) throw new Halt(t("imports.command.who"));
    const shown = progress();
    const reason =
      values.reason || t("imports.reason", { files: positionals.map((path) => basename(path)).join(", ") });
    const answer = await importFiles(
      { store: db, actor: who.actor, now: new Date() },
      { upload, choices: {}, reason: reason.slice(0, 500), skipProblems: values["skip-problems"] },
      (done, all) => shown.show("Importing", done, all),
    );
    shown.end();
    if (!answer.ok) throw new Halt(answer.problems[0] ? problemText(t, answer.problems[0]) : refusalText(t, answer));
    console.log(t("imports.command.done", { changeSet: answer.changeSet ?? "–" }));
    return problems > 0 ? 1 : 0;
  } finally {
    await db.close();
  }
});
