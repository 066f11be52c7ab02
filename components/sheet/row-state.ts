import type { ReactNode } from "react";
import type { Option } from "@/components/entry/field";
import type { FormState } from "@/components/entry/form-state";
import type { Typed } from "@/lib/domain/typed";
import type { Messages } from "@/lib/i18n/messages";

/** The words of the sheet: plain sentences, so that the browser needs no library to show them. */
export type SheetLabels = Messages["sheet"]["row"];

/** What a row shows again after an answer. */
export type RowState = FormState & {
  /** What the save became; null where nothing was saved. */
  saved: "published" | "draft" | "suggested" | null;
};

/** How a row of the sheet is answered. null: it was not sent yet. */
export type RowAction = (before: RowState | null, form: FormData) => Promise<RowState>;

/** One corridor of the day as the page hands it to its row. */
export type RowStart = {
  corridor: string;
  /** Of the corridor, in words. */
  name: string;
  state: RowState;
  statuses: Option[];
  /** An outcome may be published: the form that it starts from has claims. */
  claimed: boolean;
  /** What is on record, who works on it and when somebody last looked. */
  record: ReactNode;
  links: ReactNode;
  dayLink: string;
};

/** Where a row stands, as its last cell says and a screen reader is told. */
export type Standing =
  | "clean"
  | "unsaved"
  | "saving"
  | "published"
  | "draft"
  | "suggested"
  | "conflict"
  | "refused"
  | "waiting";

export const standingText = (labels: SheetLabels, standing: Standing): string =>
  ({
    clean: labels.clean,
    unsaved: labels.unsaved,
    saving: labels.saving,
    published: labels.published,
    draft: labels.draft,
    suggested: labels.suggested,
    conflict: labels.conflict,
    refused: labels.refused,
    waiting: labels.waiting,
  })[standing];

/** The row's cells by name, and the reason, as a new answer leaves them. */
export const cellsOf = (values: Typed): Typed => ({ reason: "", ...values });
