import { answer, problem, wrongQuery } from "@/app/api/v1/answering";
import { store } from "@/lib/data/client";
import { readRows } from "@/lib/data/exported-pages";
import { type OpenExport, openExport, TooManyExports } from "@/lib/data/exports";
import { ALL_ROWS, type Seek } from "@/lib/data/exports/export";
import { openPastExport } from "@/lib/data/past-exports";
import { PastNotReady, TooManyPasts } from "@/lib/data/past-shelf";
import { readSite, siteUrl } from "@/lib/data/site";
import { type ApiQuery, cursorAfter, parseApiQuery } from "@/lib/domain/api-query";
import { FILE_NAMES, type FileName } from "@/lib/domain/files";
import { isSettled } from "@/lib/domain/instants";
import type { EntryKind } from "@/lib/domain/vocabulary";
import { itemOf, openApi } from "@/lib/formats/api";
import { API_PARAMETERS } from "@/lib/formats/api-words";
import { FILES } from "@/lib/formats/files";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ path: string[] }> };

const KINDS: Partial<Record<FileName, EntryKind>> = {
  "corridor-days": "corridor_day",
  claims: "claim",
  corridors: "corridor",
  places: "place",
  parties: "party",
  sources: "source",
};
const NOW_SECONDS = 10;
const PAST_SECONDS = 300;

/** What an address names: a list, one item, or the versions of one. */
type Asked = { noun: FileName; key: string | null; history: boolean };

function askedBy([name, ...rest]: readonly string[]): Asked | null {
  const noun = FILE_NAMES.find((known) => known === name);
  if (!noun) return null;
  const history = rest.at(-1) === "revisions" && KINDS[noun] !== undefined;
  const key = (history ? rest.slice(0, -1) : rest).join("/");
  const shape =
    noun === "corridor-days" ? /^[a-z0-9-]+\/\d{4}-\d{2}-\d{2}$/ : noun === "revisions" ? /^\d{1,12}$/ : /^[a-z0-9-]+$/;
  if (key === "") return history || rest.length > 0 ? null : { noun, key: null, history };
  return shape.test(key) ? { noun, key, history } : null;
}

async function open(file: FileName, { filters, asOf }: ApiQuery, request: Request, now: Date) {
  const db = store();
  return asOf
    ? openPastExport(db, file, filters, asOf, request.signal)
    : openExport(db.url, file, filters, now, request.signal);
}

async function answered(request: Request, { noun, key, history }: Asked): Promise<Response> {
  const now = new Date();
  const url = new URL(request.url);
  const single = key !== null;
  const file = history ? "revisions" : noun;
  const columns = FILES[file].columns.map(({ name }) => name);
  const parsed = parseApiQuery(url.searchParams, file, columns, now, single);
  if (!parsed.ok) return wrongQuery(parsed.problems);
  const { query } = parsed;
  const opened = await open(file, query, request, now);
  if (!opened.ok) return wrongQuery(opened.unknown);
  const kind = KINDS[noun];
  const seek: Seek = {
    ...ALL_ROWS,
    after: query.after,
    since: query.since,
    changes: query.changes,
    ...(history && kind && key !== null ? { entry: { kind, key } } : { only: key }),
  };
  const { recorded } = opened as OpenExport;
  const { rows, more, until } = await readRows(opened, file, seek, history ? Number.MAX_SAFE_INTEGER : query.limit);
  const data = rows.map((row) => itemOf(file, row, query.fields));
  const about = { as_of: recorded?.toISOString() ?? null };
  const seconds = query.asOf && isSettled(query.asOf, now) ? PAST_SECONDS : NOW_SECONDS;
  if (single && rows.length === 0) return problem(404, `There is no ${noun} under ${key}.`);
  if (single && !history) return answer(request, { data: data[0], ...about }, { seconds, until });
  url.searchParams.set("cursor", cursorAfter(String(rows.at(-1)?.[0] ?? "")));
  const next = more ? `${siteUrl()}${url.pathname}${url.search}` : null;
  return answer(request, { data, next, ...about }, { seconds, until, next });
}

async function respond(request: Request, { params }: Context): Promise<Response> {
  const { path } = await params;
  if (path.join("/") === "openapi.json") {
    const parameters = API_PARAMETERS.map((one) => ({ ...one, description: one.description.en }));
    return answer(request, openApi(await readSite(store().read), parameters), { seconds: PAST_SECONDS });
  }
  const asked = askedBy(path);
  if (!asked)
    return problem(
      404,
      `There is no such address. There are: ${FILE_NAMES.map((name) => `/api/v1/${name}`).join(", ")}.`,
    );
  try {
    return await answered(request, asked);
  } catch (error) {
    const soon = error instanceof PastNotReady;
    const tooMany = error instanceof TooManyExports || error instanceof TooManyPasts;
    if (!soon && !tooMany && !request.signal.aborted) console.error("The API could not answer:", error);
    const detail = soon || tooMany ? "Too much is asked at the moment." : "The record cannot be read at the moment.";
    return problem(503, `${detail} Please try again in a moment.`, { headers: { "Retry-After": soon ? "10" : "30" } });
  }
}

/** Only reading: a method that would change something has no meaning here. */
const refused = () => problem(405, "This can only be read.", { headers: { Allow: "GET, HEAD, OPTIONS" } });

/** What a browser asks before a page of another site may read. */
const options = () =>
  new Response(null, {
    status: 204,
    headers: {
      Allow: "GET, HEAD, OPTIONS",
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Methods": "GET, HEAD",
      "Access-Control-Allow-Headers": "If-None-Match",
      "Access-Control-Max-Age": "86400",
    },
  });

export {
  options as OPTIONS,
  refused as DELETE,
  refused as PATCH,
  refused as POST,
  refused as PUT,
  respond as GET,
  respond as HEAD,
};
