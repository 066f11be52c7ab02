import type { ReactNode } from "react";
import { Arrow } from "@/components/ui/arrow";
import { type ClaimChange, differencesOf } from "@/lib/domain/differences";
import type { Payload } from "@/lib/domain/payloads";
import { inLanguage } from "@/lib/domain/text";
import type { ChangeKind } from "@/lib/domain/vocabulary";
import { shortened, wordDifferences } from "@/lib/domain/word-differences";
import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { claimTitle, isTold, type Line, linesOf, type Names } from "./lines";

export type Version = {
  kind: ChangeKind;
  /** Nothing of the entry was published before. */
  first: boolean;
  /** A text of it was removed with this version or later: nothing that it said is shown. */
  redacted: boolean;
  before: Payload | null;
  after: Payload | null;
};
type Told = { reader: Reader; names: Names };
/** The day that a version of a corridor day or claim is about. */
const dateOf = (version: Payload): string | null => (typeof version.date === "string" ? version.date : null);

function Removed({ reader: { t }, children }: { reader: Reader; children: ReactNode }) {
  return (
    <del>
      <span className="sr">{t("page.history.removed")} </span>
      {children}
    </del>
  );
}

function Added({ reader: { t }, children }: { reader: Reader; children: ReactNode }) {
  return (
    <ins>
      <span className="sr">{t("page.history.added")} </span>
      {children}
    </ins>
  );
}

/** Two versions of a text as one, with what went struck out and what came underlined, and nothing else far around it. */
export function WordDifference({ reader, before, after }: { reader: Reader; before: string; after: string }) {
  return shortened(wordDifferences(before, after)).map((piece, i) => {
    const key = `${i}-${piece.kind}`;
    if (piece.kind === "removed")
      return (
        <Removed key={key} reader={reader}>
          {piece.text}
        </Removed>
      );
    if (piece.kind === "added")
      return (
        <Added key={key} reader={reader}>
          {piece.text}
        </Added>
      );
    if (piece.kind === "gap")
      return (
        <span key={key}>
          {" "}
          <span aria-hidden="true">…</span>
          <span className="sr">({reader.t("page.history.leftOut")})</span>{" "}
        </span>
      );
    return piece.text;
  });
}

/** What a line was and what it is. In a first version nothing was before, and nothing is marked. */
function Value({ reader, line, first }: { reader: Reader; line: Line; first: boolean }) {
  const { before, after, lang } = line;
  const other = lang && lang !== reader.locale ? lang : undefined;
  if (first) return <span lang={other}>{after}</span>;
  if (lang && before && after)
    return (
      <span lang={other}>
        <WordDifference reader={reader} before={before} after={after} />
      </span>
    );
  return (
    <span lang={other}>
      {before && <Removed reader={reader}>{before}</Removed>}
      {before && after && <Arrow label={reader.t("page.history.became")} />}
      {after && <Added reader={reader}>{after}</Added>}
    </span>
  );
}

/** Lines one below the other. @param first in a first version nothing is marked @param children what has no line of its own */
export function Lines({
  reader,
  lines,
  first = false,
  children,
}: {
  reader: Reader;
  lines: Line[];
  first?: boolean;
  children?: ReactNode;
}) {
  if (lines.length === 0 && !children) return null;
  return (
    <dl className="facts">
      {lines.map((line) => [
        <dt key={`${line.name}-name`}>{line.label}</dt>,
        <dd key={line.name}>
          <Value reader={reader} line={line} first={first} />
        </dd>,
      ])}
      {children}
    </dl>
  );
}

/** A claim that came or went, with what it says. */
function Summary({ reader, claim, mark: Mark }: { reader: Reader; claim: Payload; mark: typeof Added }) {
  const summary = { en: String(claim.summary_en ?? ""), uk: String(claim.summary_uk ?? "") };
  const found = inLanguage(summary, reader.locale);
  if (!found) return null;
  return (
    <p lang={found.lang === reader.locale ? undefined : found.lang}>
      <Mark reader={reader}>{found.text}</Mark>
    </p>
  );
}

function ChangedClaim({ reader, names, change, date }: Told & { change: ClaimChange; date: string | null }) {
  const { t } = reader;
  const title = claimTitle(reader, names, change.claim);
  return (
    <li>
      <p>
        <strong>{t(`page.history.claim.${change.change}`)}</strong>: {title}
      </p>
      {change.change === "changed" ? (
        <Lines
          reader={reader}
          lines={linesOf(
            reader,
            names,
            change.fields.map(({ field }) => field),
            { ...change.claim, ...Object.fromEntries(change.fields.map(({ field, before }) => [field, before])) },
            change.claim,
            date,
          )}
        />
      ) : (
        <Summary reader={reader} claim={change.claim} mark={change.change === "added" ? Added : Removed} />
      )}
    </li>
  );
}

/** Everything that a first version says, each claim in one line. */
function Whole({ reader, names, after }: Told & { after: Payload }) {
  const { locale, t } = reader;
  const claims = Array.isArray(after.claims) ? (after.claims as Payload[]) : null;
  const said = Object.keys(after).filter((field) => !["corridor", "date", "time_zone"].includes(field) || !claims);
  return (
    <>
      <Lines reader={reader} lines={linesOf(reader, names, said, null, after, dateOf(after))} first />
      {claims && (
        <>
          <p>{t("page.history.claims", { count: claims.length, number: number(locale, claims.length) })}</p>
          <ul className="what-changed">
            {claims.map((claim) => (
              <li key={String(claim.claim)}>{claimTitle(reader, names, claim)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What one version changed, in the reader's words. */
export function Changes({ reader, names, version }: Told & { version: Version }) {
  const { t } = reader;
  const { kind, first, redacted, before, after } = version;
  if (redacted || kind === "redaction") return <p className="muted">{t("page.history.redacted")}</p>;
  if (!after) return <p>{t("page.history.retracted")}</p>;
  if (!before)
    return (
      <>
        <p>{t(first ? "page.history.first" : "page.history.again")}</p>
        <Whole reader={reader} names={names} after={after} />
      </>
    );
  const { fields, claims, reordered } = differencesOf(before, after);
  const changed = fields.map(({ field }) => field);
  return (
    <>
      <Lines reader={reader} lines={linesOf(reader, names, changed, before, after, dateOf(after))} />
      {claims.length > 0 && (
        <ul className="what-changed">
          {claims.map((change) => (
            <ChangedClaim
              key={String(change.claim.claim)}
              reader={reader}
              names={names}
              change={change}
              date={dateOf(after)}
            />
          ))}
        </ul>
      )}
      {reordered && <p>{t("page.history.reordered")}</p>}
      {changed.some((field) => !isTold(field)) && (
        <p>
          {t("page.history.unknown")} <a href={paths.fileAt(reader.root, "revisions")}>revisions.csv</a>
        </p>
      )}
    </>
  );
}
