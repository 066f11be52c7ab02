import { ANNOUNCED_OUTCOMES, type AnnouncedOutcome, percentOf, type Share } from "@/lib/domain/announced";
import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";

/** `3 of 7`; with a percentage where there are enough days for one. */
export function fractionText({ locale, t }: Reader, part: number, whole: number): string {
  const fraction = t("blame.days.fraction", { part: number(locale, part), whole: number(locale, whole) });
  const percent = percentOf(part, whole);
  return percent === null ? fraction : t("blame.days.withPercent", { fraction, percent: number(locale, percent) });
}

/** What fills the parts of a bar, once per page: each has a pattern of its own, so that no colour is needed to tell them apart. */
export function SharePatterns() {
  const box = { patternUnits: "userSpaceOnUse", width: "8", height: "8" } as const;
  return (
    <svg className="sprite" width="0" height="0" aria-hidden="true" focusable="false">
      <pattern id="p-held" {...box}>
        <path className="f-held" d="M0 0h8v8H0z" />
      </pattern>
      <pattern id="p-partly_held" {...box}>
        <path className="s-held" d="M-2 2l4-4M0 8l8-8M6 10l4-4" strokeWidth="2.6" />
      </pattern>
      <pattern id="p-failed" {...box}>
        <path className="s-failed" d="M0 0l8 8M8 0L0 8" strokeWidth="1.8" />
      </pattern>
      <pattern id="p-cancelled" {...box}>
        <path className="s-unknown" d="M0 2h8M0 6h8" strokeWidth="1.6" />
      </pattern>
      <pattern id="p-outcome_not_reported" {...box}>
        <path className="f-unknown" d="M1 1h2v2H1zM5 5h2v2H5z" />
      </pattern>
    </svg>
  );
}

/** The parts of a share with the place where each begins, in percent of the bar. */
function partsOf(share: Share): { outcome: AnnouncedOutcome; from: number; width: number }[] {
  let from = 0;
  return ANNOUNCED_OUTCOMES.flatMap((outcome) => {
    const width = (100 * share.outcomes[outcome]) / share.announced;
    if (width === 0) return [];
    const part = { outcome, from, width };
    from += width;
    return [part];
  });
}

/** A bar as long as all announced days, divided by what became of them. The words stand beside it. */
export function ShareBar({ share, tall = false }: { share: Share; tall?: boolean }) {
  return (
    <svg className={tall ? "share tall" : "share"} aria-hidden="true" focusable="false">
      {partsOf(share).map(({ outcome, from, width }) => (
        <rect
          key={outcome}
          x={`${from.toFixed(3)}%`}
          width={`${width.toFixed(3)}%`}
          height="100%"
          fill={`url(#p-${outcome})`}
        />
      ))}
    </svg>
  );
}

/** The same pattern, small, beside its word. */
export function ShareKey({ outcome }: { outcome: AnnouncedOutcome }) {
  return (
    <svg className="share key" aria-hidden="true" focusable="false">
      <rect width="100%" height="100%" fill={`url(#p-${outcome})`} />
    </svg>
  );
}
