import type { FormState } from "@/components/entry/form-state";
import type { Context } from "@/lib/commands/change";
import { saveParty } from "@/lib/commands/parties";
import { type EntryEdit, type SavedEntry, savePlace } from "@/lib/commands/places";
import { saveSource } from "@/lib/commands/sources";
import { claimsOf, notAdded, withClaims } from "@/lib/domain/day-form";
import { type Answer, invalid } from "@/lib/domain/errors";
import type { Noun } from "@/lib/domain/merging";
import { registerInput } from "@/lib/domain/register";
import { below, only, type Typed } from "@/lib/domain/typed";
import { again, refreshPublicPages, refusedAgain, type Sent, waitingAs } from "./answering";

const INTENT = /^new\.((?:claims\.\d{1,3}\.)?)new(Party|Source|Place)\.(\w+)$/;

type Kind = "Party" | "Source" | "Place";

const NOUN = { Party: "party", Source: "source", Place: "place" } as const satisfies Record<Kind, Noun>;
const save: Record<Kind, (context: Context, edit: EntryEdit) => Promise<Answer<SavedEntry>>> = {
  Party: saveParty,
  Source: saveSource,
  Place: savePlace,
};

/** Refuses to publish a form while something typed in it was to be added and was not; a draft keeps it. */
function refusedUnadded(sent: Sent): FormState | null {
  const { intent, meta, values } = sent;
  if (intent !== "publish" && !(intent === "keep.mine" && meta.of === "record")) return null;
  const problems = notAdded(values);
  return problems.length > 0 ? refusedAgain(sent, invalid(...problems)) : null;
}

/**
 * Adds a party, source or place from inside another form, and chooses it there; nothing is published before all that was
 * typed of such is added.
 * @returns the form afterwards; null where the button asked for something else and that may go on
 */
export async function addInside(context: Context, sent: Sent): Promise<FormState | null> {
  const [, at = "", kind, use] = INTENT.exec(sent.intent) ?? [];
  if (!kind || !use) return refusedUnadded(sent);
  const prefix = `${at}new${kind}.`;
  const typed = below(sent.values, prefix);
  // the form goes on; what is added in it has none of its own to go on with
  const answer = await save[kind as Kind](
    { ...context, form: undefined },
    {
      input: registerInput(NOUN[kind as Kind], typed),
      baseRevision: 0,
      onPurpose: sent.meta.onPurpose,
    },
  );
  const waiting = answer.ok ? null : waitingAs(answer);
  if (!answer.ok && !waiting) return refusedAgain(sent, answer, prefix);
  if (answer.ok) await refreshPublicPages();
  const slug = answer.ok ? answer.slug : (waiting?.entry ?? "");
  const rest = only(sent.values, (name) => !name.startsWith(prefix));
  const values = { ...rest, [`${at}${use}`]: slug };
  const name = typed.nameEn || typed.publisher || slug;
  return again(sent, {
    values: kind === "Source" ? sourceForTheOthers(values, slug) : values,
    notice: sent.t(waiting ? "review.addedInside" : "desk.day.added", { name }),
    focus: `${at}${use}`,
  });
}

/** A report that was just added is mostly what the claims without a source are from. */
const sourceForTheOthers = (values: Typed, source: string): Typed =>
  withClaims(
    values,
    claimsOf(values).map((claim) => (claim.kind && !claim.source ? { ...claim, source } : claim)),
  );
