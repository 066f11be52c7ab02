// Takes the pictures of docs/screenshots anew, of the build in .next on the seed:
//   npm run build && npx tsx tests/screenshots.ts [folder]
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { crc32, deflateSync } from "node:zlib";
import { chromium, type Page } from "@playwright/test";
import { testEnvironment } from "@/lib/config";
import { LOCALES } from "@/lib/domain/vocabulary";
import { startServer } from "@/tests/support/server";

const FOLDER = path.resolve(process.argv[2] ?? "docs/screenshots");
/** What is shown, by the end of its address; NOW is an instant at which the seed is on record. */
const PAGES: Record<string, string> = {
  board: "",
  corridor: "/corridors/mariupol-to-not-stated",
  entry: "/corridors/not-stated-to-russia/2022-03-07",
  map: "/map",
  explorer: "/records",
  blame: "/blame",
  past: "/at/NOW",
};
const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
] as const;

type Pixels = { width: number; height: number; palette: string; indices: string };

/** A picture with the 256 colours that say most of it: a third of the bytes, and pages have few colours. */
const reduce = (page: Page, png: string): Promise<Pixels> =>
  page.evaluate(async (source) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${source}`)).blob());
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height).getContext("2d")!;
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, width, height);
    const at = (i: number) => (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!;
    const counts = new Map<number, number>();
    for (let i = 0; i < data.length; i += 4) counts.set(at(i), (counts.get(at(i)) ?? 0) + 1);
    const palette = [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 256)
      .map(([colour]) => colour);
    const nearest = new Map(palette.map((colour, i) => [colour, i]));
    const channels = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255] as const;
    for (const colour of counts.keys()) {
      if (nearest.has(colour)) continue;
      const [r, g, b] = channels(colour);
      const far = palette.map((other) => {
        const [r2, g2, b2] = channels(other);
        return (r - r2) ** 2 + (g - g2) ** 2 + (b - b2) ** 2;
      });
      nearest.set(colour, far.indexOf(Math.min(...far)));
    }
    const text = (bytes: number[]) => {
      let all = "";
      for (let i = 0; i < bytes.length; i += 8192) all += String.fromCharCode(...bytes.slice(i, i + 8192));
      return btoa(all);
    };
    const indices: number[] = [];
    for (let i = 0; i < data.length; i += 4) indices.push(nearest.get(at(i))!);
    return { width, height, palette: text(palette.flatMap(channels)), indices: text(indices) };
  }, png);

/** An indexed PNG, 8 bits to a pixel. */
function encode({ width, height, palette, indices }: Pixels): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const pixels = Buffer.from(indices, "base64");
  const lines = Array.from({ length: height }, (_, y) => [
    Buffer.from([0]),
    pixels.subarray(y * width, (y + 1) * width),
  ]).flat();
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette, "base64")),
    chunk("IDAT", deflateSync(Buffer.concat(lines), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const server = await startServer({ beginning: "seeded" });
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
const executablePath = testEnvironment().chromiumPath;
const browser = await chromium.launch({ args, ...(executablePath ? { executablePath } : {}) });
try {
  const workshop = await browser.newPage();
  // tsx gives functions their names with this; the page has no such function
  await workshop.evaluate("globalThis.__name = (it) => it");
  const now = new Date().toISOString();
  const pictures = new Map<string, Buffer>();
  for (const colorScheme of ["light", "dark"] as const) {
    for (const viewport of SIZES) {
      const page = await browser.newPage({ viewport, colorScheme });
      for (const locale of LOCALES) {
        for (const [name, end] of Object.entries(PAGES)) {
          const answer = await page.goto(`${server.url}/${locale}${end.replace("NOW", now)}`);
          if (answer?.status() !== 200) throw new Error(`${answer?.url()} answered with ${answer?.status()}`);
          const file = `${name}-${viewport.width}-${colorScheme}-${locale}.png`;
          const picture = encode(await reduce(workshop, (await page.screenshot()).toString("base64")));
          pictures.set(file, picture);
          process.stdout.write(`${file} ${Math.round(picture.length / 1000)} kB\n`);
        }
      }
      await page.close();
    }
  }
  // the old ones go only when all of the new ones are there
  mkdirSync(FOLDER, { recursive: true });
  for (const name of readdirSync(FOLDER)) if (name.endsWith(".png")) rmSync(path.join(FOLDER, name));
  for (const [file, picture] of pictures) writeFileSync(path.join(FOLDER, file), picture);
  const bytes = [...pictures.values()].reduce((sum, { length }) => sum + length, 0);
  process.stdout.write(`${FOLDER}: ${pictures.size} pictures, ${Math.round(bytes / 1000)} kB\n`);
} finally {
  await browser.close();
  await server.stop();
}
