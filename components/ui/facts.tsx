import type { ReactNode } from "react";

/** Names and values; those without a value are left out. */
export function Facts({ rows }: { rows: (readonly [name: string, value: ReactNode] | null)[] }) {
  const shown = rows.filter((row) => row !== null && row[1] !== null && row[1] !== undefined && row[1] !== "");
  if (shown.length === 0) return null;
  return (
    <dl className="facts">
      {shown.map((row) => row && [<dt key={`${row[0]}-name`}>{row[0]}</dt>, <dd key={row[0]}>{row[1]}</dd>])}
    </dl>
  );
}
