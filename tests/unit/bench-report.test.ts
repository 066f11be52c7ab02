import { describe, expect, it } from "vitest";
import { inserted, type Report } from "@/tests/bench/report";

const report = (title: string, value: number): Report => ({
  title,
  columns: ["what"],
  rows: [[value]],
  notes: ["A note."],
});

describe("The tables in docs/benchmarks.md", () => {
  it("put a new measurement in the place of the old one of the same title and leave the others as they are", () => {
    const first = inserted("# Benchmarks\n", [report("Saves", 1), report("Files", 2)]);
    const again = inserted(first, [report("Saves", 7)]);
    expect(again).toBe(inserted("# Benchmarks\n", [report("Saves", 7), report("Files", 2)]));
    expect(inserted(again, [report("Files", 9)])).toBe(
      inserted("# Benchmarks\n", [report("Saves", 7), report("Files", 9)]),
    );
  });
});
