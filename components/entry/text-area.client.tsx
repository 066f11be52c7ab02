"use client";

import { type ComponentProps, useEffect, useRef, useState, useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * A text area that keeps what was typed, and where, before the page's script arrived. React, taking over the page and
 * at every change of its own, writes the text that the server sent into a text area once more: what was typed since is
 * gone, and what was selected is not any more, so that the next letter lands in front of the old text.
 */
export function TextArea(props: ComponentProps<"textarea"> & { id: string }) {
  const takingOver = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  useState(() => {
    if (!takingOver || typeof document !== "object") return;
    const sent = document.getElementById(props.id);
    if (sent instanceof HTMLTextAreaElement) leaveAlone(sent, "defaultValue", "value");
  });
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (!area.current) return;
    leaveAlone(area.current, "defaultValue");
    Reflect.deleteProperty(area.current, "value");
  }, []);
  return <textarea {...props} ref={area} />;
}

/** Lets whatever a script writes into the element go by. */
function leaveAlone(area: HTMLTextAreaElement, ...names: ("defaultValue" | "value")[]): void {
  for (const name of names)
    Object.defineProperty(area, name, {
      configurable: true,
      get: () => Reflect.get(HTMLTextAreaElement.prototype, name, area),
      set: () => {},
    });
}
