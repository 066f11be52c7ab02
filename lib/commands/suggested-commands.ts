import type { Answer } from "../domain/errors";
import type { SuggestedCommand } from "../domain/suggestions";
import type { Context } from "./change";
import { saveClaim } from "./claims";
import { saveDay } from "./corridor-days";
import { saveCorridor } from "./corridors";
import { mergeEntries } from "./merges";
import { saveParty } from "./parties";
import { savePlace } from "./places";
import { saveReport } from "./reports";
import { retract } from "./retractions";
import { revertChangeSet, revertRevision } from "./reverts";
import { saveSource } from "./sources";

/** What a review carries out, by name. */
export const COMMANDS = {
  saveDay,
  saveReport,
  saveClaim,
  saveCorridor,
  savePlace,
  saveParty,
  saveSource,
  retract,
  mergeEntries,
  revertRevision,
  revertChangeSet,
} satisfies Record<SuggestedCommand, (context: Context, request: never) => Promise<Answer<object>>>;
