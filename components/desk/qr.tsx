import { correction, generate } from "lean-qr";
import { toSvgPath } from "lean-qr/extras/svg";

const QUIET = 4;

/** A text as a QR code, drawn here: no other machine learns what it says. */
export function Qr({ text, label }: { text: string; label: string }) {
  // on a screen nothing covers it: larger squares are worth more than redundancy
  const code = generate(text, { minCorrectionLevel: correction.L, maxCorrectionLevel: correction.L });
  const side = code.size + 2 * QUIET;
  return (
    <svg className="qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label}>
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#fff" />
      <path d={toSvgPath(code)} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
