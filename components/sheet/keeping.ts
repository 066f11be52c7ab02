import { type KeptRow, type KeptRows, readKept, writeKept } from "@/lib/domain/kept-rows";

/** Where a browser keeps rows that are not saved: one key per person and day. */
const PREFIX = "desk.rows.";

/** The browser's storage; null where there is none, or somebody has switched it off. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

const oursIn = (store: Storage) => Object.keys(store).filter((key) => key.startsWith(PREFIX));

/** Rows of one person and day in this browser. Other windows may have the same day open: each row is written alone. */
export function keepingOf(person: string, date: string) {
  const key = `${PREFIX}${person}.${date}`;
  const read = (): KeptRows => readKept(storage()?.getItem(key) ?? null, new Date());
  return {
    get: (corridor: string): KeptRow | undefined => read()[corridor],
    set(corridor: string, row: KeptRow | null): void {
      const { [corridor]: before, ...others } = read();
      if (!row && !before) return;
      const text = writeKept(row ? { ...others, [corridor]: row } : others, new Date());
      try {
        if (text) storage()?.setItem(key, text);
        else if (!row) storage()?.removeItem(key);
      } catch {
        // a full storage: what is typed stays in the window, which warns when it is closed
      }
    },
  };
}
export type Keeping = ReturnType<typeof keepingOf>;

/** Throws away what nobody came back for. */
export function forgetOld(): void {
  const store = storage();
  for (const key of store ? oursIn(store) : [])
    if (Object.keys(readKept(store?.getItem(key) ?? null, new Date())).length === 0) store?.removeItem(key);
}

/** Throws away everything: whoever signs out leaves nothing behind. */
export function forgetAll(): void {
  const store = storage();
  for (const key of store ? oursIn(store) : []) store?.removeItem(key);
}
