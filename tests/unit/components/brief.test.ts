import { expect, it } from "vitest";
import type { BoardView } from "@/components/corridors/board-types";
import { BRIEF_BYTES, briefText } from "@/components/corridors/brief";
import { DEFAULT_SETTINGS } from "@/lib/domain/settings";
import { corridor, day, readerAt } from "./fixtures";

const NOW = new Date("2001-02-04T09:00:00Z");
const view = (count: number): BoardView => ({
  window: {
    from: "2001-01-06",
    end: "2001-02-04",
    live: true,
    lastDay: "2001-02-03",
    ahead: null,
    today: "2001-02-04",
  },
  dates: [],
  rows: Array.from({ length: count }, () => ({ corridor, latest: day(), bar: [], disputes: [] })),
  silent: { corridors: 0, from: "2001-01-22", to: "2001-02-04" },
  more: false,
  totals: [],
  claims: [],
  asOf: null,
  lastCheckedAt: null,
});
const brief = (count: number, locale: "en" | "uk" = "en") =>
  briefText(readerAt(NOW, locale), DEFAULT_SETTINGS, view(count), "https://corridors.example.org");

it("says first that it repeats reports, and last where to look", () => {
  const lines = brief(1).trimEnd().split("\n");
  expect(lines[1]).toBe("Only repeats reports, hours old. Cannot tell whether a route is safe now.");
  expect(lines.at(-1)).toBe("https://corridors.example.org/en");
});

it("keeps the date in the line of every status", () => {
  expect(brief(2)).toContain("- Alpha → Beta: Was reported to have held on 3 February 2001\n");
});

it("never grows beyond one message, in either language, and counts what it leaves out", () => {
  for (const locale of ["en", "uk"] as const) {
    for (const count of [0, 1, 5, 9, 10, 11, 12, 40]) {
      const text = brief(count, locale);
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(BRIEF_BYTES);
      const told = text.split("\n").filter((line) => line.startsWith("- ")).length;
      const left = Number(/\n(?:ще )?(\d+)(?: more)?\n/.exec(text)?.[1] ?? 0);
      expect(told + left).toBe(count);
    }
  }
});
