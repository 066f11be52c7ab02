import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { isDate } from "@/lib/domain/dates";
import { dayProblems, wideClaimProblems } from "@/lib/domain/day-rules";
import { gradeOf } from "@/lib/domain/grade";
import {
  corridorInput,
  dayInput,
  parseInput,
  partyInput,
  placeInput,
  sourceInput,
  wideClaimInput,
} from "@/lib/domain/inputs";
import { shownStatus } from "@/lib/domain/status";
import { separated } from "@/lib/domain/text";

type Row = Record<string, string>;

const COLUMNS = {
  places: "place,name,name_uk,kind,precision,lat,lon,adm1,adm1_vocabulary,adm1_name,country,time_zone,aliases",
  parties: "party,name,name_uk,kind,side",
  sources: "source,file,publisher,published_on,published_on_precision,url,archive_url,retrieved_at,sha256",
  corridors: "corridor,origin,destination,purpose,continued_as",
  "corridor-days":
    "corridor,date,date_precision,period_from,period_to,status,evacuees_min,evacuees_max,evacuees_qualifier,note_en,note_uk",
  claims:
    "claim,scope,corridor,place,date,date_to,date_precision,kind,claimant,speaker,addressee,outcome,count_of,count_min,count_max,count_qualifier,unverified_by,summary_en,summary_uk,source,source_place,statement,said_on,said_on_precision",
};

const folder = join(import.meta.dirname, "../../prisma");
const text = (file: string) => readFileSync(join(folder, file), "utf8");
const table = (name: keyof typeof COLUMNS): Row[] => parse(text(`seed/${name}.csv`), { columns: true });
const [places, parties, sources, corridors, days, claims] = (
  ["places", "parties", "sources", "corridors", "corridor-days", "claims"] as const
).map(table) as [Row[], Row[], Row[], Row[], Row[], Row[]];

const schema = text("schema.prisma");
const enumeration = (name: string): string[] =>
  (schema.match(new RegExp(`enum ${name} \\{([^}]*)\\}`))?.[1] ?? "").split(/\s+/).filter(Boolean);
const keys = (rows: Row[], column: string) => new Set(rows.map((row) => row[column]));
const bad = (rows: Row[], wrong: (row: Row) => boolean) => rows.filter(wrong);
const dayClaims = (day: Row) =>
  claims.filter((c) => c.scope === "corridor_day" && c.corridor === day.corridor && c.date === day.date);
const camel = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([k, v]) => [k.replace(/_(\w)/g, (_, c) => c.toUpperCase()), v]));
const claimValue = (row: Row) => ({ ...camel(row), key: row.claim });
const value = <T>(parsed: { ok: true; value: T } | { ok: false; problems: unknown }): T => {
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
};

describe("the seed's files", () => {
  it("have the agreed columns, line ends and no byte order mark", () => {
    for (const [name, columns] of Object.entries(COLUMNS)) {
      const file = text(`seed/${name}.csv`);
      expect(file.split("\n")[0]).toBe(columns);
      expect(file).not.toMatch(/\r|\ufeff/);
      expect(file.endsWith("\n")).toBe(true);
    }
  });

  it("name every entry once, and no corridor twice under two names", () => {
    const named: [Row[], string][] = [
      [places, "place"],
      [parties, "party"],
      [sources, "source"],
      [corridors, "corridor"],
      [claims, "claim"],
    ];
    for (const [rows, column] of named) expect(keys(rows, column).size).toBe(rows.length);
    expect(new Set(days.map((d) => `${d.corridor}/${d.date}`)).size).toBe(days.length);
    expect(new Set(corridors.map((c) => `${c.origin} ${c.destination} ${c.purpose}`)).size).toBe(corridors.length);
    expect(keys(sources, "sha256").size).toBe(sources.length);
  });

  it("refer to nothing that is not there, and hold no party or place that nothing refers to", () => {
    const references: [Row[], string, Row[], string][] = [
      [parties, "side", parties, "party"],
      [corridors, "origin", places, "place"],
      [corridors, "destination", places, "place"],
      [corridors, "continued_as", corridors, "corridor"],
      [days, "corridor", corridors, "corridor"],
      [claims, "corridor", corridors, "corridor"],
      [claims, "place", places, "place"],
      [claims, "claimant", parties, "party"],
      [claims, "addressee", parties, "party"],
      [claims, "unverified_by", parties, "party"],
      [claims, "source", sources, "source"],
    ];
    for (const [rows, column, targets, key] of references) {
      const known = keys(targets, key);
      expect(bad(rows, (row) => row[column] !== "" && !known.has(row[column]))).toEqual([]);
    }
    const used = new Set(references.flatMap(([rows, column]) => rows.map((row) => row[column])));
    for (const [rows, key] of [
      [parties, "party"],
      [places, "place"],
      [sources, "source"],
      [corridors, "corridor"],
    ] as const)
      expect(bad(rows, (row) => !used.has(row[key]))).toEqual([]);
  });

  it("use only words that the schema knows", () => {
    const words: [Row[], string, string, "required" | "optional"][] = [
      [places, "kind", "PlaceKind", "required"],
      [places, "precision", "PlacePrecision", "required"],
      [parties, "kind", "PartyKind", "required"],
      [sources, "published_on_precision", "DatePrecision", "optional"],
      [corridors, "purpose", "Purpose", "required"],
      [days, "date_precision", "DatePrecision", "required"],
      [days, "status", "DayStatus", "required"],
      [days, "evacuees_qualifier", "Qualifier", "optional"],
      [claims, "scope", "ClaimScope", "required"],
      [claims, "kind", "ClaimKind", "required"],
      [claims, "date_precision", "DatePrecision", "optional"],
      [claims, "outcome", "Outcome", "optional"],
      [claims, "count_of", "CountOf", "optional"],
      [claims, "count_qualifier", "Qualifier", "optional"],
      [claims, "said_on_precision", "DatePrecision", "optional"],
    ];
    for (const [rows, column, name, need] of words) {
      const allowed = enumeration(name);
      expect(allowed.length).toBeGreaterThan(1);
      expect(
        bad(rows, (row) => !(allowed.includes(row[column]!) || (need === "optional" && row[column] === ""))),
      ).toEqual([]);
    }
  });

  it("are accepted by the same rules as what editors type", () => {
    const now = new Date("2026-01-01T00:00:00Z");
    const facts = { timeZone: "Europe/Kyiv", now, today: "2026-01-01", retracted: new Set<string>() };
    for (const p of places)
      value(
        parseInput(placeInput, {
          ...camel(p),
          slug: p.place,
          nameEn: p.name,
          aliases: separated(p.aliases!),
        }),
      );
    for (const p of parties) value(parseInput(partyInput, { ...camel(p), slug: p.party, nameEn: p.name }));
    for (const s of sources) value(parseInput(sourceInput, { ...camel(s), slug: s.source }));
    for (const c of corridors) value(parseInput(corridorInput, { ...camel(c), slug: c.corridor }));
    for (const d of days) {
      const day = value(parseInput(dayInput, { ...camel(d), claims: dayClaims(d).map(claimValue) }));
      expect(dayProblems(day, facts)).toEqual([]);
    }
    for (const c of claims.filter((claim) => claim.scope !== "corridor_day")) {
      const claim = value(parseInput(wideClaimInput, claimValue(c)));
      expect(wideClaimProblems(claim, facts.today)).toEqual([]);
    }
  });
});

describe("every text of the seed", () => {
  it("is there in both languages, the Ukrainian one in Cyrillic letters", () => {
    for (const c of claims) {
      expect(c.summary_en, c.claim).toMatch(/[a-z]{3}/);
      expect(c.summary_en, c.claim).not.toMatch(/\p{Script=Cyrillic}/u);
      expect(c.summary_uk, c.claim).toMatch(/\p{Script=Cyrillic}/u);
      expect(c.summary_uk, c.claim).not.toMatch(/[ыэёъ]|\p{Script=Latin}/iu);
    }
    for (const d of days) {
      expect(d.note_en).toMatch(/[a-z]{3}/);
      expect(d.note_uk).toMatch(/\p{Script=Cyrillic}/u);
      expect(d.note_uk).not.toMatch(/[ыэёъ]|\p{Script=Latin}/iu);
    }
    for (const p of places) expect(p.name_uk).toMatch(/\p{Script=Cyrillic}/u);
    for (const p of parties) expect(p.name_uk).not.toBe("");
  });

  it("quotes nobody and gives no hour of the day", () => {
    for (const line of [
      ...claims.flatMap((c) => [c.summary_en, c.summary_uk]),
      ...days.flatMap((d) => [d.note_en, d.note_uk]),
    ])
      expect(line).not.toMatch(/["“”«»„]|\d{1,2}[:.]\d{2}\b/);
  });
});

describe("dates", () => {
  it("exist in the calendar, and none comes without its precision or the other way round", () => {
    const dated: [Row[], string, string][] = [
      [sources, "published_on", "published_on_precision"],
      [days, "date", "date_precision"],
      [claims, "date", "date_precision"],
      [claims, "said_on", "said_on_precision"],
    ];
    for (const [rows, date, precision] of dated)
      for (const row of rows) {
        expect(row[date] === "", JSON.stringify(row)).toBe(row[precision] === "");
        if (row[date]) expect(isDate(row[date]), row[date]).toBe(true);
      }
  });

  it("have an end where, and only where, they are a range", () => {
    for (const c of claims) expect(c.date_to !== "", c.claim).toBe(c.date_precision === "range");
    for (const d of days)
      expect([d.period_from !== "", d.period_to !== ""]).toEqual(Array(2).fill(d.date_precision === "range"));
  });

  it("of a report are never later than its publication", () => {
    const published = new Map(sources.map((s) => [s.source, s.published_on!]));
    for (const c of claims) expect(c.said_on! <= published.get(c.source!)!, c.claim).toBe(true);
  });

  it("of a day's claims are the day's own", () => {
    for (const d of days)
      for (const c of dayClaims(d)) expect([c.claim, c.date_precision]).toEqual([c.claim, d.date_precision]);
  });
});

describe("claims", () => {
  it("name their paragraph and stand in SOURCES.md under their report", () => {
    const [head, ...sections] = text("seed/SOURCES.md").split(/^## /m);
    for (const s of sources) expect(head).toContain(s.file);
    for (const c of claims) {
      const report = sections.find((section) => section.startsWith(`Report of ${Number(c.source!.slice(-2))} March`));
      expect(c.source_place).toMatch(/^paragraph [1-9]\d*$/);
      const row = report?.split("\n").find((line) => line.includes(`\`${c.claim}\``));
      const numbers = row?.split("|")[1]?.match(/\d+/g) ?? [];
      expect(numbers, c.claim).toContain(c.source_place!.split(" ")[1]);
    }
  });

  it("in SOURCES.md are all in the file", () => {
    const known = keys(claims, "claim");
    for (const [, key] of text("seed/SOURCES.md").matchAll(/`(c-[a-z0-9-]+)`/g)) expect(known).toContain(key);
  });

  it("with one statement key repeat one voice: same claimant, same kind of scope in time", () => {
    for (const key of keys(claims, "statement")) {
      expect(key).toMatch(/^s-[a-z0-9-]+$/);
      const same = claims.filter((c) => c.statement === key);
      expect(keys(same, "claimant").size, key).toBe(1);
      expect(keys(same, "date").size, key).toBe(1);
    }
  });

  it("have a corridor, a place or neither, as their scope says, and a corridor day where one is named", () => {
    for (const c of claims) {
      expect(c.corridor !== "", c.claim).toBe(c.scope === "corridor" || c.scope === "corridor_day");
      expect(c.place !== "", c.claim).toBe(c.scope === "region" || c.scope === "country");
      if (c.place) expect(places.find((p) => p.place === c.place)?.kind).toBe(c.scope);
      if (c.scope === "corridor_day")
        expect(
          days.some((d) => dayClaims(d).includes(c)),
          c.claim,
        ).toBe(true);
    }
  });
});

describe("what the reports do not say", () => {
  it("stays empty: publishers, addresses, numbers of evacuees per corridor", () => {
    for (const s of sources) expect([s.publisher, s.url, s.archive_url, s.retrieved_at]).toEqual(["", "", "", ""]);
    for (const d of days) expect([d.evacuees_min, d.evacuees_max, d.evacuees_qualifier]).toEqual(["", "", ""]);
  });

  it("is no destination: only the convoy's is a town, the rest are as offered or not stated", () => {
    const end = (slug: string) =>
      places.find((p) => p.place === corridors.find((c) => c.corridor === slug)?.destination);
    for (const d of days)
      expect([d.corridor, end(d.corridor!)?.place]).toEqual([
        d.corridor,
        {
          "2022-03-07": d.corridor!.slice("not-stated-to-".length),
          "2022-03-12": "not-stated-ukraine",
          "2022-03-14": "zaporizhzhia",
        }[d.date!],
      ]);
    for (const p of places.filter((place) => place.kind === "not_stated")) expect([p.lat, p.lon]).toEqual(["", ""]);
  });
});

describe("the rules on what may be recorded", () => {
  it("an evacuation figure for several cities is one total, in no corridor", () => {
    const counted = claims.filter((c) => c.count_of || c.count_min || c.count_max || c.count_qualifier);
    expect(counted.map((c) => [c.claim, c.kind, c.scope, c.count_min, c.count_max, c.count_qualifier])).toEqual([
      ["c-0312-evacuees-total", "evacuees", "country", "13000", "13000", "about"],
    ]);
  });

  it("people who fled abroad and the dead of a city are in no file", () => {
    expect(claims.filter((c) => c.kind === "casualties")).toEqual([]);
    const all = Object.keys(COLUMNS)
      .map((name) => text(`seed/${name}.csv`))
      .join("\n");
    expect(all).not.toMatch(/refugee|біжен|million|мільйон|[12][.,]\d ?m|1[,. \u00a0]?(300|500|582)\b/i);
  });

  it("a route that was offered and turned down is proposed, with the rejection by the other side", () => {
    const proposed = days.filter((d) => d.status === "proposed");
    expect(proposed.length).toBe(2);
    for (const d of proposed) {
      const [offer, rejection] = ["announcement", "rejection"].map((kind) => dayClaims(d).find((c) => c.kind === kind));
      expect([offer?.claimant, rejection?.claimant, rejection?.addressee]).toEqual(["russia", "ukraine", "russia"]);
    }
  });

  it("blame goes in both directions and is tied to no single day", () => {
    const side = new Map(parties.map((p) => [p.party, p.side]));
    const blame = claims.filter((c) => c.kind === "blame");
    const directions = blame.map((c) => `${side.get(c.claimant)} blames ${side.get(c.addressee)}`);
    expect(directions).toContain("ukraine blames russia");
    expect(directions).toContain("russia blames ukraine");
    expect(bad(blame, (c) => c.scope === "corridor_day" || c.date !== "")).toEqual([]);
  });

  it("people attacked while fleeing are on no corridor, and what an agency could not check says so", () => {
    const peremoha = claims.filter((c) => /Peremoha/.test(c.summary_en!));
    expect(peremoha.map((c) => [c.scope, c.corridor, c.date, c.unverified_by])).toEqual([
      ["region", "", "", "reuters"],
    ]);
    expect(places.some((p) => /peremoha/i.test(p.name!))).toBe(false);
  });

  it("an attempt without a day fails no day: the weekend's stays with the country", () => {
    const failed = claims.filter((c) => c.outcome === "failed");
    expect(failed.some((c) => c.scope === "corridor_day")).toBe(false);
    expect(failed.filter((c) => c.date).map((c) => [c.scope, c.date, c.date_to])).toEqual([
      ["country", "2022-03-05", "2022-03-06"],
    ]);
  });
});

describe("what readers will see of the seed", () => {
  const now = new Date("2026-01-01T00:00:00Z");
  const party = (slug: string) => ({ slug, side: parties.find((p) => p.party === slug)?.side || null });
  const seen = days.map((d) => {
    const own = dayClaims(d).map((c) => ({
      kind: c.kind as "outcome",
      outcome: (c.outcome || null) as "held" | null,
      statement: c.statement!,
      claimant: party(c.claimant!),
      source: { retracted: false },
    }));
    const evidenced = own.some((c) => c.kind === "outcome");
    const status = shownStatus({ status: d.status as "held", evidenced, date: d.date!, timeZone: "Europe/Kyiv" }, now);
    return [d.corridor, d.date, status, gradeOf(own, d.status as "held")];
  });

  it("is one day that held, on the word of one party, three not reported on and two that were only offered", () => {
    expect(seen).toEqual([
      ["not-stated-to-russia", "2022-03-07", "proposed", "single_source"],
      ["not-stated-to-belarus", "2022-03-07", "proposed", "single_source"],
      ["mariupol-to-not-stated", "2022-03-12", "outcome_not_reported", "single_source"],
      ["kyiv-region-to-not-stated", "2022-03-12", "outcome_not_reported", "single_source"],
      ["sumy-region-to-not-stated", "2022-03-12", "outcome_not_reported", "single_source"],
      ["mariupol-to-zaporizhzhia", "2022-03-14", "held", "single_source"],
    ]);
  });
});
