"use client";

import { useRouter } from "next/navigation";
import { type FocusEvent, type FormEvent, type KeyboardEvent, type PointerEvent, useEffect, useState } from "react";
import { type CellMove, cellMove } from "@/lib/domain/sheet";
import { forgetOld, keepingOf } from "./keeping";
import type { RowStart } from "./row-state";
import { type RowProps, SheetRow } from "./sheet-row.client";

type Cell = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const cellOf = (target: EventTarget) => (target as HTMLElement).closest<Cell>("[data-cell]");

/** What a cell held when it was entered: Escape takes it back. */
const before = new WeakMap<Cell, string>();

/**
 * All corridors of a day in one grid, each row a form of its own. With JavaScript the keys are those of a spreadsheet,
 * and what is not saved stays in this browser.
 * @param person whose rows this browser keeps
 */
export function Sheet({ rows, person, ...props }: RowProps & { rows: readonly RowStart[]; person: string }) {
  const { labels, words, date } = props;
  const [said, say] = useState("");
  const [keeping] = useState(() => keepingOf(person, date));
  const router = useRouter();

  useEffect(() => {
    forgetOld();
    // whoever comes back to this window sees what others have saved meanwhile
    const refresh = () => {
      if (document.visibilityState === "visible" && navigator.onLine) router.refresh();
    };
    document.addEventListener("visibilitychange", refresh);
    return () => document.removeEventListener("visibilitychange", refresh);
  }, [router]);

  return (
    <>
      <p className="hint" id="sheet-keys">
        {labels.keys}
      </p>
      <table className="table rows sheet" aria-describedby="sheet-keys" {...KEYBOARD}>
        <thead>
          <tr>
            <th scope="col">{words.corridor}</th>
            <th scope="col">{words.status}</th>
            <th scope="col">{words.qualifier}</th>
            <th scope="col">{words.countMin}</th>
            <th scope="col">{words.countMax}</th>
            <th scope="col">{words.noteEn}</th>
            <th scope="col">{words.noteUk}</th>
            <th scope="col">{words.save}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((start) => (
            <SheetRow key={start.corridor} start={start} keeping={keeping} tell={say} {...props} />
          ))}
        </tbody>
      </table>
      <p className="sr" role="status">
        {said}
      </p>
    </>
  );
}

/** A cell is chosen as a whole or edited: the mark is in the page, for the keys and for the eye. */
const edit = (cell: Cell, editing: boolean) => cell.toggleAttribute("data-editing", editing);

/** Where a move leads from a cell; null at the edge of the sheet. */
function neighbour(cell: Cell, move: CellMove): Cell | null {
  const row = cell.closest("tr");
  const cells = [...(row?.querySelectorAll<Cell>("[data-cell]") ?? [])];
  const rows = [...(row?.parentElement?.querySelectorAll("tr[data-row]") ?? [])];
  if (move === "left") return cells[cells.indexOf(cell) - 1] ?? null;
  if (move === "right") return cells[cells.indexOf(cell) + 1] ?? null;
  const step = move === "up" ? -1 : 1;
  for (let at = row ? rows.indexOf(row) + step : -1; rows[at]; at += step) {
    // not every row has every cell: a first version needs no reason
    const found = rows[at]?.querySelector<Cell>(`[data-cell="${cell.dataset.cell}"]`);
    if (found) return found;
  }
  return null;
}

function carryOut(move: CellMove, cell: Cell): void {
  const editing = cell.hasAttribute("data-editing");
  if (move === "save") {
    edit(cell, false);
    cell.closest("tr")?.querySelector<HTMLButtonElement>("button[data-save]")?.click();
  } else if (move === "edit") {
    edit(cell, true);
    // the caret goes behind the text, where typing goes on
    if (!(cell instanceof HTMLSelectElement)) cell.setSelectionRange(cell.value.length, cell.value.length);
  } else if (move === "cancel") {
    const text = before.get(cell);
    if (text !== undefined && text !== cell.value) {
      cell.value = text;
      cell.dispatchEvent(new Event("input", { bubbles: true }));
    }
    edit(cell, false);
    if (editing && !(cell instanceof HTMLSelectElement)) cell.select();
  } else {
    edit(cell, false);
    neighbour(cell, move === "commit" ? "down" : move)?.focus();
  }
}

const KEYBOARD = {
  onKeyDown(event: KeyboardEvent) {
    const cell = cellOf(event.target);
    if (!cell || event.nativeEvent.isComposing) return;
    const move = cellMove(event, cell.hasAttribute("data-editing"));
    if (!move) return;
    event.preventDefault();
    carryOut(move, cell);
  },
  onFocus(event: FocusEvent) {
    const cell = cellOf(event.target);
    if (!cell) return;
    before.set(cell, cell.value);
    if (!cell.hasAttribute("data-editing") && !(cell instanceof HTMLSelectElement)) cell.select();
  },
  onBlur(event: FocusEvent) {
    const cell = cellOf(event.target);
    if (cell) edit(cell, false);
  },
  // a pointer goes straight into the text, as everywhere else
  onPointerDown(event: PointerEvent) {
    const cell = cellOf(event.target);
    if (cell) edit(cell, true);
  },
  onInput(event: FormEvent) {
    const cell = cellOf(event.target);
    if (cell && cell === document.activeElement) edit(cell, true);
  },
};
