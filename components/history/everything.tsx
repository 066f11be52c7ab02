import type { Payload } from "@/lib/domain/payloads";
import type { Reader } from "@/lib/i18n/reader";
import { Lines } from "./changes";
import { claimTitle, isTold, linesOf, type Names } from "./lines";

type Told = { reader: Reader; names: Names };

const says = (value: unknown): boolean =>
  value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
const asText = (value: unknown): string => (Array.isArray(value) ? value.join("; ") : String(value));

/** Every field that says something: in the reader's words where there are such, else by its name in the files. */
function Facts({ reader, names, payload, date }: Told & { payload: Payload; date: string | null }) {
  const fields = Object.keys(payload).filter((field) => field !== "claims" && says(payload[field]));
  return (
    <Lines reader={reader} lines={linesOf(reader, names, fields, null, payload, date)} first>
      {fields
        .filter((field) => !isTold(field))
        .map((field) => [
          <dt key={`${field}-name`}>
            <code>{field}</code>
          </dt>,
          <dd key={field}>{asText(payload[field])}</dd>,
        ])}
    </Lines>
  );
}

/** All that a version of an entry says, each claim with its source and its words: for whoever has to answer for it. */
export function Everything({ reader, names, after }: Told & { after: Payload }) {
  const claims = Array.isArray(after.claims) ? (after.claims as Payload[]) : [];
  const date = typeof after.date === "string" ? after.date : null;
  return (
    <>
      <Facts reader={reader} names={names} payload={after} date={date} />
      {claims.map((claim) => (
        <section key={String(claim.claim)} className="stack">
          <h4>{claimTitle(reader, names, claim)}</h4>
          <Facts reader={reader} names={names} payload={claim} date={date} />
        </section>
      ))}
    </>
  );
}
