import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { csvResponse } from "@/app/(open-data)/data/csv-response";
import { type Form, packageResponse } from "@/app/(open-data)/data/package-response";
import type { Store } from "@/lib/data/client";
import { addDays, isDate } from "@/lib/domain/dates";
import { FILE_NAMES } from "@/lib/domain/files";
import { rowsOf } from "@/lib/ingest/csv";
import { itWith, python } from "@/tests/support/programs";
import { dayRow } from "@/tests/support/rows";
import { laySeed } from "@/tests/support/seeded";
import { storeSmallRecord } from "@/tests/support/small-record";
import { onEveryStore } from "@/tests/support/stores";

vi.setConfig({ testTimeout: 60_000 });

const SEEDED = new Date("2026-11-22T03:15:00.000Z");
const LATER = new Date("2026-11-22T04:00:00.000Z");
const CHANGED = new Date("2026-11-22T03:30:00.000Z");
const FILES = { description: "datapackage.json", zip: "corridor-tracker.zip" };

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tracker-package-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

async function seeded(fresh: () => Promise<Store>): Promise<Store> {
  const store = await fresh();
  await laySeed(store, SEEDED);
  return store;
}

const ask = (store: Store, form: Form, query = "", init: RequestInit = {}, now = LATER) =>
  packageResponse(new Request(`http://localhost/data/${FILES[form]}${query}`, init), form, store, now);

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

/** What an address of the site answers. */
const fetched = async (store: Store, address: string): Promise<Buffer> => {
  const name = path.basename(new URL(address).pathname);
  return bytesOf(await csvResponse(new Request(address), name, store, LATER));
};

/** A check that an editor makes: it changes corridor-days.csv and no revision. */
const check = (store: Store, at = CHANGED) =>
  store.transaction(async (tx) => {
    const day = await tx.corridorDay.findFirstOrThrow();
    const { corridorSlug, date } = day;
    await tx.check.create({ data: { id: randomUUID(), corridorSlug, date, at, actorId: "somebody" } });
  });

const address = z.string().regex(/^(?:[a-z-]+\.csv|https?:\/\/\S+)$/);
const columnNames = z.array(z.string()).min(1);
const TYPES = ["string", "list", "date", "datetime", "integer", "number", "boolean", "object"] as const;

/** What Data Package 2.0 and Table Schema 2.0 ask of a descriptor, in our own words, and no property that they lack but ours. */
const DESCRIPTOR = z.strictObject({
  $schema: z.literal("https://datapackage.org/profiles/2.0/datapackage.json"),
  name: z.string().regex(/^[-a-z0-9._]+$/),
  id: z.url(),
  created: z.iso.datetime(),
  as_of: z.iso.datetime(),
  title: z.string().min(1),
  description: z.string().min(1),
  homepage: z.url(),
  version: z.string().regex(/^\d+\/[0-9a-f]{64}$/),
  licenses: z
    .array(z.strictObject({ name: z.string().regex(/^[-a-zA-Z0-9._]+$/), title: z.string(), path: z.url().optional() }))
    .min(1),
  contributors: z
    .array(z.strictObject({ title: z.string(), path: z.url(), roles: z.array(z.string()).min(1) }))
    .min(1)
    .optional(),
  sources: z.array(z.strictObject({ title: z.string(), path: address })).min(1),
  resources: z
    .array(
      z.strictObject({
        name: z.enum(FILE_NAMES),
        type: z.literal("table"),
        title: z.string(),
        description: z.string(),
        path: address,
        as_of: z.iso.datetime(),
        format: z.literal("csv"),
        mediatype: z.literal("text/csv"),
        encoding: z.literal("utf-8"),
        bytes: z.int().positive(),
        hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
        dialect: z.strictObject({
          header: z.literal(true),
          delimiter: z.literal(","),
          lineTerminator: z.literal("\r\n"),
          quoteChar: z.literal('"'),
          doubleQuote: z.literal(true),
        }),
        schema: z.strictObject({
          fieldsMatch: z.enum(["exact", "equal", "subset", "superset", "partial"]),
          fields: z
            .array(
              z.strictObject({
                name: z.string(),
                type: z.enum(TYPES),
                format: z.literal("uri").optional(),
                description: z.string(),
                delimiter: z.string().optional(),
                itemType: z.literal("string").optional(),
                trueValues: z.array(z.string()).min(1).optional(),
                falseValues: z.array(z.string()).min(1).optional(),
                unit: z.string().optional(),
                categories: z
                  .array(z.strictObject({ value: z.string(), label: z.string().min(1) }))
                  .min(1)
                  .optional(),
                constraints: z
                  .strictObject({
                    required: z.literal(true).optional(),
                    unique: z.literal(true).optional(),
                    enum: z.array(z.string()).min(1).optional(),
                  })
                  .optional(),
              }),
            )
            .min(1),
          missingValues: z.tuple([z.literal("")]),
          primaryKey: columnNames,
          foreignKeys: z.array(
            z.strictObject({
              fields: columnNames,
              reference: z.strictObject({ resource: z.string().optional(), fields: columnNames }),
            }),
          ),
        }),
      }),
    )
    .length(FILE_NAMES.length),
});

type Descriptor = z.infer<typeof DESCRIPTOR>;
type Field = Descriptor["resources"][number]["schema"]["fields"][number];

const FITS: Record<(typeof TYPES)[number], (cell: string) => boolean> = {
  string: () => true,
  list: (cell) => cell.split("; ").every(Boolean),
  date: isDate,
  datetime: (cell) => z.iso.datetime().safeParse(cell).success,
  integer: (cell) => /^-?\d+$/.test(cell),
  number: (cell) => /^-?\d+(\.\d+)?$/.test(cell),
  boolean: (cell) => cell === "true" || cell === "false",
  object: (cell) => z.record(z.string(), z.unknown()).safeParse(JSON.parse(cell)).success,
};

function faultsOf(cell: string, { name, type, format, constraints }: Field): string[] {
  if (cell === "") return constraints?.required ? [`${name} is empty`] : [];
  const fits = FITS[type](cell) && (format !== "uri" || URL.canParse(cell));
  const allowed = !constraints?.enum || constraints.enum.includes(cell);
  return fits && allowed ? [] : [`${name}: ${cell}`];
}

/** Whatever in the files is not as the descriptor says. */
function faultsIn({ resources }: Descriptor, texts: ReadonlyMap<string, string>): string[] {
  const tables = new Map(resources.map(({ name }) => [name as string, rowsOf(texts.get(name) ?? "")]));
  return resources.flatMap(({ name, schema: { fields, primaryKey, foreignKeys } }) => {
    const rows = tables.get(name) ?? [];
    const key = (row: Record<string, string>, of: readonly string[]) => JSON.stringify(of.map((column) => row[column]));
    const named = new Set(rows.map((row) => key(row, primaryKey)));
    return [
      ...(Object.keys(rows[0] ?? {}).join() === fields.map((field) => field.name).join() ? [] : ["other columns"]),
      ...rows.flatMap((row) => fields.flatMap((field) => faultsOf(row[field.name] ?? "", field))),
      ...(named.size === rows.length ? [] : ["a key twice"]),
      ...foreignKeys.flatMap(({ fields: of, reference }) => {
        const others = new Set((tables.get(reference.resource ?? name) ?? []).map((row) => key(row, reference.fields)));
        const dangling = rows.filter((row) => of.every((column) => row[column]) && !others.has(key(row, of)));
        return dangling.map((row) => `${of} names nothing: ${key(row, of)}`);
      }),
    ].map((fault) => `${name}: ${fault}`);
  });
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

onEveryStore("a file of the open data", (fresh) => {
  it("names the address that brings back the same rows after an edit, filters and all", async () => {
    const store = await seeded(fresh);
    const ask = (address: string) => csvResponse(new Request(address), "corridor-days.csv", store, LATER);
    const cited = (answer: Response) => /^<(.*)>; rel="cite-as"$/.exec(answer.headers.get("link") ?? "")?.[1] ?? "";
    const address = "http://localhost/data/corridor-days.csv?region=UKR&q=%D1%80%D0%BE%D1%81%D1%96%D1%8F&variant=excel";
    const answer = await ask(address);
    const before = await answer.text();
    expect(before.split("\r\n").length).toBeGreaterThan(2);
    await check(store);
    expect(await (await ask(cited(answer))).text()).toBe(before);
    const after = await ask(address);
    expect(await after.text()).not.toBe(before);
    expect(cited(after)).toBe(cited(answer).replace("T03%3A15", "T03%3A30"));
    expect(cited(await ask(cited(answer)))).toBe(cited(answer));
  });
});

onEveryStore("the data package", (fresh) => {
  it("is what the specification asks for, names every file as of an instant, and brings back exactly those later", async () => {
    const store = await seeded(fresh);
    const answer = await ask(store, "description");
    expect(answer.headers.get("link")).toMatch(
      /^<http.*\/data\/datapackage\.json\?as_of=2026-11-22T03%3A15.*>; rel="cite-as"$/,
    );
    const descriptor = DESCRIPTOR.parse(await answer.json());
    expect(descriptor.as_of).toBe(SEEDED.toISOString());
    const last = await store.read.revision.findFirst({ orderBy: { seq: "desc" } });
    expect(descriptor.version).toBe(`${last?.seq}/${last?.hash}`);

    await check(store);
    const texts = new Map<string, string>();
    for (const { name, path, bytes, hash } of descriptor.resources) {
      const file = await fetched(store, path);
      expect(file.length, name).toBe(bytes);
      expect(`sha256:${sha256(file)}`, name).toBe(hash);
      texts.set(name, file.toString());
    }
    const now = DESCRIPTOR.parse(await (await ask(store, "description")).json());
    expect(now.as_of).toBe(CHANGED.toISOString());
    expect(now.resources[0]?.hash).not.toBe(descriptor.resources[0]?.hash);

    expect(faultsIn(descriptor, texts)).toEqual([]);
    // a schema that finds nothing wrong anywhere would show nothing
    const wrong = new Map(texts).set("parties", (texts.get("parties") ?? "").replace('"force"', '"army"'));
    expect(faultsIn(descriptor, wrong)[0]).toBe("parties: kind: army");
  });

  it("says every label that readers see, and of which unit a number is", async () => {
    const store = await seeded(fresh);
    const { resources } = DESCRIPTOR.parse(await (await ask(store, "description")).json());
    const fields = resources.find(({ name }) => name === "corridor-days")?.schema.fields ?? [];
    expect(fields.find(({ name }) => name === "status")?.categories).toContainEqual({
      value: "held",
      label: "Held",
    });
    expect(fields.find(({ name }) => name === "evacuees_min")?.unit).toBe("people");
    const unlabelled = resources.flatMap(({ name, schema }) =>
      schema.fields
        .filter((f) => f.constraints?.enum && f.constraints.enum.length !== f.categories?.length)
        .map((f) => `${name}.${f.name}`),
    );
    expect(unlabelled).toEqual([]);
  });

  itWith(
    "python",
    "is packed in one file that another program opens, with the same bytes for the same instant",
    async () => {
      const store = await seeded(fresh);
      const answer = await ask(store, "zip");
      expect(answer.headers.get("content-type")).toBe("application/zip");
      expect(answer.headers.get("content-disposition")).toBe(
        'attachment; filename="corridor-tracker-2026-11-22T03-15-00Z.zip"',
      );
      const zip = await bytesOf(answer);
      await check(store);
      expect(await bytesOf(await ask(store, "zip", `?as_of=${SEEDED.toISOString()}`))).toEqual(zip);
      // nothing was said between two changes
      expect(await bytesOf(await ask(store, "zip", "?as_of=2026-11-22T03:20:00Z"))).toEqual(zip);
      expect(await bytesOf(await ask(store, "zip"))).not.toEqual(zip);

      const file = path.join(folder, "all.zip");
      writeFileSync(file, zip);
      await python(
        "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; z.extractall(sys.argv[2])",
        [file, folder],
      );
      const inside = (name: string) => readFileSync(path.join(folder, name));
      expect(readdirSync(folder)).toEqual(
        expect.arrayContaining([
          "README.txt",
          "SHA256SUMS",
          "datapackage.json",
          ...FILE_NAMES.map((name) => `${name}.csv`),
        ]),
      );
      const { resources } = DESCRIPTOR.parse(JSON.parse(inside("datapackage.json").toString()));
      for (const { path: name, bytes, hash } of resources) {
        expect(inside(name).length).toBe(bytes);
        expect(`sha256:${sha256(inside(name))}`).toBe(hash);
      }
      expect(inside("README.txt").toString()).toContain("As of 2026-11-22T03:15:00.000Z, revision");
    },
  );

  it("is packed in the same bytes in every zone, also of an hour that one of them leaves out", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    const skipped = new Date("2022-03-27T03:30:00Z");
    await check(store, skipped);
    const packedIn = async (zone: string, hour: number) => {
      vi.stubEnv("TZ", zone);
      expect(skipped.getHours()).toBe(hour);
      return bytesOf(await ask(store, "zip", "", {}, new Date("2022-03-27T03:40:00Z")));
    };
    const zip = await packedIn("UTC", 3);
    expect((await packedIn("Europe/Kyiv", 6)).equals(zip)).toBe(true);
  });

  it("is of one moment, though something is saved while it is read", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    // more than is made ahead of a reader, in the first of the files
    const notes = Array.from({ length: 60 }, (_, n) => ({
      ...dayRow("town-to-city", addDays("2023-01-01", n)),
      noteEn: randomBytes(40_000).toString("base64"),
    }));
    await store.transaction((tx) => tx.corridorDay.createMany({ data: notes }));
    const before = await bytesOf(await ask(store, "zip"));
    const answer = await ask(store, "zip");
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    const parts = [Buffer.from((await reader.read()).value ?? [])];
    await store.transaction((tx) => tx.party.update({ where: { slug: "council" }, data: { nameEn: "Other Council" } }));
    for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(Buffer.from(part.value));
    expect(Buffer.concat(parts).equals(before)).toBe(true);
    expect((await bytesOf(await ask(store, "zip"))).equals(before)).toBe(false);
  });

  it("gives everything back when its readers go away", async () => {
    const store = await seeded(fresh);
    for (let i = 0; i < 9; i++) {
      const { body } = await ask(store, "zip");
      const reader = (body as ReadableStream<Uint8Array>).getReader();
      await reader.read();
      await reader.cancel();
    }
    expect((await ask(store, "description")).status).toBe(200);
  });

  it("is known by a tag until something changes, and takes no filters", async () => {
    const store = await fresh();
    await storeSmallRecord(store);
    for (const form of ["description", "zip"] as const) {
      const head = await ask(store, form, "", { method: "HEAD" });
      expect(await head.text()).toBe("");
      const headers = { "If-None-Match": String(head.headers.get("etag")) };
      expect((await ask(store, form, "", { headers })).status).toBe(304);
      await store.transaction((tx) =>
        tx.setting.upsert({
          where: { key: "publisher" },
          update: { value: `${form}s` },
          create: { key: "publisher", value: form, updatedAt: LATER },
        }),
      );
      expect((await ask(store, form, "", { headers, method: "HEAD" })).status).toBe(200);
      for (const [query, said] of [
        ["?status=held", "takes as_of"],
        ["?as_of=yesterday", "not an instant"],
        ["?as_of=2999-01-01T00:00:00Z", "not come yet"],
      ] as const) {
        const refused = await ask(store, form, query);
        expect(refused.status).toBe(400);
        expect(await refused.text()).toContain(said);
      }
    }
  });

  it("can be had of an empty record", async () => {
    const store = await fresh();
    const descriptor = (await (await ask(store, "description")).json()) as Record<string, unknown>;
    expect(descriptor.description).toContain("Nothing is on record yet.");
    expect(descriptor).not.toHaveProperty("as_of");
    expect((await bytesOf(await ask(store, "zip"))).length).toBeGreaterThan(500);
  });
});
