import type { ReactNode } from "react";
import type { Corridor } from "@/lib/domain/record";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { CorridorName } from "./corridor-name";

/** The heading of something about one corridor, with its purpose beside it. */
export function CorridorHeading({
  reader,
  corridor,
  level = 3,
}: {
  reader: Reader;
  corridor: Corridor;
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className="corridor-head">
      <Heading className="corridor-title">
        <a href={paths.corridor(reader.root, corridor.slug)}>
          <CorridorName reader={reader} corridor={corridor} />
        </a>
      </Heading>
      <span className="small muted">{reader.t(`purpose.${corridor.purpose}`)}</span>
    </div>
  );
}

/** Where a corridor went on, came from, or was merged into. */
export function CorridorLinks({
  reader,
  continuedFrom,
  continuedAs,
  mergedInto,
}: {
  reader: Reader;
  continuedFrom: Corridor[];
  continuedAs: Corridor | null;
  mergedInto: Corridor | null;
}) {
  const { t } = reader;
  const link = (corridor: Corridor, text: string): ReactNode => (
    <p key={corridor.slug} className="aside">
      {text}{" "}
      <a href={paths.corridor(reader.root, corridor.slug)}>
        <CorridorName reader={reader} corridor={corridor} />
      </a>
    </p>
  );
  return (
    <>
      {mergedInto && link(mergedInto, t("page.corridor.mergedInto"))}
      {continuedAs && link(continuedAs, t("page.corridor.continuedAs"))}
      {continuedFrom.map((corridor) => link(corridor, t("page.corridor.continuedFrom")))}
    </>
  );
}
