"use client";

import { unstable_rethrow } from "next/navigation";
import { type RefObject, type SubmitEvent, useActionState, useEffect, useRef, useState } from "react";
import { metaFields } from "@/components/entry/form-state";
import type { KeptRow } from "@/lib/domain/kept-rows";
import { ROW_FIELDS } from "@/lib/domain/sheet";
import type { Typed } from "@/lib/domain/typed";
import type { Keeping } from "./keeping";
import {
  cellsOf,
  type RowAction,
  type RowStart,
  type RowState,
  type SheetLabels,
  type Standing,
  standingText,
} from "./row-state";

type Cell = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const NAMES = [...ROW_FIELDS, "reason"];

/** The controls of a row stand in cells of their own: they belong to its form by its id. */
function cellsIn(form: HTMLFormElement | null): [string, Cell][] {
  return NAMES.flatMap((name) => {
    const cell = form?.elements.namedItem(name);
    return cell ? [[name, cell as Cell] as [string, Cell]] : [];
  });
}
const typedIn = (form: RefObject<HTMLFormElement | null>): Typed =>
  Object.fromEntries(cellsIn(form.current).map(([name, cell]) => [name, cell.value]));
const differ = (a: Typed, b: Typed) => NAMES.some((name) => (a[name] ?? "") !== (b[name] ?? ""));

/**
 * One row of the sheet. Without JavaScript it is posted and answered as a page; with it, it is saved on its own while
 * the others go on, kept in this browser until then, and sent when the connection is back.
 */
export function useSheetRow(
  start: RowStart,
  action: RowAction,
  labels: SheetLabels,
  keeping: Keeping,
  tell: (text: string) => void,
) {
  const [answered, post] = useActionState(action, null);
  const [state, setState] = useState<RowState>(answered ?? start.state);
  const [standing, setStanding] = useState<Standing>(() => standingAfter(state, false));
  const form = useRef<HTMLFormElement>(null);
  // what the row shows where nothing is typed: the version that it was made from
  const given = useRef(cellsOf(start.state.values));
  const now = useRef({ state, waiting: null as KeptRow["waiting"], sending: false });

  const take = (next: RowState) => {
    now.current.state = next;
    setState(next);
  };
  const fill = (values: Typed, unless: (name: string, cell: Cell) => boolean = () => false) => {
    for (const [name, cell] of cellsIn(form.current))
      if (!unless(name, cell) && cell.value !== (values[name] ?? "")) cell.value = values[name] ?? "";
  };
  /** Whether something is typed that is not saved; this browser keeps it. */
  const unsaved = (): boolean => {
    const values = typedIn(form);
    const is = differ(values, given.current);
    const { state, waiting } = now.current;
    keeping.set(start.corridor, is ? { values, base: state.base, draft: state.draft, key: state.key, waiting } : null);
    return is;
  };

  async function save(intent: string): Promise<void> {
    if (!form.current || now.current.sending) return;
    const data = new FormData(form.current);
    data.set("intent", intent);
    for (const [name, value] of metaFields(now.current.state)) data.set(name, value);
    const sent = typedIn(form);
    now.current.sending = true;
    setStanding("saving");
    tell(labels.saving);
    try {
      if (!navigator.onLine) throw new Error("no connection");
      const answer = await action(null, data);
      now.current.waiting = null;
      if (!answer.refusal) given.current = cellsOf(answer.values);
      // what was typed while it was on its way stays
      fill(cellsOf(answer.values), (name, cell) => cell.value !== sent[name]);
      take(answer);
      now.current.sending = false;
      const next = standingAfter(answer, unsaved());
      setStanding(next);
      tell(answer.notice ?? answer.refusal?.text ?? standingText(labels, next));
    } catch (error) {
      now.current.sending = false;
      unstable_rethrow(error);
      now.current.waiting = intent === "draft" ? "draft" : "publish";
      unsaved();
      setStanding("waiting");
      tell(labels.waiting);
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the row is first there
  useEffect(() => {
    const kept = keeping.get(start.corridor);
    if (kept) {
      fill(kept.values);
      take({ ...now.current.state, base: kept.base, draft: kept.draft, key: kept.key });
      now.current.waiting = kept.waiting;
    }
    const goOn = () => {
      if (now.current.waiting) void save(now.current.waiting);
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (differ(typedIn(form), given.current)) event.preventDefault();
    };
    // something may have been typed before the script was here
    if (unsaved()) setStanding(kept?.waiting ? "waiting" : standingAfter(now.current.state, true));
    if (navigator.onLine) goOn();
    window.addEventListener("online", goOn);
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("online", goOn);
      window.removeEventListener("beforeunload", warn);
    };
  }, []);

  // the page was made anew, and somebody else had saved this row meanwhile
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rest is the row's own
  useEffect(() => {
    const { state, sending } = now.current;
    if (sending || start.state.base <= state.base || differ(typedIn(form), given.current)) return;
    given.current = cellsOf(start.state.values);
    fill(given.current);
    take({ ...start.state, notice: labels.changedMeanwhile });
    setStanding("clean");
    tell(labels.changedMeanwhile);
  }, [start]);

  return {
    state,
    standing,
    /** Somebody saved a newer version of what is being changed here. */
    newer: start.state.base > state.base && (standing === "unsaved" || standing === "waiting"),
    post,
    form,
    onSubmit: (event: SubmitEvent<HTMLFormElement>) => {
      event.preventDefault();
      const button = event.nativeEvent.submitter as HTMLButtonElement | null;
      if (button?.value !== "stay") void save(button?.value ?? "publish");
    },
    onTyped: () => {
      const is = unsaved();
      setStanding((before) => (before === "saving" || before === "conflict" ? before : is ? "unsaved" : "clean"));
    },
  };
}

function standingAfter(answer: RowState, typed: boolean): Standing {
  if (answer.meanwhile) return "conflict";
  if (answer.refusal) return "refused";
  return typed ? "unsaved" : (answer.saved ?? "clean");
}
