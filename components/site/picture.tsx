import type { Site } from "@/lib/domain/settings";
import type { Reader } from "@/lib/i18n/reader";

export const PICTURE_SIZE = { width: 1200, height: 630 } as const;

/** The parts of the font; each counts as a font of its own, named `Noto Sans` and the part. */
export const SUBSETS = ["latin", "latin-ext", "cyrillic"] as const;
const FAMILY = SUBSETS.map((subset) => `Noto Sans ${subset}`).join(", ");

const INK = "#17202a";
const ACCENT = "#1b4b82";

/** Letters that the picture's fonts have: Latin and Cyrillic with common signs. For others they would be asked for elsewhere. */
const OTHERS = /[^\x20-\x7e\xa0-\xff\u0100-\u017f\u0400-\u045f\u0490\u0491\u2010-\u201f\u2026\u2116]/g;
const drawn = (text: string): string => text.normalize("NFC").replace(OTHERS, "").replace(/\s+/g, " ").trim();

/** Long names get smaller, so that the picture holds them. */
const sizeOf = (text: string): number => (text.length > 70 ? 44 : text.length > 36 ? 56 : 72);

/**
 * What messengers show beside a link: the site, the corridor and that it repeats reports. Never a status, because
 * messengers keep pictures for days.
 * @param ends origin and destination; null for the site itself
 */
export function Picture({ reader, site, ends }: { reader: Reader; site: Site; ends: readonly string[] | null }) {
  const { locale, t } = reader;
  const name = drawn(locale === "uk" ? site.titleUk : site.titleEn);
  const [from, to] = (ends ?? []).map(drawn);
  const size = sizeOf(`${from ?? name}${to ?? ""}`);
  return (
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        background: "#ffffff",
        color: INK,
        padding: "64px 72px",
        borderTop: `20px solid ${ACCENT}`,
        fontFamily: FAMILY,
      }}
    >
      <div style={{ display: "flex", fontSize: 36, color: "#4b5762" }}>{from ? name : ""}</div>
      <div style={{ display: "flex", flexDirection: "column", fontSize: size, fontWeight: 700, lineHeight: 1.25 }}>
        <div style={{ display: "flex" }}>{from || name}</div>
        {to && (
          <div style={{ display: "flex", alignItems: "center" }}>
            <svg width={size} height={size * 0.6} viewBox="0 0 40 24" style={{ marginRight: 24 }} aria-hidden="true">
              <path d="M0 12h36M25 2l11 10-11 10" fill="none" stroke={ACCENT} strokeWidth="4" />
            </svg>
            <div style={{ display: "flex", flexShrink: 1 }}>{to}</div>
          </div>
        )}
      </div>
      <div style={{ display: "flex", fontSize: 30, lineHeight: 1.35 }}>{drawn(t("page.brief.reports"))}</div>
    </div>
  );
}
