import { readFileSync } from "node:fs";
import path from "node:path";
import { ImageResponse } from "next/og";
import { PICTURE_SIZE, Picture, SUBSETS } from "@/components/site/picture";
import type { Corridor } from "@/lib/domain/record";
import type { Site } from "@/lib/domain/settings";
import type { Reader } from "@/lib/i18n/reader";

const FONTS = path.join(process.cwd(), "node_modules", "@fontsource", "noto-sans", "files");

let fonts: { name: string; data: Buffer; weight: 400 | 700 }[] | undefined;

/** Our own font files, read once: nothing is asked of other hosts. */
const readFonts = () =>
  ([400, 700] as const).flatMap((weight) =>
    SUBSETS.map((subset) => ({
      name: `Noto Sans ${subset}`,
      data: readFileSync(path.join(FONTS, `noto-sans-${subset}-${weight}-normal.woff`)),
      weight,
    })),
  );

/** What the two ends of a corridor are called on its picture. */
export const endsOf = ({ locale }: Reader, { origin, destination }: Corridor): string[] =>
  [origin, destination].map(({ name, slug }) => name[locale] || name.en || slug);

/** The picture of the site, or of a corridor with these ends, as PNG. */
export async function pictureOf(reader: Reader, site: Site, ends: readonly string[] | null): Promise<Response> {
  fonts ??= readFonts();
  return new ImageResponse(<Picture reader={reader} site={site} ends={ends} />, { ...PICTURE_SIZE, fonts });
}
