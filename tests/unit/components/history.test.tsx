import { describe, expect, it } from "vitest";
import { ChangeList } from "@/components/history/change-list";
import type { Version } from "@/components/history/changes";
import { Everything } from "@/components/history/everything";
import { RevisionList } from "@/components/history/revision-list";
import type { Payload } from "@/lib/domain/payloads";
import { claim, corridor, NOON, party, readerAt, shown } from "./fixtures";

const north = party("north");
const south = party("south");
const { source } = claim();
const names = {
  parties: new Map([
    ["north", north],
    ["south", south],
  ]),
  sources: new Map([[source.slug, source]]),
  places: new Map(),
  corridors: new Map([[corridor.slug, corridor]]),
};
const said = (more: Payload = {}): Payload => ({
  claim: "c-1",
  kind: "blame",
  claimant: "north",
  speaker: null,
  addressee: "south",
  outcome: null,
  summary_en: "Blames the south.",
  summary_uk: "",
  source: "report-1",
  statement: "c-1",
  said_on: null,
  said_on_precision: null,
  ...more,
});
const version = (more: Payload = {}): Payload => ({
  corridor: corridor.slug,
  date: "2001-02-03",
  date_precision: "day",
  period_from: null,
  period_to: null,
  time_zone: "Etc/UTC",
  status: "announced",
  evacuees_min: null,
  evacuees_max: null,
  evacuees_qualifier: null,
  note_en: "Cars were to leave at the weekend.",
  note_uk: "",
  claims: [said()],
  ...more,
});
const list = (versions: Partial<Version>[], locale: "en" | "uk" = "en") =>
  shown(
    <RevisionList
      reader={readerAt(NOON, locale)}
      at={(root) => `/${root}/x`}
      query="corridor=alpha-to-beta"
      history={{
        all: versions.length,
        names,
        revisions: versions.map((more, i) => ({
          seq: versions.length - i,
          at: NOON,
          reason: `reason ${versions.length - i}`,
          role: "editor",
          kind: "correction",
          first: i === versions.length - 1,
          redacted: false,
          before: null,
          after: null,
          ...more,
        })),
      }}
    />,
  );
const one = (before: Payload, after: Payload, locale: "en" | "uk" = "en") => list([{ before, after }], locale).text;

describe("a revision", () => {
  it("says what it did, when, why and by which role, and leads to the record just after it", () => {
    const { html, text } = list([{ before: version(), after: version({ status: "failed" }) }]);
    expect(text).toContain("Corrected, 3 February 2001, 12:00 (UTC) · Editor reason 1");
    expect(html).toContain('<details id="revision-1" class="revision" open="">');
    expect(html).toContain('href="/en/at/2001-02-03T12:00:00.000Z/x"');
  });

  it("is folded away unless it is the newest", () => {
    const { html } = list([{ before: version(), after: version({ status: "held" }) }, { after: version() }]);
    expect(html.match(/<details[^>]*>/g)).toEqual([
      '<details id="revision-2" class="revision" open="">',
      '<details id="revision-1" class="revision">',
    ]);
  });

  it("tells a status with its day, a count and a date in the words of the page, marked by more than a colour", () => {
    const counted = {
      evacuees_min: 600,
      evacuees_qualifier: "at_least",
      status: "partly_held",
      date_precision: "inferred",
    };
    const { html, text } = list([{ before: version(), after: version(counted) }]);
    expect(text).toContain("Status for 3 February 2001 removed: Announced became added: Partly held");
    expect(text).toContain("People evacuated added: at least 600 people");
    expect(text).toContain("Inferred from the report");
    expect(html).toContain('<del><span class="sr">removed: </span>Announced</del>');
    expect(text).not.toMatch(/partly_held|evacuees_min|null|[{}]/);
  });

  it("shows a changed text word by word, in its own language", () => {
    const text = one(version(), version({ note_en: "Cars did leave at the weekend." }));
    expect(text).toContain("Note in English Cars removed: were to added: did leave at the weekend.");
    const { html } = list([{ before: version(), after: version({ note_en: "Cars." }) }], "uk");
    expect(html).toContain('<span lang="en">Cars');
  });

  it("names a claim that was added, removed or changed, its parties and its report", () => {
    const answer = said({
      claim: "c-2",
      kind: "denial",
      claimant: "south",
      addressee: "north",
      summary_en: "Denies it.",
    });
    const added = one(version(), version({ claims: [said(), answer] }));
    expect(added).toContain("Claim added : Denial: SOUTH → NORTH added: Denies it.");
    const removed = one(version({ claims: [said(), answer] }), version());
    expect(removed).toContain("Claim removed : Denial: SOUTH → NORTH removed: Denies it.");
    const changed = one(
      version(),
      version({ claims: [said({ claimant: "south", addressee: "north", said_on: "2001-02-02" })] }),
    );
    expect(changed).toContain("Claim changed : Blame: SOUTH → NORTH");
    expect(changed).toContain("Who says it removed: NORTH became added: SOUTH");
    expect(changed).toContain("Said on added: 2 February 2001");
  });

  it("that is the first tells what it says, and marks nothing", () => {
    const { html, text } = list([{ kind: "addition", after: version() }]);
    expect(text).toContain("The first version: Status for 3 February 2001 Announced");
    expect(text).toContain("One claim: Blame: NORTH → SOUTH");
    expect(html).not.toMatch(/<ins>|<del>/);
  });

  it("that took the entry back says so, and so does the one that brought it back", () => {
    const { text } = list([
      { kind: "addition", after: version() },
      { kind: "retraction", before: version() },
      { kind: "addition", after: version() },
    ]);
    expect(text).toContain("Published again after it had been retracted: Status for 3 February 2001 Announced");
    expect(text).toContain("Retracted, 3 February 2001");
    expect(text).toContain("The entry was taken out of every current view.");
  });

  it("that removed a text never shows it, whatever it was handed", () => {
    const secret = version({ note_en: "canary-7f3a", claims: [said({ summary_en: "canary-7f3a" })] });
    const { html, text } = list([
      { kind: "redaction", before: secret, after: version() },
      { redacted: true, before: version(), after: secret },
    ]);
    expect(html).not.toContain("canary-7f3a");
    expect(text.match(/A text of this entry was removed/g)).toHaveLength(2);
  });

  it("says so where something changed that the page has no word for", () => {
    expect(one(version(), version({ later: "yes" }))).toContain("no word for changed. It is in the file of revisions");
  });
});

describe("the list of public changes", () => {
  const changed = (entry: Parameters<typeof ChangeList>[0]["changes"][number]["entry"]) =>
    shown(
      <ChangeList
        reader={readerAt(NOON)}
        changes={[{ seq: 7, at: NOON, change: "addition", reason: "", role: "editor", entry }]}
        page={1}
        pages={1}
      />,
    );
  const wide = claim({ scope: "corridor", kind: "obstacle" });

  it("tells claims of wider scope apart by their words, and leads to each where it stands, now and then", () => {
    const { html, text } = changed({ kind: "claim", claim: wide, corridor });
    expect(text).toContain("Added : Obstacle, NORTH: Alpha → Beta, 3 February 2001");
    expect(html).toContain(`href="/en/sources/report-1#${wide.key}"`);
    expect(html).toContain(`href="/en/at/${NOON.toISOString()}/sources/report-1#${wide.key}"`);
  });

  it("says of one that was taken back only who made it", () => {
    const { text } = changed({ kind: "retractedClaim", claimant: north, source: "report-1" });
    expect(text).toContain("A claim of wider scope by NORTH");
    expect(text).not.toContain("Obstacle");
  });
});

describe("all that a version says", () => {
  const everything = (after: Payload) =>
    shown(<Everything reader={readerAt(NOON, "en")} names={names} after={after} />).text;

  it("has each claim with its words, its speaker, its source and when it was said", () => {
    const text = everything(
      version({ claims: [said({ speaker: "A spokesperson", source_place: "paragraph 3", said_on: "2001-02-02" })] }),
    );
    for (const part of ["Announced", "Cars were to leave at the weekend.", "Blames the south.", "A spokesperson"])
      expect(text).toContain(part);
    for (const part of [source.publisher ?? "", "paragraph 3", "2 February 2001"]) expect(text).toContain(part);
  });

  it("leaves out no field for which there are no words, and none that says nothing", () => {
    const text = everything({ name: "Gazette", url: "https://reports.example/1", aliases: ["One", "Two"], file: null });
    for (const part of ["url", "https://reports.example/1", "Gazette", "One; Two"]) expect(text).toContain(part);
    expect(text).not.toContain("file");
  });
});
