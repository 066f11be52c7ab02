import type { PlacePrecision, ShownStatus } from "@/lib/domain/vocabulary";
import { STROKES } from "./strokes";

/** The mark of a place: a dot only where a settlement is known, a hollow square for a whole district or region, two for a country. */
export function PlaceMark({ level }: { level: PlacePrecision }) {
  if (level === "settlement") return <circle className="dot" r="5" />;
  return (
    <>
      <path className="area" d="M-6-6h12v12h-12z" />
      {level === "country" && <path className="area" d="M-10-10h20v20h-20z" fill="none" />}
    </>
  );
}

/** Where a line breaks off because no report says where it goes on. */
export function OpenMark() {
  return (
    <>
      <circle className="open" r="9" />
      <path
        className="s-unknown"
        d="M-2.6-2.2c.1-3.6 5.4-3.4 5.2 0-.1 1.7-2.5 1.8-2.5 3.6M0 4.4v1"
        fill="none"
        strokeWidth="1.8"
      />
    </>
  );
}

/** The line of a status, with a rim of paper so that lines that cross stay apart. */
export function StatusStroke({ path, status }: { path: string; status: ShownStatus }) {
  const { tone, width, dashes, round, core } = STROKES[status];
  return (
    <>
      <path className="s-paper" d={path} strokeWidth={width + 3} />
      <path
        className={`s-${tone}`}
        d={path}
        strokeWidth={width}
        strokeDasharray={dashes}
        strokeLinecap={round && "round"}
      />
      {core && <path className="s-paper" d={path} strokeWidth={core} />}
    </>
  );
}

/** The arrowhead of a status, pointing to the right. */
export const ArrowHead = ({ status }: { status: ShownStatus }) => (
  <path className={`f-${STROKES[status].tone}`} d="M4 0l-13-6.5v13z" />
);
