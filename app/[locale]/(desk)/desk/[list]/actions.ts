"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/components/entry/form-state";
import { registerLines } from "@/components/entry/register-words";
import { actingPerson } from "@/lib/auth/session";
import { mergeEntries } from "@/lib/commands/merges";
import { retract } from "@/lib/commands/retractions";
import { store } from "@/lib/data/client";
import { newestVersion, versionOf } from "@/lib/data/desk";
import { carriedOver } from "@/lib/domain/day-form";
import type { Refusal } from "@/lib/domain/errors";
import { FORM_FIELDS } from "@/lib/domain/form-fields";
import type { Noun } from "@/lib/domain/merging";
import type { Payload } from "@/lib/domain/payloads";
import type { Actor } from "@/lib/domain/policy";
import { isNoun, listOf, registerInput, registerTyped } from "@/lib/domain/register";
import { paths } from "@/lib/paths";
import { formOf, numberOf } from "../../form-answer";
import { addInside } from "../adding";
import { again, contextOf, refreshPublicPages, refusedAgain, type Sent, sentOf } from "../answering";
import { meanwhileOf } from "../comparing";
import { SAVE } from "./entries";

/** The form of an entry as it was sent, with what it is about. */
type About = { noun: Noun; slug: string };

function aboutOf(given: FormData): About | null {
  const form = formOf(given);
  const [noun, slug] = [String(form.get("meta.noun") ?? ""), String(form.get("meta.slug") ?? "")];
  return isNoun(noun) ? { noun, slug } : null;
}

const unknown = { ok: false, code: "not_found", problems: [] } as const satisfies Refusal;

/** The form of a place, party, source or corridor: every button of it. */
export async function editEntry(_before: FormState | null, form: FormData): Promise<FormState> {
  const about = aboutOf(form);
  const sent = sentOf(form, FORM_FIELDS[about?.noun ?? "place"]);
  const who = await actingPerson();
  if (!who.ok) return refusedAgain(sent, who);
  if (!about) return refusedAgain(sent, unknown);
  const added = await addInside(contextOf(who.actor, sent), sent);
  if (added) return added;
  const { meta, intent, t } = sent;
  if (intent === "publish") return save(sent, who.actor, about);
  if (intent === "keep.mine") return save({ ...sent, meta: { ...meta, base: meta.theirs } }, who.actor, about);
  if (intent === "take.theirs") {
    const { revision, payload } = await newestVersion(store().read, about.noun, about.slug);
    const values = payload ? registerTyped(about.noun, payload) : sent.values;
    return again(sent, { values, base: revision, notice: t("desk.day.tookTheirs") });
  }
  if (intent === "retract") return takeBack(sent, who.actor, about);
  return again(sent, { notice: t("desk.day.nothingSaved") });
}

async function save(sent: Sent, actor: Actor, { noun, slug }: About): Promise<FormState> {
  const { locale, meta, values } = sent;
  const answer = await SAVE[noun](contextOf(actor, sent), {
    input: registerInput(noun, values, slug),
    baseRevision: meta.base,
    reason: values.reason,
    onPurpose: meta.onPurpose,
  });
  if (!answer.ok) return refusedEntry(sent, actor, { noun, slug }, answer);
  await refreshPublicPages();
  redirect(`${paths.deskListed(locale, listOf(noun), answer.slug)}?done=saved`);
}

async function takeBack(sent: Sent, actor: Actor, { noun, slug }: About): Promise<FormState> {
  const { meta, values, locale } = sent;
  const edit = { entryKind: noun, entry: slug, baseRevision: meta.base, reason: values.reason ?? "" };
  const answer = await retract(contextOf(actor, sent), edit);
  if (!answer.ok) {
    // what names it is no field of this form: the sentence has to say what it is
    const problems = answer.problems.map((problem) =>
      problem.code === "names_it" ? { field: "", code: "named_by", values: { entry: problem.field } } : problem,
    );
    return refusedEntry(sent, actor, { noun, slug }, { ...answer, problems });
  }
  await refreshPublicPages();
  redirect(`${paths.deskListed(locale, listOf(noun), slug)}?done=retracted`);
}

/** A stale form is shown beside what stands there now; everything else names the fields. */
async function refusedEntry(sent: Sent, actor: Actor, { noun, slug }: About, refusal: Refusal): Promise<FormState> {
  const current = refusal.current as { revision: number; payload: Payload | null } | undefined;
  if (refusal.code !== "conflict" || !current?.payload) return refusedAgain(sent, refusal);
  const theirs = { revision: current.revision, typed: registerTyped(noun, current.payload) };
  const older = await versionOf(store().read, noun, slug, sent.meta.base);
  const values = older ? carriedOver(registerTyped(noun, older), theirs.typed, sent.values) : sent.values;
  const both = { ...sent, values };
  const meanwhile = await meanwhileOf(both, actor, { kind: noun, key: slug }, theirs, (typed, labels, lists) =>
    registerLines(noun, typed, labels, lists),
  );
  return refusedAgain(both, refusal, "", { meanwhile });
}

/** The last step of a merge. */
export async function mergeEntry(_before: FormState | null, form: FormData): Promise<FormState> {
  const sent = sentOf(form, FORM_FIELDS.merge);
  const who = await actingPerson();
  if (!who.ok) return refusedAgain(sent, who);
  const about = aboutOf(form);
  if (!about) return refusedAgain(sent, unknown);
  if (sent.intent !== "merge") return again(sent, { notice: sent.t("desk.day.nothingSaved") });
  const into = String(form.get("meta.into") ?? "");
  const kept = Object.entries(sent.values).flatMap(([name, value]) =>
    name.startsWith("kept.") ? [[name.slice(5), value === "from" ? about.slug : into] as const] : [],
  );
  const answer = await mergeEntries(contextOf(who.actor, sent), {
    noun: about.noun,
    from: about.slug,
    into,
    fromRevision: sent.meta.base,
    intoRevision: numberOf(form, "meta.intoRevision"),
    reason: sent.values.reason ?? "",
    kept: Object.fromEntries(kept),
  });
  if (!answer.ok) return refusedAgain(sent, answer);
  await refreshPublicPages();
  redirect(`${paths.deskListed(sent.locale, listOf(about.noun), into)}?done=merged&count=${answer.entries}`);
}
