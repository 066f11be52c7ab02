"use client";

import { unstable_rethrow } from "next/navigation";
import {
  type KeyboardEvent,
  type SubmitEvent,
  startTransition,
  useActionState,
  useEffect,
  useRef,
  useState,
  useTransition,
} from "react";
import { edited } from "@/lib/domain/day-form";
import { typedOf } from "@/lib/domain/typed";
import { type FormAction, type FormState, metaOf } from "./form-state";

/**
 * A form of the desk. Without JavaScript it is posted and answered as a page; with it, claims are added and moved in
 * place, Ctrl+Enter saves, leaving with unsaved changes warns, and a broken connection leaves everything where it is.
 * @param lost the sentence for a connection that failed
 */
export function useDeskForm(action: FormAction, initial: FormState, lost: string) {
  const [answered, post] = useActionState(action, null);
  const [local, setLocal] = useState<FormState | null>(null);
  const [pending, start] = useTransition();
  const dirty = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const state = [answered, local].reduce<FormState>((a, b) => (b && b.turn >= a.turn ? b : a), initial);

  useEffect(() => {
    // typed before the script was here
    if (hasTyping(form.current)) dirty.current = true;
    const warn = (event: BeforeUnloadEvent) => {
      if (dirty.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, []);

  // a refusal that is about no field is read out where it stands
  useEffect(() => {
    if (state.turn > 0 && state.refusal && !state.focus) document.getElementById("answer")?.focus();
  }, [state]);

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    const submitter = event.nativeEvent.submitter;
    const data = new FormData(event.currentTarget, submitter);
    event.preventDefault();
    const next = edited(typedOf(data.entries()), String(data.get("intent")));
    if (next) {
      dirty.current = true;
      setLocal({ ...state, ...next, turn: state.turn + 1, notice: null });
      return;
    }
    start(async () => {
      try {
        const answer = await action(state, data);
        dirty.current = true;
        startTransition(() => setLocal(answer));
      } catch (error) {
        dirty.current = false;
        unstable_rethrow(error);
        dirty.current = true;
        const meta = metaOf(data);
        startTransition(() =>
          setLocal({
            ...state,
            values: typedOf(data.entries()),
            turn: meta.turn + 1,
            problems: [],
            refusal: { code: "lost", text: lost },
            notice: null,
            focus: null,
          }),
        );
      }
    });
  };

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.current?.requestSubmit(form.current.querySelector<HTMLButtonElement>("button[data-save]"));
  };

  return {
    state,
    pending,
    props: {
      ref: form,
      action: post,
      onSubmit,
      onKeyDown,
      onChange: () => {
        dirty.current = true;
      },
    },
  };
}

/** Whether a field holds something else than what the page came with. */
const hasTyping = (form: HTMLFormElement | null): boolean =>
  [...(form?.elements ?? [])].some(
    (field) =>
      (field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.type !== "hidden")) &&
      (field.value !== field.defaultValue || ("checked" in field && field.checked !== field.defaultChecked)),
  );
