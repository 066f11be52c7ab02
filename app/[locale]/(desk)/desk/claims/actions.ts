"use server";

import { redirect } from "next/navigation";
import { wideLines } from "@/components/entry/day-lines";
import type { FormState } from "@/components/entry/form-state";
import { actingPerson } from "@/lib/auth/session";
import { saveClaim } from "@/lib/commands/claims";
import { store } from "@/lib/data/client";
import { newestVersion, versionOf } from "@/lib/data/desk";
import { carriedOver, wideInputOf, wideTyped } from "@/lib/domain/day-form";
import type { Refusal } from "@/lib/domain/errors";
import { FORM_FIELDS } from "@/lib/domain/form-fields";
import type { Payload } from "@/lib/domain/payloads";
import type { Actor } from "@/lib/domain/policy";
import { paths } from "@/lib/paths";
import { addInside } from "../adding";
import { again, contextOf, refreshPublicPages, refusedAgain, type Sent, sentOf } from "../answering";
import { meanwhileOf } from "../comparing";

/** The form of a claim of wider scope: every button of it. */
export async function editClaim(_before: FormState | null, form: FormData): Promise<FormState> {
  const sent = sentOf(form, FORM_FIELDS.wideClaim);
  const who = await actingPerson();
  if (!who.ok) return refusedAgain(sent, who);
  const added = await addInside(contextOf(who.actor, sent), sent);
  if (added) return added;
  const { meta, intent, t } = sent;
  if (intent === "publish") return publish(sent, who.actor);
  if (intent === "keep.mine") return publish({ ...sent, meta: { ...meta, base: meta.theirs } }, who.actor);
  if (intent === "take.theirs") {
    const { revision, payload } = await newestVersion(store().read, "claim", sent.values.key ?? "");
    const values = payload ? wideTyped(payload) : sent.values;
    return again(sent, { values, base: revision, notice: t("desk.day.tookTheirs") });
  }
  return again(sent, { notice: t("desk.day.nothingSaved") });
}

async function publish(sent: Sent, actor: Actor): Promise<FormState> {
  const { meta, values } = sent;
  const edit = {
    input: wideInputOf(values),
    baseRevision: meta.base,
    reason: values.reason,
    onPurpose: meta.onPurpose,
  };
  const answer = await saveClaim(contextOf(actor, sent), edit);
  if (!answer.ok) return refusedClaim(sent, actor, answer);
  await refreshPublicPages();
  redirect(`${paths.desk(sent.locale)}?done=claim`);
}

async function refusedClaim(sent: Sent, actor: Actor, refusal: Refusal): Promise<FormState> {
  const current = refusal.current as { revision: number; payload: Payload | null } | undefined;
  if (refusal.code !== "conflict" || !current?.payload) return refusedAgain(sent, refusal);
  const entry = { kind: "claim", key: sent.values.key ?? "" } as const;
  const theirs = { revision: current.revision, typed: wideTyped(current.payload) };
  const older = await versionOf(store().read, entry.kind, entry.key, sent.meta.base);
  const both = { ...sent, values: older ? carriedOver(wideTyped(older), theirs.typed, sent.values) : sent.values };
  return refusedAgain(both, refusal, "", { meanwhile: await meanwhileOf(both, actor, entry, theirs, wideLines) });
}
