import type { LocalDate } from "./dates";
import type { Claim, Corridor, CorridorDay } from "./record";
import type { Locale } from "./vocabulary";

/** When an entry was first published, and when it last changed: a correction comes up again under the same id. */
type Changed = { published: Date; updated: Date };

/** An entry of the record as the feeds carry it. What was retracted stays, with the reason and without what it said. */
export type FedEntry = Changed &
  (
    | { kind: "day"; corridor: Corridor; day: CorridorDay }
    | { kind: "claim"; claim: Claim; corridor: Corridor | null }
    | { kind: "retractedDay"; corridor: Corridor; date: LocalDate; reason: string }
    /** Its corridor was merged into another one, of slug `into`, where the day stands now. */
    | { kind: "movedDay"; corridor: Corridor; date: LocalDate; into: string }
    | { kind: "retractedClaim"; key: string; source: string; reason: string }
  );

export type FeedLine = { text: string; link?: { text: string; href: string } };
/** One line, or a list under its heading. */
export type FeedBlock = { heading: string | null; lines: readonly FeedLine[] };

/** An entry as feeds print it: all texts are final, all addresses whole. */
export type FeedEntry = Changed & {
  /** Never changes, whatever becomes of the entry. */
  id: string;
  url: string;
  title: string;
  /** The same in each language. */
  parts: readonly { lang: Locale; blocks: readonly FeedBlock[] }[];
};

export type FeedDocument = {
  id: string;
  title: string;
  subtitle: string;
  /** Who publishes it. */
  author: string;
  rights: string;
  /** Its own address in each format; null where there is none. */
  atom: string;
  json: string | null;
  /** The page that it is about. */
  url: string;
  updated: Date;
  /** The signed head of the public chain; null where the site signs nothing. */
  checkpoint: string | null;
  entries: readonly FeedEntry[];
};
