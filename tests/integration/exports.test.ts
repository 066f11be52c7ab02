import { expect, it } from "vitest";
import type { Store } from "@/lib/data/client";
import { exportedColumns, openExport } from "@/lib/data/exports";
import { FILE_NAMES, type FileName, type Row } from "@/lib/domain/files";
import { type Filters, NO_FILTERS } from "@/lib/domain/filters";
import { csvHead, csvRows } from "@/lib/formats/csv";
import { FILES } from "@/lib/formats/files";
import { dayRow } from "@/tests/support/rows";
import { CANARY, plantCanaries, storeSmallRecord } from "@/tests/support/small-record";
import { onEveryStore } from "@/tests/support/stores";

const NOW = new Date("2022-03-20T12:00:00Z");

async function open(store: Store, file: FileName, filters: Partial<Filters> = {}, now = NOW) {
  const opened = await openExport(store.url, file, { ...NO_FILTERS, ...filters }, now, new AbortController().signal);
  if (!opened.ok) throw new Error(`unknown: ${JSON.stringify(opened.unknown)}`);
  return opened;
}

async function rowsOf(store: Store, file: FileName, filters: Partial<Filters> = {}, now = NOW): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const batch of (await open(store, file, filters, now)).rows()) rows.push(...batch);
  return rows;
}

const csvOf = async (store: Store, file: FileName) =>
  csvHead(file, FILES[file].columns, "plain") + csvRows(await rowsOf(store, file), "plain");

async function versionOf(store: Store, file: FileName, filters: Partial<Filters> = {}, now = NOW): Promise<string> {
  const opened = await open(store, file, filters, now);
  await opened.close();
  return opened.version;
}

/** The first cells of the rows: their keys. */
const keysOf = async (store: Store, file: FileName, filters: Partial<Filters>, now = NOW) =>
  (await rowsOf(store, file, filters, now)).map(([key]) => key);

const EXPECTED: Record<FileName, string[]> = {
  "corridor-days": [
    "corridor_day,corridor,date,date_precision,time_zone,purpose,origin_name,origin_adm1,origin_country,destination_name,destination_adm1,destination_country,status,status_recorded,grade,blame_contested,announced_by,blamed,evacuees_min,evacuees_max,evacuees_qualifier,note_en,note_uk,claims,sources,checked_at,published_at,updated_at,revision,period_from,period_to",
    '"town-to-city/2022-03-11","town-to-city","2022-03-11","day","Europe/Kyiv","evacuation","Town, Upper","UA-14","UKR","City",,"UKR","held","held","single_source",false,"council",,600,,"at_least","People left; the column was ""slow"",\nwith stops.","=Люди виїхали","c-held; c-count","report",,"2022-03-12T10:00:00.000Z","2022-03-13T05:30:00.120Z",2,,',
    '"town-to-city/2022-03-12","town-to-city","2022-03-12","inferred","Europe/Kyiv","evacuation","Town, Upper","UA-14","UKR","City",,"UKR","outcome_not_reported","announced","unsourced",true,,,,,,"0",,"c-blame",,"2022-03-13T05:30:00.120Z","2022-03-12T10:00:00.000Z","2022-03-12T10:00:00.000Z",1,,',
  ],
  claims: [
    "claim,scope,corridor,date,date_precision,kind,claimant,claimant_name,claimant_side,speaker,addressee,addressee_name,addressee_side,outcome,count_of,count_min,count_max,count_qualifier,unverified_by,summary_en,summary_uk,source,source_place,statement,said_on,said_on_precision,updated_at,revision,place,date_to",
    '"c-blame","corridor_day","town-to-city","2022-03-12","inferred","blame","council","Council","state-a",,"state-a","State A","state-a",,,,,,,,,"report",,"c-blame",,,"2022-03-12T10:00:00.000Z",1,,',
    '"c-count","corridor_day","town-to-city","2022-03-11","day","evacuees","council","Council","state-a","A. Person, mayor",,,,,"people",600,,"at_least","agency",,,"report","paragraph 3","s-1","2022-03-12","day","2022-03-12T10:00:00.000Z",1,,',
    '"c-held","corridor_day","town-to-city","2022-03-11","day","outcome","council","Council","state-a",,,,,"held",,,,,,"People got out.","Люди виїхали.","report",,"c-held",,,"2022-03-12T10:00:00.000Z",1,,',
    '"c-total","country",,"2022-03-09","range","evacuees","council","Council","state-a",,,,,,"people",0,3950,"about",,"All towns together.",,"report",,"c-total",,,"2022-03-12T10:00:00.000Z",1,"ukraine","2022-03-11"',
  ],
  corridors: [
    "corridor,origin,origin_name,destination,destination_name,purpose,first_day,last_day,days,merged_into,updated_at,revision,continued_as",
    '"town-to-city","town","Town, Upper","city","City","evacuation","2022-03-11","2022-03-12",2,,"2022-03-13T05:30:00.120Z",2,',
  ],
  places: [
    "place,name,name_uk,kind,precision,lat,lon,adm1,adm1_vocabulary,adm1_name,country,time_zone,aliases",
    '"city","City","Місто","settlement","settlement",0,-1,,,,"UKR",,',
    '"town","Town, Upper","Містечко ""Верхнє""","settlement","settlement",47.0971,37.5,"UA-14","ISO 3166-2","Donetska oblast","UKR","Europe/Kyiv","Old Town; Горішнє"',
    '"ukraine","Ukraine","Україна","country","country",,,,,,"UKR","Europe/Kyiv",',
  ],
  parties: [
    "party,name,name_uk,kind,side",
    '"agency","Agency","Агенція","medium",',
    '"council","Council","Рада","authority","state-a"',
    '"state-a","State A","Держава А","state","state-a"',
  ],
  sources: [
    "source,file,publisher,published_on,published_on_precision,url,archive_url,retrieved_at,sha256",
    `"report","report.txt",,"2022-03-13","inferred",,,"2022-03-13T05:30:00.120Z","${"ab".repeat(32)}"`,
  ],
  totals: [
    "total,date,date_precision,scope,place,place_name,evacuees_min,evacuees_max,evacuees_qualifier,claimant,claimant_name,speaker,unverified_by,source,source_place,note_en,note_uk,updated_at,revision,date_to",
    '"c-total","2022-03-09","range","country","ukraine","Ukraine",0,3950,"about","council","Council",,,"report",,"All towns together.",,"2022-03-12T10:00:00.000Z",1,"2022-03-11"',
  ],
  revisions: [
    "seq,at,entry_kind,entry,change,reason,role,fields,before,after,prev_hash,hash,redacted_at,digest",
    `1,"2022-03-12T10:00:00.000Z","corridor","town-to-city","addition","first version, ""as told""","editor","corridor; purpose",,"{""corridor"":""town-to-city"",""purpose"":""evacuation""}","${"0".repeat(64)}","f366abad77fa7a087eaaf2941a1edcd753faf8822ff26783d16788a348823657",,`,
    '2,"2022-03-13T05:30:00.120Z","corridor_day","town-to-city/2022-03-11","addition","first version, ""as told""","editor","corridor; purpose",,"{""note_en"":""a \\""b\\""\\nc"",""note_uk"":""Ґ""}","f366abad77fa7a087eaaf2941a1edcd753faf8822ff26783d16788a348823657","bf2e7ae6ef1c39ebfb75f40b551dd7e4abe1aca4a5af1a0d05ef97c57281c90b",,',
  ],
};

onEveryStore("the files of the record", (fresh) => {
  it.each(FILE_NAMES)("%s.csv is, byte for byte, what the record says", async (file) => {
    const store = await fresh();
    await storeSmallRecord(store);
    expect(await csvOf(store, file)).toBe(`${EXPECTED[file].join("\r\n")}\r\n`);
  });

  it.each(FILE_NAMES)("%s.csv gives its columns, and only their names where nothing is on record", async (file) => {
    const store = await fresh();
    expect(exportedColumns(file)).toEqual(FILES[file].columns.map(({ name }) => name));
    expect(await csvOf(store, file)).toBe(`${EXPECTED[file][0]}\r\n`);
    const opened = await open(store, file);
    expect(opened.asOf).toBeNull();
    await opened.close();
  });

  it.each(FILE_NAMES)(
    "%s.csv holds nothing of drafts, of what was retracted, of what hangs on it, or of people",
    async (file) => {
      const store = await fresh();
      await storeSmallRecord(store);
      const before = await csvOf(store, file);
      await plantCanaries(store);
      const after = await csvOf(store, file);
      expect(after).not.toContain(CANARY);
      expect(after).toBe(before);
    },
  );

  it("filters days by date, corridor and the status that is shown", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const [first, second] = ["town-to-city/2022-03-11", "town-to-city/2022-03-12"];
    const days = (filters: Partial<Filters>, now?: Date) => keysOf(store, "corridor-days", filters, now);
    expect(await days({ from: "2022-03-12" })).toEqual([second]);
    expect(await days({ to: "2022-03-11" })).toEqual([first]);
    expect(await days({ from: "2022-03-11", to: "2022-03-12" })).toEqual([first, second]);
    expect(await days({ corridors: ["town-to-city"] })).toEqual([first, second]);
    expect(await days({ statuses: ["held"] })).toEqual([first]);
    expect(await days({ statuses: ["announced"] })).toEqual([]);
    expect(await days({ statuses: ["held", "outcome_not_reported"] })).toEqual([first, second]);
    expect(await days({ statuses: ["announced"] }, new Date("2022-03-12T12:00:00Z"))).toEqual([second]);
    expect(await days({ statuses: ["held"], from: "2022-03-12" })).toEqual([]);
  });

  it("filters claims by the days that they speak of, by corridor, and by the status of their day", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const claims = (filters: Partial<Filters>) => keysOf(store, "claims", filters);
    expect(await claims({ from: "2022-03-12" })).toEqual(["c-blame"]);
    // the total speaks of 9 to 11 March
    expect(await claims({ from: "2022-03-10", to: "2022-03-10" })).toEqual(["c-total"]);
    expect(await claims({ to: "2022-03-11" })).toEqual(["c-count", "c-held", "c-total"]);
    expect(await claims({ corridors: ["town-to-city"] })).toEqual(["c-blame", "c-count", "c-held"]);
    expect(await claims({ statuses: ["held"] })).toEqual(["c-count", "c-held"]);
    expect(await claims({ statuses: ["outcome_not_reported"] })).toEqual(["c-blame"]);
  });

  it("filters corridors by key and totals by the days that they speak of", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    expect(await keysOf(store, "corridors", { corridors: ["town-to-city"] })).toEqual(["town-to-city"]);
    expect(await keysOf(store, "totals", { from: "2022-03-11" })).toEqual(["c-total"]);
    expect(await keysOf(store, "totals", { from: "2022-03-12" })).toEqual([]);
    expect(await keysOf(store, "totals", { to: "2022-03-08" })).toEqual([]);
  });

  it("names corridors that do not exist or were retracted", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    await plantCanaries(store);
    const corridors = ["nowhere", "town-to-city", `${CANARY}-corridor`];
    const signal = new AbortController().signal;
    expect(await openExport(store.url, "claims", { ...NO_FILTERS, corridors }, NOW, signal)).toEqual({
      ok: false,
      unknown: ["nowhere", `${CANARY}-corridor`].map((value) => ({ name: "corridor", fault: "unknown", value })),
    });
  });

  it("shows an announced day as not reported from the end of its local day, which is not the end of the day in UTC", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    await store.transaction((tx) =>
      tx.corridorDay.create({
        data: {
          ...dayRow("town-to-city", "2022-03-13"),
          status: "announced",
          evidenced: false,
          timeZone: "America/New_York",
        },
      }),
    );
    const statuses = async (now: string) =>
      (await rowsOf(store, "corridor-days", { from: "2022-03-12" }, new Date(now))).map((row) => row[12]);
    expect(await statuses("2022-03-12T21:59:59Z")).toEqual(["announced", "announced"]);
    expect(await statuses("2022-03-12T22:00:00Z")).toEqual(["outcome_not_reported", "announced"]);
    expect(await statuses("2022-03-14T03:59:59Z")).toEqual(["outcome_not_reported", "announced"]);
    expect(await statuses("2022-03-14T04:00:00Z")).toEqual(["outcome_not_reported", "outcome_not_reported"]);
  });

  it("shows an outcome that no source carries any more as not reported", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const id = "town-to-city/2022-03-11";
    await store.transaction((tx) => tx.corridorDay.update({ where: { id }, data: { evidenced: false } }));
    expect(await keysOf(store, "corridor-days", { statuses: ["held"] })).toEqual([]);
  });

  it("changes its version when rows change, by an edit, a check or the clock, and at no other time", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const before = new Date("2022-03-12T12:00:00Z");
    const first = await versionOf(store, "corridor-days", {}, before);
    expect(await versionOf(store, "corridor-days", {}, new Date("2022-03-12T21:00:00Z"))).toBe(first);
    const over = await versionOf(store, "corridor-days");
    expect(over).not.toBe(first);
    expect(await versionOf(store, "corridor-days", {}, new Date("2026-11-22T00:00:00Z"))).toBe(over);
    expect(await versionOf(store, "claims", {}, before)).toBe(await versionOf(store, "claims"));
    expect(await versionOf(store, "claims", { statuses: ["held"] }, before)).not.toBe(
      await versionOf(store, "claims", { statuses: ["held"] }),
    );
    expect(await versionOf(store, "corridor-days", { from: "2022-03-01" })).not.toBe(over);

    const check = {
      id: "k3",
      corridorSlug: "town-to-city",
      date: "2022-03-11",
      at: new Date("2022-03-13T05:30:00.120Z"),
      actorId: "x",
    };
    await store.transaction((tx) => tx.check.create({ data: check }));
    const checked = await versionOf(store, "corridor-days");
    expect(checked).not.toBe(over);
    expect((await open(store, "corridor-days").then(closed)).asOf).toEqual(new Date("2022-03-13T05:30:00.120Z"));
  });

  it("is one moment from its version to its last row, however much is written meanwhile", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const opened = await open(store, "corridor-days");
    await store.transaction((tx) => tx.corridorDay.create({ data: dayRow("town-to-city", "2022-03-14") }));
    const rows: Row[] = [];
    for await (const batch of opened.rows()) rows.push(...batch);
    expect(rows).toHaveLength(2);
  });
});

async function closed<T extends { close(): Promise<void> }>(opened: T): Promise<T> {
  await opened.close();
  return opened;
}
