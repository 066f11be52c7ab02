"use server";

import { setTimeout as sleep } from "node:timers/promises";
import { redirect } from "next/navigation";
import { actingPerson } from "@/lib/auth/session";
import type { Context } from "@/lib/commands/change";
import { chooseForUpload, discardUpload, mapUpload } from "@/lib/commands/imports";
import { store } from "@/lib/data/client";
import { findImport, type OpenImport } from "@/lib/data/imports";
import { IMPORT_FILES } from "@/lib/domain/arrivals";
import type { RefusalCode } from "@/lib/domain/errors";
import { type Mapping, suggestedMapping } from "@/lib/domain/mapping";
import type { Locale } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { localeOfForm, numberOf, textOf } from "../../form-answer";
import { beginImport, readWaiting } from "./waiting";

/** How long an answer waits for an import, in ms; a longer one is watched on its page. */
const PATIENCE = 4_000;

type Sent = { locale: Locale; id: string; version: number; context: Context; open: OpenImport };

/** Who sent the form, and the upload that it is about; leads away where either is missing. */
async function sentBy(form: FormData): Promise<Sent> {
  const locale = localeOfForm(form);
  const id = textOf(form, "id");
  const who = await actingPerson();
  if (!who.ok) {
    if (who.code === "not_signed_in") redirect(paths.signIn(locale));
    return back(locale, id, who.code);
  }
  const open = await findImport(store().read, who.actor, id);
  if (!open.ok) return redirect(paths.deskImports(locale, `no=${open.code}`));
  const context = { store: store(), actor: who.actor, now: new Date() };
  return { locale, id, version: numberOf(form, "version"), context, open };
}

function back(locale: Locale, id: string, no?: RefusalCode, more: Record<string, string> = {}): never {
  redirect(paths.deskImport(locale, id, new URLSearchParams({ ...(no && { no }), ...more }).toString()));
}

/** What the fields of a form whose names begin alike hold: `column:3` → `3`. */
const fieldsOf = (form: FormData, prefix: string): [string, string][] =>
  [...form.entries()].flatMap(([name, value]) =>
    name.startsWith(prefix) && typeof value === "string" ? [[name.slice(prefix.length), value.trim()]] : [],
  );

/** Says what the columns and values of one file mean. */
export async function sendMapping(form: FormData): Promise<void> {
  const { locale, id, version, context, open } = await sentBy(form);
  const number = numberOf(form, "file");
  const { files } = await readWaiting(open);
  const header = files[number]?.header ?? [];
  const file = IMPORT_FILES.find((one) => one === textOf(form, "what")) ?? "corridor-days";
  const values: Mapping["values"] = {};
  for (const [name, value] of fieldsOf(form, "value:")) {
    const colon = name.indexOf(":");
    const field = name.slice(0, colon);
    if (value) values[field] = { ...values[field], [name.slice(colon + 1)]: value };
  }
  const mapping: Mapping =
    textOf(form, "intent") === "what"
      ? suggestedMapping(file, header)
      : {
          file,
          columns: Object.fromEntries(fieldsOf(form, "column:").map(([i, field]) => [header[Number(i)] ?? "", field])),
          values,
          constants: Object.fromEntries(fieldsOf(form, "constant:").filter(([, value]) => value)),
        };
  const answer = await mapUpload(context, { id, version, file: number, header, mapping });
  const again = textOf(form, "intent") === "save" ? undefined : { map: String(number) };
  back(locale, id, answer.ok ? undefined : answer.code, again);
}

/** Keeps what was chosen for rows that could be read in more than one way. */
export async function sendChoices(form: FormData): Promise<void> {
  const { locale, id, version, context } = await sentBy(form);
  const choices = Object.fromEntries(fieldsOf(form, "choice:"));
  const answer = await chooseForUpload(context, { id, version, choices });
  back(locale, id, answer.ok ? undefined : answer.code);
}

/** Brings the upload into the record, or throws it away. */
export async function sendImport(form: FormData): Promise<void> {
  const { locale, id, version, context, open } = await sentBy(form);
  if (textOf(form, "intent") === "discard") {
    const answer = await discardUpload(context, { id, version });
    if (!answer.ok) back(locale, id, answer.code);
    redirect(paths.deskImports(locale));
  }
  if (open.run.changeSet === null) {
    if (open.run.version !== version) back(locale, id, "conflict");
    const { upload } = await readWaiting(open);
    const asked = { reason: textOf(form, "reason"), skipProblems: form.get("skip") !== null };
    const job = beginImport(context, open, upload, asked);
    await Promise.race([job.ended, sleep(PATIENCE)]);
  }
  back(locale, id);
}
