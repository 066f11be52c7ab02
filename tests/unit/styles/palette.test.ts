import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const CSS = readFileSync("app/styles/tokens.css", "utf8");

type Rgb = readonly [number, number, number];

/** The colours of a theme by name: those of the light one, and where dark has its own, those. */
function colours(theme: "light" | "dark"): Map<string, Rgb> {
  const [light = "", dark = ""] = CSS.split("@variant dark");
  const found = (css: string) => [...css.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)];
  return new Map(
    [...found(light), ...(theme === "dark" ? found(dark) : [])].map(([, name = "", hex = ""]) => [name, linear(hex)]),
  );
}

/** Linear light, 0 to 1, of an sRGB colour. */
const linear = (hex: string): Rgb =>
  [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;

const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** WCAG 2.2, "contrast ratio". */
const contrast = (a: Rgb, b: Rgb) => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

// What the three kinds of colour blindness see at their strongest: Machado, Oliveira and Fernandes 2009, table 1.
const SEEN: Record<string, readonly [Rgb, Rgb, Rgb]> = {
  everybody: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const as = (seen: readonly [Rgb, Rgb, Rgb], colour: Rgb): Rgb =>
  seen.map((row) => {
    const value = row.reduce((sum, part, i) => sum + part * (colour[i] ?? 0), 0);
    return Math.min(1, Math.max(0, value));
  }) as unknown as Rgb;

/** CIE L*a*b* under D65. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(luminance([r, g, b]));
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** ΔE of 1976: 2.3 is just noticeable, 20 is another colour. */
const difference = (a: Rgb, b: Rgb) => Math.hypot(...lab(a).map((value, i) => value - (lab(b)[i] ?? 0)));

const PAIRS = [
  ["held", "failed"],
  ["held", "unknown"],
  ["failed", "unknown"],
] as const;

describe.each(["light", "dark"] as const)("the %s palette", (theme) => {
  const palette = colours(theme);
  const of = (name: string) => palette.get(name) ?? expect.fail(`no colour is called ${name}`);

  it.each(Object.keys(SEEN))("keeps the statuses apart for %s", (who) => {
    for (const [a, b] of PAIRS)
      expect(difference(as(SEEN[who]!, of(a)), as(SEEN[who]!, of(b))), `${a} and ${b}`).toBeGreaterThan(20);
  });

  it("keeps them apart in grey, on a printer or a screen without colours", () => {
    for (const [a, b] of PAIRS) expect(Math.abs(lab(of(a))[0] - lab(of(b))[0]), `${a} and ${b}`).toBeGreaterThan(5);
  });

  it("has no green that could be read as a light that says go", () => {
    for (const name of ["held", "failed", "unknown"]) {
      const [r, g, b] = of(name);
      expect(g, name).toBeLessThan(Math.max(r, b));
    }
  });

  it("has text that can be read on everything that it stands on", () => {
    for (const ground of ["paper", "panel", "warn"])
      for (const text of ["ink", "muted", "accent", ...(ground === "paper" ? ["failed"] : [])])
        expect(contrast(of(text), of(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    expect(contrast(of("paper"), of("accent")), "a button").toBeGreaterThanOrEqual(4.5);
    expect(contrast(of("paper"), of("ink")), "the link that skips").toBeGreaterThanOrEqual(4.5);
  });

  it("has shapes, frames and focus that can be seen", () => {
    for (const ground of ["paper", "panel"])
      for (const shape of ["held", "failed", "unknown", "strong", "accent"])
        expect(contrast(of(shape), of(ground)), `${shape} on ${ground}`).toBeGreaterThanOrEqual(3);
    expect(contrast(of("warn-rule"), of("warn")), "the edge of a notice").toBeGreaterThanOrEqual(3);
  });
});
