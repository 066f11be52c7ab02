import type { Context } from "@/lib/commands/change";
import { saveCorridor } from "@/lib/commands/corridors";
import { saveParty } from "@/lib/commands/parties";
import { type EntryEdit, type SavedEntry, savePlace } from "@/lib/commands/places";
import { saveSource } from "@/lib/commands/sources";
import type { Answer } from "@/lib/domain/errors";
import type { Noun } from "@/lib/domain/merging";
import type { Locale } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";

/** The command that saves an entry of each list. */
export const SAVE: Record<Noun, (context: Context, edit: EntryEdit) => Promise<Answer<SavedEntry>>> = {
  place: savePlace,
  party: saveParty,
  source: saveSource,
  corridor: saveCorridor,
};

/** Where readers see an entry; places have no page of their own. */
export const publicPage = (locale: Locale, noun: Noun, slug: string): string | null =>
  noun === "place" ? null : paths[noun](locale, slug);
