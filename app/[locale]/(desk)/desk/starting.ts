import { randomUUID } from "node:crypto";
import { type FormState, newState } from "@/components/entry/form-state";
import { store } from "@/lib/data/client";
import { ownForm } from "@/lib/data/suggestions";
import type { Actor } from "@/lib/domain/policy";
import type { Typed } from "@/lib/domain/typed";

/** The query of a page with a form. */
export type Start = Promise<{ suggestion?: string; draft?: string }>;

/** What a form starts from: a suggestion of one's own to be gone on with, else what the page has for it. */
export async function startOf(
  actor: Actor | null,
  search: Start,
  fresh: { values: Typed; base: number; draft?: FormState["draft"] },
): Promise<FormState> {
  const own = await ownForm(store().read, actor, (await search).suggestion);
  const start = own ? { values: own.typed, base: own.base, suggestion: own.id } : fresh;
  return newState({ ...start, key: randomUUID() });
}
