import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { GET as geoJson } from "@/app/(open-data)/data/corridors.geojson/route";
import { GET, OPTIONS, POST } from "@/app/api/v1/[...path]/route";
import { markChecked } from "@/lib/commands/checks";
import { saveDay } from "@/lib/commands/corridor-days";
import { redact } from "@/lib/commands/redactions";
import { retract } from "@/lib/commands/retractions";
import { FILE_NAMES, type FileName } from "@/lib/domain/files";
import { listSchema, problemSchema, singleSchema } from "@/lib/formats/api";
import { csvHead, csvRows } from "@/lib/formats/csv";
import { FILES } from "@/lib/formats/files";
import { rowsOfFile, withStore } from "@/tests/support/api";
import {
  by,
  CORRIDOR,
  DATE,
  dayForm,
  layGround,
  NOW,
  numberedDay,
  person,
  publishDay,
  yes,
} from "@/tests/support/record";
import { laySeed } from "@/tests/support/seeded";
import { onEveryStore } from "@/tests/support/stores";

/** The seed is about 2022. */
const SEEDED = new Date("2022-04-01T00:00:00.000Z");

type Body = { data: Record<string, unknown>[] & Record<string, unknown>; next: string | null; as_of: string | null };

/** Asks the API, and checks that what it says is what openapi.json says it is. */
async function ask(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: Body }> {
  const url = new URL(path, "http://localhost");
  const parts = url.pathname.replace("/api/v1/", "").split("/");
  const response = await GET(new Request(url, { headers }), { params: Promise.resolve({ path: parts }) });
  const text = await response.text();
  const body = text ? JSON.parse(text) : null;
  const noun = parts[0] as FileName;
  if (response.status === 200 && parts[0] !== "openapi.json") {
    const history = parts.at(-1) === "revisions" && parts.length > 1;
    const single = parts.length > 1 && !history;
    (single ? singleSchema(noun) : listSchema(history ? "revisions" : noun)).parse(body);
  } else if (response.status >= 400) {
    problemSchema.parse(body);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  }
  return { status: response.status, headers: response.headers, body };
}

/** Every item of a list, page by page. */
async function every(path: string): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let next: string | null = path; next; ) {
    const { status, body } = await ask(next.replace(/^https?:\/\/[^/]+/, ""));
    expect(status).toBe(200);
    items.push(...body.data);
    next = body.next;
  }
  return items;
}

onEveryStore("the JSON API", (fresh) => {
  it("gives of every noun what its file holds, value by value, however it is paged", async () => {
    const store = await fresh();
    await laySeed(store, SEEDED);
    await withStore(store, async () => {
      for (const noun of FILE_NAMES) {
        const { columns } = FILES[noun];
        const rows = await rowsOfFile(store, noun);
        const csv = parse(csvHead(noun, columns, "plain") + csvRows(rows, "plain"), { columns: true }) as Record<
          string,
          string
        >[];
        for (const limit of [500, 1]) {
          const items = await every(`/api/v1/${noun}?limit=${limit}`);
          const asCsv = items.map((item) =>
            Object.fromEntries(
              Object.entries(item).map(([name, value]) => [
                name,
                value === null
                  ? ""
                  : Array.isArray(value)
                    ? value.join("; ")
                    : typeof value === "object"
                      ? JSON.stringify(value)
                      : String(value),
              ]),
            ),
          );
          expect(asCsv, `${noun} by ${limit}`).toEqual(csv);
        }
      }
    });
  });

  it("gives one item and its versions, what is not there as 404, and of a retracted one its versions alone", async () => {
    const store = await fresh();
    await layGround(store);
    const { revision } = await publishDay(store);
    await withStore(store, async () => {
      const day = await ask(`/api/v1/corridor-days/${CORRIDOR}/${DATE}?fields=corridor,status`);
      expect(day.body.data).toEqual({ corridor: CORRIDOR, status: "held" });
      expect((await ask("/api/v1/parties/relief")).body.data).toMatchObject({ party: "relief", side: null });
      expect((await ask("/api/v1/parties/nobody")).status).toBe(404);
      expect((await ask("/api/v1/nouns")).status).toBe(404);
      await yes(
        retract(by(store), {
          entryKind: "corridor_day",
          entry: `${CORRIDOR}/${DATE}`,
          baseRevision: revision,
          reason: "x",
        }),
      );
      expect((await ask(`/api/v1/corridor-days/${CORRIDOR}/${DATE}`)).status).toBe(404);
      const versions = await ask(`/api/v1/corridor-days/${CORRIDOR}/${DATE}/revisions`);
      expect(versions.body.data.map(({ change }) => change)).toEqual(["addition", "retraction"]);
      const gone = await ask("/api/v1/revisions?change=retraction&change=merge&change=redaction");
      expect(gone.body.data.map(({ entry }) => entry)).toEqual([`${CORRIDOR}/${DATE}`]);
    });
  });

  it("neither skips nor repeats an item while editors save, and finds what changed since", async () => {
    const store = await fresh();
    await layGround(store);
    for (let n = 1; n <= 5; n++) await publishDay(store, numberedDay(n));
    await withStore(store, async () => {
      const first = await ask("/api/v1/corridor-days?limit=2&fields=date");
      await publishDay(store, numberedDay(0));
      const rest = await every(String(first.body.next).replace(/^https?:\/\/[^/]+/, ""));
      const dates = [...first.body.data, ...rest].map(({ date }) => date);
      expect(dates).toEqual(["1900-01-02", "1900-01-03", "1900-01-04", "1900-01-05", "1900-01-06"]);
      const later = new Date(NOW.getTime() + 60_000);
      await yes(saveDay(by(store, { now: later }), { day: dayForm({ noteEn: "new" }), baseRevision: 0 }));
      const since = await ask(`/api/v1/corridor-days?updated_since=${later.toISOString()}&fields=note_en`);
      expect(since.body.data).toEqual([{ note_en: "new" }]);
      expect((await ask(`/api/v1/claims?updated_since=${later.toISOString()}`)).body.data).toHaveLength(1);
    });
  });

  it("names every parameter that is wrong, and ignores none", async () => {
    const store = await fresh();
    await layGround(store);
    await withStore(store, async () => {
      const wrong = "limit=0&cursor=%21&fields=corridor,secret&updated_since=now&colour=red&status=safe&variant=excel";
      const { status, body } = await ask(`/api/v1/corridor-days?${wrong}`);
      expect(status).toBe(400);
      const errors = (body as unknown as { errors: { name: string }[] }).errors.map(({ name }) => name);
      expect(new Set(errors)).toEqual(
        new Set(["limit", "cursor", "fields", "updated_since", "colour", "status", "variant"]),
      );
      expect((await ask(`/api/v1/places?updated_since=${NOW.toISOString()}`)).status).toBe(400);
      expect((await ask("/api/v1/parties/relief?limit=1")).status).toBe(400);
      expect((await ask("/api/v1/corridor-days?corridor=nowhere")).status).toBe(400);
      expect((await ask("/api/v1/corridors?as_of=2999-01-01T00:00:00Z")).status).toBe(400);
    });
  });

  it("is not sent again to whoever has it, may be read by any page, and only read", async () => {
    const store = await fresh();
    await layGround(store);
    await withStore(store, async () => {
      const first = await ask("/api/v1/corridors");
      const etag = first.headers.get("etag") ?? "";
      expect(etag).toMatch(/^"[\w-]+"$/);
      expect(first.headers.get("access-control-allow-origin")).toBe("*");
      expect(first.headers.get("cache-control")).toBe("public, max-age=10");
      expect((await ask("/api/v1/corridors", { "if-none-match": etag })).status).toBe(304);
      await publishDay(store);
      expect((await ask("/api/v1/corridors", { "if-none-match": etag })).status).toBe(200);
      expect(OPTIONS().headers.get("access-control-allow-methods")).toBe("GET, HEAD");
      expect(POST().status).toBe(405);
    });
  });

  it("shows the past as it was, and nothing of what was redacted", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store, dayForm({ noteEn: "Ask Nobody Inparticular." }));
    const admin = by(store, { actor: person("ada", "admin"), now: new Date(NOW.getTime() + 3600_000) });
    const texts = ["Nobody Inparticular"];
    await yes(
      redact(admin, { entryKind: "corridor_day", entry: `${CORRIDOR}/${DATE}`, texts, reason: "a private person" }),
    );
    await withStore(store, async () => {
      for (const path of [
        "corridor-days",
        "revisions",
        `corridor-days/${CORRIDOR}/${DATE}/revisions`,
        `corridor-days?as_of=${NOW.toISOString()}`,
      ]) {
        const { status, body } = await ask(`/api/v1/${path}`);
        expect(status).toBe(200);
        expect(JSON.stringify(body)).not.toContain("Inparticular");
      }
      const before = await ask("/api/v1/corridor-days?as_of=2000-01-01T00:00:00Z");
      expect(before.body).toEqual({ data: [], next: null, as_of: null });
    });
  });

  it("names the instant that brings its answer back, also after somebody looked and found nothing new", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store);
    const looked = new Date(NOW.getTime() + 3_600_000);
    await yes(markChecked(by(store, { now: looked }), { corridors: [CORRIDOR], date: DATE }));
    await withStore(store, async () => {
      const at = `/api/v1/corridor-days/${CORRIDOR}/${DATE}`;
      const { body } = await ask(at);
      expect(body).toMatchObject({ as_of: looked.toISOString(), data: { checked_at: looked.toISOString() } });
      expect((await ask(`${at}?as_of=${body.as_of}`)).body).toEqual(body);
      const map = (await (await geoJson()).json()) as { as_of: string };
      expect(map.as_of).toBe(looked.toISOString());
    });
  });

  it("is described whole, every noun and every field of it", async () => {
    const store = await fresh();
    await withStore(store, async () => {
      const { body } = await ask("/api/v1/openapi.json");
      const { openapi, paths } = body as unknown as {
        openapi: string;
        paths: Record<string, { get: { responses: Record<string, unknown> } }>;
      };
      expect(openapi).toBe("3.1.0");
      for (const noun of FILE_NAMES) {
        const text = JSON.stringify(paths[`/api/v1/${noun}`]?.get.responses[200]);
        for (const { name } of FILES[noun].columns) expect(text, `${noun}.${name}`).toContain(`"${name}"`);
      }
    });
  });
});
