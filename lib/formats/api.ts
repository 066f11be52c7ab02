import { z } from "zod";
import { FILE_NAMES, type FileName, type Row } from "../domain/files";
import { separated } from "../domain/text";
import type { Column } from "./columns";
import { FILES } from "./files";

/** What a value of each type of column is in JSON; null is unknown, never 0 or "". */
function valueSchema({ type, values, description }: Column): z.ZodType {
  const sorts: Record<Column["type"], () => z.ZodType> = {
    text: () => z.string().nullable(),
    key: () => z.string().nullable(),
    url: () => z.url().nullable(),
    code: () => (values ? z.enum(values as [string, ...string[]]) : z.string()).nullable(),
    date: () => z.iso.date().nullable(),
    instant: () => z.iso.datetime({ precision: 3 }).nullable(),
    integer: () => z.int().nullable(),
    decimal: () => z.number().nullable(),
    boolean: () => z.boolean().nullable(),
    list: () => z.array(z.string()),
    json: () => z.record(z.string(), z.unknown()).nullable(),
  };
  return sorts[type]().describe(description.en);
}

/** One item of a noun; all of its fields may be left out where only some were asked for. */
export const itemSchema = (noun: FileName) =>
  z.strictObject(Object.fromEntries(FILES[noun].columns.map((column) => [column.name, valueSchema(column)]))).partial();

const ABOUT = {
  as_of: z.iso.datetime({ precision: 3 }).nullable().describe("Instant of the last public revision or check"),
};
export const listSchema = (noun: FileName) =>
  z.strictObject({
    data: z.array(itemSchema(noun)),
    next: z.url().nullable().describe("The next page; null on the last one"),
    ...ABOUT,
  });
export const singleSchema = (noun: FileName) => z.strictObject({ data: itemSchema(noun), ...ABOUT });

/** What every refusal says (RFC 9457). */
export const problemSchema = z.strictObject({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z
    .array(z.strictObject({ name: z.string(), fault: z.string(), value: z.string() }))
    .optional()
    .describe("Each parameter that was wrong"),
});

export type ProblemBody = z.input<typeof problemSchema>;

/** A row of a file as an item of the API. @param fields which ones; null: all, in the order of the file */
export function itemOf(noun: FileName, row: Row, fields: readonly string[] | null): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const [i, { name, type }] of FILES[noun].columns.entries()) {
    if (fields && !fields.includes(name)) continue;
    const cell = row[i] ?? null;
    if (type === "list") item[name] = separated(String(cell ?? ""));
    else if (cell === null || cell === "") item[name] = null;
    else if (type === "json") item[name] = JSON.parse(String(cell));
    else item[name] = cell;
  }
  return item;
}

const NAMES: Record<FileName, string> = {
  "corridor-days": "corridor day",
  claims: "claim",
  corridors: "corridor",
  places: "place",
  parties: "party",
  sources: "source",
  totals: "total",
  revisions: "revision",
};

type Parameter = { name: string; description: string; several?: boolean };

/** The whole API as OpenAPI 3.1, made from the schemas that its answers are checked with. @param filters those of lists */
export function openApi(
  site: { url: string; titleEn: string; licenceName: string; licenceUrl: string },
  filters: readonly Parameter[],
) {
  const parameter = ({ name, description, several }: Parameter) => ({
    name,
    in: "query",
    description,
    schema: several ? { type: "array", items: { type: "string" } } : { type: "string" },
    ...(several && { style: "form", explode: true }),
  });
  const answer = (schema: z.ZodType, description: string) => ({
    description,
    headers: { ETag: { schema: { type: "string" } } },
    content: { "application/json": { schema: z.toJSONSchema(schema) } },
  });
  const problem = (description: string) => ({
    description,
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  });
  const refusals = {
    400: problem("A parameter is wrong"),
    503: problem("Too much is asked at the moment: see Retry-After"),
  };
  const get = (id: string, summary: string, parameters: object[], schema: z.ZodType, missing = false) => ({
    get: {
      operationId: id,
      summary,
      parameters,
      responses: {
        200: answer(schema, "What is on record"),
        304: { description: "It is what If-None-Match names" },
        ...refusals,
        ...(missing && { 404: problem("Nothing of this name is on record") }),
      },
    },
  });
  const key = (noun: FileName) =>
    (noun === "corridor-days" ? ["corridor", "date"] : ["key"]).map((name) => ({
      name,
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
  const own = filters.filter(({ name }) => name === "as_of" || name === "fields").map(parameter);
  const paths = Object.fromEntries(
    FILE_NAMES.flatMap((noun) => {
      const item = `/api/v1/${noun}/${key(noun)
        .map(({ name }) => `{${name}}`)
        .join("/")}`;
      const one = get(`get-${noun}`, `One ${NAMES[noun]}`, [...key(noun), ...own], singleSchema(noun), true);
      const list = get(`list-${noun}`, FILES[noun].description.en, filters.map(parameter), listSchema(noun));
      const history =
        noun === "revisions" || noun === "totals"
          ? []
          : [
              [
                `${item}/revisions`,
                get(
                  `revisions-of-${noun}`,
                  `Every version of one ${NAMES[noun]}`,
                  [...key(noun), ...own],
                  listSchema("revisions"),
                  true,
                ),
              ],
            ];
      return [[`/api/v1/${noun}`, list], [item, one], ...history];
    }),
  );
  return {
    openapi: "3.1.0",
    info: {
      title: site.titleEn,
      version: "1",
      description:
        "Reads the record of humanitarian corridors: what was reported, by whom, never whether a route is safe.",
      license: { name: site.licenceName, ...(site.licenceUrl && { url: site.licenceUrl }) },
    },
    servers: [{ url: site.url }],
    paths,
    components: { schemas: { Problem: z.toJSONSchema(problemSchema) } },
  };
}
