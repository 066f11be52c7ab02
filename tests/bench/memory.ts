import { readFileSync, writeFileSync } from "node:fs";

/** A process and those that it has started: the site is served by two. */
const withChildren = (pid: number): number[] => {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean).map(Number);
    return [pid, ...children.flatMap(withChildren)];
  } catch {
    return [pid];
  }
};
/** The highest resident memory of a process with its children since the last forget(), in MiB; Linux only, else unknown. */
export const peakOf = (root: number): number => {
  try {
    const peaks = withChildren(root).map(
      (pid) => /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1],
    );
    return peaks.reduce((sum, peak) => sum + Number(peak), 0) / 1024;
  } catch {
    return Number.NaN;
  }
};
/** Lets peaks begin anew. */
export const forget = (root: number) => {
  try {
    for (const pid of withChildren(root)) writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // then the peak is the one since the process began
  }
};

/** Processor time that a process and its children have taken so far, in ms; Linux only, else unknown. */
export const cpuOf = (root: number): number => {
  try {
    const ticks = withChildren(root).map((pid) => {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      return Number(fields[11]) + Number(fields[12]);
    });
    return ticks.reduce((sum, one) => sum + one, 0) * 10;
  } catch {
    return Number.NaN;
  }
};
