"use client";

import { type ComponentProps, useEffect, useState, useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * A text area that keeps what was typed, and where, before the page's script arrived. React, taking over the page,
 * writes the text that the server sent into every text area once more: what was typed since is gone, and what was
 * selected is not any more, so that the next letter lands in front of the old text.
 */
export function TextArea(props: ComponentProps<"textarea"> & { id: string }) {
  const takingOver = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  const [release] = useState(() =>
    takingOver && typeof document === "object" ? leaveAlone(document.getElementById(props.id)) : null,
  );
  useEffect(() => release?.(), [release]);
  return <textarea {...props} />;
}

/** Lets whatever a script writes into the element go by, until the answer is called. */
function leaveAlone(element: HTMLElement | null): () => void {
  if (!(element instanceof HTMLTextAreaElement)) return () => {};
  for (const name of ["defaultValue", "value"] as const)
    Object.defineProperty(element, name, {
      configurable: true,
      get: () => Reflect.get(HTMLTextAreaElement.prototype, name, element),
      set: () => {},
    });
  return () => {
    for (const name of ["defaultValue", "value"] as const) Reflect.deleteProperty(element, name);
  };
}
