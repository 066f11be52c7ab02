import { randomBytes } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterEach, describe, expect, it, vi } from "vitest";
import { DELETE, OPTIONS, PATCH, POST, PUT } from "@/app/(open-data)/data/[file]/route";
import { bodyOf, inParts } from "@/app/(open-data)/data/body";
import { csvResponse } from "@/app/(open-data)/data/csv-response";
import type { Db, Store } from "@/lib/data/client";
import { siteUrl } from "@/lib/data/site";
import { FILE_NAMES, VARIANTS } from "@/lib/domain/files";
import { itWith, python } from "@/tests/support/programs";
import { dayRow } from "@/tests/support/rows";
import { storeSmallRecord } from "@/tests/support/small-record";
import { onEveryStore } from "@/tests/support/stores";

const NOW = new Date("2022-03-20T12:00:00Z");
const DAYS = "corridor-days.csv";

function get(store: Store, file: string, init: RequestInit = {}, now = NOW): Promise<Response> {
  const request = new Request(`http://localhost/data/${file}`, init);
  return csvResponse(request, file.replace(/\?.*/, ""), store, now);
}

/** Days on one corridor with notes that hardly compress, `bytes` long: enough for more than one batch. */
async function storeManyDays(store: Store, count: number, bytes: number): Promise<void> {
  await storeSmallRecord(store);
  const day = (n: number) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10);
  const data = Array.from({ length: count }, (_, n) => ({
    ...dayRow("town-to-city", day(n)),
    noteEn: randomBytes(bytes).toString("base64"),
  }));
  for (let i = 0; i < count; i += 100)
    await store.transaction((tx) => tx.corridorDay.createMany({ data: data.slice(i, i + 100) }));
}

async function chunksOf(response: Response): Promise<Uint8Array[]> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body as ReadableStream<Uint8Array>) chunks.push(chunk);
  return chunks;
}

/** Prints the cells of each file as Python's csv module reads them. */
const CELLS =
  "import csv,io,json,sys; print(json.dumps([list(csv.reader(io.StringIO(f,newline=''))) for f in json.load(sys.stdin)]))";

afterEach(() => vi.restoreAllMocks());

onEveryStore("a file of the open data", (fresh) => {
  it("comes as an attachment named after the last revision, with all that a reader needs to keep it", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const response = await get(store, DAYS);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": 'attachment; filename="corridor-days-2022-03-13T05-30-00Z.csv"',
      "cache-control": "public, max-age=10",
      etag: expect.stringMatching(/^W\/"[0-9a-f]{32}-plain"$/),
      vary: "Accept-Encoding",
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
      // the midnight by which everything on record was over
      link: `<${siteUrl()}/data/corridor-days.csv?as_of=2022-03-19T22%3A00%3A00.000Z>; rel="cite-as"`,
    });
    expect((await response.text()).split("\r\n")).toHaveLength(4);
  });

  it("is named empty while nothing is on record", async () => {
    const response = await get(await fresh(), DAYS);
    expect(response.headers.get("content-disposition")).toBe('attachment; filename="corridor-days-empty.csv"');
    expect((await response.text()).split("\r\n")).toHaveLength(2);
  });

  itWith(
    "python",
    "opens in Python and in csv-parse with the same cells, each of the eight, in every variant",
    async () => {
      const store = await fresh();
      await storeSmallRecord(store);
      const files: string[] = [];
      for (const name of FILE_NAMES) {
        for (const variant of VARIANTS) {
          const bytes = Buffer.from(await (await get(store, `${name}.csv?variant=${variant}`)).arrayBuffer());
          expect(bytes.subarray(0, 3).equals(Buffer.from("\uFEFF"))).toBe(variant === "excel");
          files.push(new TextDecoder().decode(bytes));
        }
      }
      const read = files.map((file) => parse(file) as string[][]);
      for (const rows of read) expect(rows.length).toBeGreaterThan(1);
      expect(JSON.parse(await python(CELLS, [], JSON.stringify(files)))).toEqual(read);
    },
  );

  it("defuses formulas for spreadsheets only", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    expect(await get(store, DAYS).then((r) => r.text())).toContain(',"=Люди виїхали",');
    expect(await get(store, `${DAYS}?variant=excel`).then((r) => r.text())).toContain(`,"'=Люди виїхали",`);
  });

  it("is not sent again to a reader who has it, until it changes", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const etag = (await get(store, DAYS, { method: "HEAD" })).headers.get("etag")!;
    const again = (known: string, file = DAYS, now = NOW) =>
      get(store, file, { headers: { "If-None-Match": known } }, now);
    for (const known of [etag, etag.slice(2), `"other", ${etag}`, "*"]) {
      const response = await again(known);
      expect(response.status, known).toBe(304);
      expect(await response.text()).toBe("");
      expect(response.headers.get("etag")).not.toBeNull();
    }
    expect((await again('"other"')).status).toBe(200);
    expect((await again(etag, `${DAYS}?variant=excel`)).status).toBe(200);
    expect((await again(etag, `${DAYS}?status=held`)).status).toBe(200);
    expect((await again(etag, DAYS, new Date("2022-03-12T12:00:00Z"))).status).toBe(200);
  });

  it("answers HEAD like GET, without a body", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const [head, got] = [await get(store, DAYS, { method: "HEAD" }), await get(store, DAYS)];
    expect(await head.text()).toBe("");
    expect([...head.headers]).toEqual([...got.headers]);
    await got.body?.cancel();
  });

  it("streams: the first bytes at once, then parts of 64 kB and more", async () => {
    const store = await fresh();
    await storeManyDays(store, 600, 300);
    const sizes = (await chunksOf(await get(store, DAYS))).map((chunk) => chunk.length);
    // 602 days in batches of 250
    expect(sizes.length).toBe(3);
    for (const size of sizes.slice(1, -1)) expect(size).toBeGreaterThanOrEqual(64 * 1024);
  });

  it("lets the next reader in when readers leave in the middle, waiting or not", async () => {
    const store = await fresh();
    await storeManyDays(store, 600, 6_000);
    const open = await Promise.all([1, 2, 3, 4].map(() => get(store, DAYS)));
    const leaving = new AbortController();
    const gone = get(store, DAYS, { signal: leaving.signal });
    const next = get(store, DAYS).then((response) => response.text());
    let served = false;
    void next.then(() => {
      served = true;
    });
    leaving.abort();
    expect((await gone).status).toBe(503);
    expect(served).toBe(false);
    await open[0]?.body?.cancel();
    expect((await next).split("\r\n").length).toBe(604);
    for (const response of open.slice(1)) await response.body?.cancel();
    // every turn was given back: a small file gets its own at once
    expect((await get(store, "parties.csv")).status).toBe(200);
  });

  it("sends a reader away, with a time to come back, when too many are waiting", async () => {
    const store = await fresh();
    await storeManyDays(store, 600, 6_000);
    const open = await Promise.all([1, 2, 3, 4].map(() => get(store, DAYS)));
    const leaving = new AbortController();
    const waiting = Array.from({ length: 64 }, () => get(store, DAYS, { signal: leaving.signal }));
    const refused = await get(store, DAYS);
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("30");
    expect(await refused.text()).toBe("Too many files are being made at the moment. Please try again in a minute.\n");
    leaving.abort();
    await Promise.all(waiting);
    for (const response of open) await response.body?.cancel();
  });

  it("refuses what it does not know, and says what it does", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const response = await get(store, `${DAYS}?status=open&utm_source=x`);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    const text = await response.text();
    for (const part of ["utm_source", "status=open", "outcome_not_reported", "from:", "variant: plain or excel"])
      expect(text).toContain(part);
    const nowhere = await get(store, `claims.csv?corridor=town-to-city&corridor=nowhere`);
    expect(nowhere.status).toBe(400);
    expect(await nowhere.text()).toMatch(/^corridor=nowhere does not exist\.\n\n/);
    const missing = await get(store, "people.csv");
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain("corridor-days.csv");
  });

  it("that cannot be made to its end gives its turn back, however many readers ask", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const said = vi.spyOn(console, "error").mockReturnValue();
    // the snapshot is open, and only then is the other connection lost
    const lost = { findFirst: () => Promise.reject(new Error("lost")) };
    const read = new Proxy(store.read, { get: (db, name) => (name === "corridorDay" ? lost : Reflect.get(db, name)) });
    for (let reader = 0; reader < 9; reader++)
      expect(
        (await csvResponse(new Request(`http://localhost/data/${DAYS}`), DAYS, { ...store, read }, NOW)).status,
      ).toBe(503);
    expect(said).toHaveBeenCalledTimes(9);
    expect((await get(store, DAYS)).status).toBe(200);
  });
});

describe("a file of the open data whose database is away", () => {
  it.each(["file:/nowhere/at/all.db", "postgresql://root@127.0.0.1:1/nothing"])("says so: %s", async (url) => {
    const log = vi.spyOn(console, "error").mockReturnValue();
    const response = await csvResponse(
      new Request(`http://localhost/data/${DAYS}`),
      DAYS,
      { url, read: {} as Db },
      NOW,
    );
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("30");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.text()).toBe("The record cannot be read at the moment. Please try again in a minute.\n");
    expect(log).toHaveBeenCalledOnce();
  });
});

describe("the route of the files", () => {
  it("only reads", () => {
    for (const method of [DELETE, OPTIONS, PATCH, POST, PUT]) {
      const response = method();
      expect(response.status).toBe(405);
      expect(response.headers.get("allow")).toBe("GET, HEAD");
    }
  });
});

describe("the body of a file", () => {
  const LIMITS = { stalled: 10_000, total: 100_000 };
  const part = new Uint8Array(2 * 1024 * 1024);
  const endless = async function* () {
    for (;;) yield part;
  };
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it("is let go when its reader takes nothing for too long", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const release = vi.fn(async () => {});
      const reader = bodyOf(endless(), release, LIMITS).getReader();
      await settled();
      vi.advanceTimersByTime(9_999);
      await reader.read();
      await settled();
      vi.advanceTimersByTime(9_999);
      expect(release).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(release).toHaveBeenCalledOnce();
      await expect(reader.read()).rejects.toThrow("too slow");
    } finally {
      vi.useRealTimers();
    }
  });

  it("is let go when its reader takes too long for the whole", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const release = vi.fn(async () => {});
      const reader = bodyOf(endless(), release, LIMITS).getReader();
      for (let i = 0; i < 20; i++) {
        await settled();
        expect(release).not.toHaveBeenCalled();
        await reader.read();
        vi.advanceTimersByTime(5_000);
      }
      expect(release).toHaveBeenCalledOnce();
    } finally {
      vi.useRealTimers();
    }
  });

  it("fails, and is let go, when a part cannot be read: a file that is cut off is not taken for a whole one", async () => {
    const release = vi.fn(async () => {});
    const broken = async function* () {
      yield part;
      throw new Error("the database went away");
    };
    const reader = bodyOf(broken(), release, LIMITS).getReader();
    await reader.read();
    await expect(reader.read()).rejects.toThrow("went away");
    expect(release).toHaveBeenCalledOnce();
  });

  it("is gathered from texts of any size without losing any", async () => {
    const texts = async function* () {
      for (let i = 0; i < 5_000; i++) yield `рядок ${i}\r\n`;
    };
    const parts: Uint8Array[] = [];
    for await (const bytes of inParts(texts())) parts.push(bytes);
    const whole = Array.from({ length: 5_000 }, (_, i) => `рядок ${i}\r\n`).join("");
    expect(Buffer.concat(parts).toString()).toBe(whole);
    expect(parts).toHaveLength(1 + Math.ceil((whole.length - "рядок 0\r\n".length) / (64 * 1024 + 12)));
  });
});
