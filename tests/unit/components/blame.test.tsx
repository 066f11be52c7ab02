import { describe, expect, it } from "vitest";
import { Answers } from "@/components/blame/answers";
import { DaysView } from "@/components/blame/days-view";
import { BlameMatrix } from "@/components/blame/matrix";
import { BlamePairView, pairTitle } from "@/components/blame/pair-view";
import { PartyPairs } from "@/components/blame/party-pairs";
import type { Share } from "@/lib/domain/announced";
import { claim, corridor, NOON, party, readerAt, shown } from "./fixtures";

const reader = readerAt(NOON);
const north = party("north");
const south = party("south");
const relief = party("relief", null);
const pair = (from = north, to = south, statements = 2) => ({ from, to, statements, claims: statements });

describe("the table of blame", () => {
  const table = (
    <BlameMatrix
      reader={reader}
      voices={[south, relief, north]}
      cells={[pair(), pair(south, north, 1), pair(north, relief, 1)]}
      by={
        new Map([
          ["north", 2],
          ["south", 1],
        ])
      }
      of={
        new Map([
          ["south", 2],
          ["north", 1],
          ["relief", 1],
        ])
      }
      all={3}
    />
  );

  it("says of every number who blames whom, and leads to the claims", () => {
    const { html } = shown(table);
    expect(html).toContain('<a href="/en/blame/sides/north/south" aria-label="2: NORTH blames SOUTH">2</a>');
    expect(html).toContain('<a href="/en/blame/sides/south/north" aria-label="1: SOUTH blames NORTH">1</a>');
  });

  it("names the same sides in the same order on both edges, and says who belongs to none", () => {
    const { html, text } = shown(table);
    const edge = (scope: string) =>
      [...html.matchAll(new RegExp(`<th scope="${scope}"><a href="/en/parties/(\\w+)"`, "g"))].map((match) => match[1]);
    expect(edge("col")).toEqual(["north", "relief", "south"]);
    expect(edge("row")).toEqual(edge("col"));
    expect(text).toContain("RELIEF (no side)");
  });

  it("has a dash, and a word for it, where nobody blames; and counts a statement about two once in the total", () => {
    const { html, text } = shown(table);
    expect(html).toContain('<span aria-hidden="true">–</span><span class="sr">none</span>');
    expect(text).toMatch(/All statements 1 1 2 3$/);
  });
});

describe("the pairs of parties", () => {
  it("open without a script, and lead to the claims of just these two", () => {
    const { html, text } = shown(<PartyPairs reader={reader} pairs={[pair()]} more={4} />);
    expect(html).toMatch(/^<details><summary>By party: 5 pairs<\/summary>/);
    expect(html).toContain('href="/en/blame/parties/north/south"');
    expect(text).toContain("4 more pairs are not shown.");
  });
});

describe("denials and rejections", () => {
  it("stand beside blame, each number with whose it is", () => {
    const { html } = shown(<Answers reader={reader} answers={[{ from: south, to: north, denial: 1, rejection: 0 }]} />);
    expect(html).toContain('href="/en/blame/sides/south/north#answers" aria-label="1: SOUTH towards NORTH"');
  });
});

describe("the claims behind a number", () => {
  const view = {
    ends: "sides" as const,
    from: north,
    to: south,
    blame: { count: { statements: 1, claims: 3 }, claims: [claim({ kind: "blame", addressee: south })] },
    answers: { count: { statements: 0, claims: 0 }, claims: [] },
    corridors: new Map([[corridor.slug, corridor]]),
    reverse: { blame: { statements: 0, claims: 0 }, answers: { statements: 2, claims: 2 } },
  };

  it("say how many statements and claims they are, and how many are shown", () => {
    const { text } = shown(<BlamePairView reader={reader} view={view} />);
    expect(pairTitle(reader, view)).toBe("Who blames whom: NORTH → SOUTH");
    expect(text).toContain("One statement, in 3 claims.");
    expect(text).toContain("The newest 1 are shown.");
    expect(text).toContain("About: Alpha to Beta");
    expect(text).toContain("tells nothing about who is right");
  });

  it("lead to the other direction, with the same words", () => {
    const { html, text } = shown(<BlamePairView reader={reader} view={view} />);
    expect(html).toContain('href="/en/blame/sides/south/north"');
    expect(text).toContain("no statement of blame, 2 denials or rejections");
  });
});

describe("announced days", () => {
  const share = (outcomes: Partial<Share["outcomes"]>, left: Partial<Share["left"]> = {}): Share => {
    const all = { held: 0, partly_held: 0, failed: 0, cancelled: 0, outcome_not_reported: 0, ...outcomes };
    return {
      announced: Object.values(all).reduce((sum, count) => sum + count, 0),
      outcomes: all,
      period: { from: "2001-01-01", to: "2001-02-02" },
      left: { ahead: 0, offered: 0, unannounced: 0, ...left },
    };
  };
  const days = (all: Share) => (
    <DaysView reader={reader} days={{ all, corridors: [{ corridor, share: all }], more: 0 }} />
  );

  it("keep those that nobody reported on in every fraction, under their name", () => {
    const { text } = shown(days(share({ held: 1, failed: 2, outcome_not_reported: 4 })));
    expect(text).toContain("What became of announced days, 1 January – 2 February 2001");
    expect(text).toContain("Held 1 of 7");
    expect(text).toContain("Outcome not reported 4 of 7");
    expect(text).not.toContain("%");
  });

  it("have percentages from ten days on", () => {
    expect(shown(days(share({ held: 3, outcome_not_reported: 7 }))).text).toContain("Held 3 of 10 (30 %)");
  });

  it("name what is not counted, with numbers", () => {
    const { text } = shown(days(share({ held: 1 }, { unannounced: 1, offered: 2 })));
    expect(text).toContain("1 day with an outcome that nobody is on record as having announced");
    expect(text).toContain("2 days that one side offered and no other side agreed to");
    expect(text).toContain("0 days that are not over yet");
  });

  it("fill the whole bar, each part with a pattern of its own", () => {
    const { html } = shown(days(share({ held: 1, outcome_not_reported: 3 })));
    const parts = [...html.matchAll(/<rect x="([\d.]+)%" width="([\d.]+)%" height="100%" fill="url\(#([\w-]+)\)"/g)];
    expect(parts.slice(0, 2).map(([, x, width, fill]) => [x, width, fill])).toEqual([
      ["0.000", "25.000", "p-held"],
      ["25.000", "75.000", "p-outcome_not_reported"],
    ]);
    for (const [, , , fill] of parts) expect(html).toContain(`<pattern id="${fill}"`);
  });
});
