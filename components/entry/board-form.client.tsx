"use client";

import { type ReactNode, useEffect, useRef } from "react";

/**
 * The form that marks a day's corridors as checked. The ticks and the buttons of single rows stand in the sheet and
 * belong to it by its id. With JavaScript N marks the ticked ones and A ticks all; without it the buttons do the same.
 */
export function BoardForm({ action, children }: { action: (form: FormData) => Promise<void>; children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement).closest("textarea, select, input:not([type=checkbox])");
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key.toLowerCase() === "n") form.current?.querySelector<HTMLButtonElement>("[data-key=n]")?.click();
      if (event.key.toLowerCase() === "a") {
        const boxes = [...(form.current?.elements ?? [])].filter(
          (one) => one instanceof HTMLInputElement && one.type === "checkbox",
        ) as HTMLInputElement[];
        const all = boxes.every((box) => box.checked);
        for (const box of boxes) box.checked = !all;
      }
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return (
    <form ref={form} id="checks" action={action}>
      {children}
    </form>
  );
}
