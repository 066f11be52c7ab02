/**
 * Shows how far a long work has come: on one line of a terminal, four times a second at most; nothing elsewhere.
 * @returns what to call with the state of things, and what to call at the end
 */
export function progress(out: NodeJS.WriteStream = process.stdout) {
  let shownAt = 0;
  return {
    show(label: string, done: number, all: number) {
      if (!out.isTTY || performance.now() - shownAt < 250) return;
      shownAt = performance.now();
      out.write(`\r\x1b[K${label}: ${done} of ${all}`);
    },
    end() {
      if (shownAt > 0) out.write("\r\x1b[K");
    },
  };
}
