import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { asKept, instantOf, lasting, strip, untilOf, withVersion } from "./strip";

/** What the renderer answered for a path. */
export type Rendered = {
  status: number;
  type: string;
  body: Buffer;
  location?: string | undefined;
  /** Where a list goes on. */
  link?: string | undefined;
  /** Where the body is no HTML and speaks of a day: the instant at which that day ends. */
  until?: string | undefined;
};

/** One body, ready to be sent. The ETag names its version: what it says, whenever it was made and however compressed. */
export type Body = { etag: string; identity: Buffer; gzip: Buffer; br: Buffer };

export type Page = {
  status: number;
  type: string;
  location?: string | undefined;
  link?: string | undefined;
  fresh: Body;
  /** The same, saying that it could not be renewed. */
  kept: Body;
  /** When the renderer made it. */
  at: number;
  /** Until when it may be served without being renewed, ms since the epoch. */
  until: number;
};

/** Of brotli, where somebody waits. */
export const QUICK = 5;

const compressed = { gzip: promisify(gzip), br: promisify(brotliCompress) };
const DAY = 86_400_000;

/**
 * A page as readers get it, in every encoding.
 * @param at when it was asked for, ms since the epoch
 */
export async function pageOf(rendered: Rendered, at: number): Promise<Page> {
  const { status, type, location, link } = rendered;
  if (location || !type.startsWith("text/html")) {
    const fresh = await bodyOf(location ? Buffer.alloc(0) : rendered.body);
    const until = instantOf(rendered.until)?.getTime() ?? at + DAY;
    return { status, type, location, link, fresh, kept: fresh, at, until };
  }
  const raw = rendered.body.toString("utf8");
  // what the framework says of a page that does not exist is empty; its status is all that is wanted of it
  const stripped = status === 404 && raw.includes('id="__next_error__"') ? "" : strip(raw);
  const version = nameOf(lasting(stripped));
  const html = withVersion(stripped, version);
  const fresh = await bodyOf(Buffer.from(html), version);
  const marked = asKept(html);
  const kept = marked === html ? fresh : await bodyOf(Buffer.from(marked));
  return { status, type, location, fresh, kept, at, until: untilOf(html)?.getTime() ?? at + DAY };
}

const nameOf = (content: string | Buffer): string =>
  createHash("sha256").update(content).digest("base64url").slice(0, 22);

async function bodyOf(identity: Buffer, etag = nameOf(identity)): Promise<Body> {
  return { etag, identity, gzip: await compressed.gzip(identity, { level: 9 }), br: await brotliOf(identity, QUICK) };
}

export function brotliOf(identity: Buffer, quality: number): Promise<Buffer> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: identity.length };
  return compressed.br(identity, { params });
}

/** The bytes that a page takes; one that leads elsewhere is not kept. */
export function sizeOf(page: Page): number {
  if (page.location) return 0;
  const bodies = page.kept === page.fresh ? [page.fresh] : [page.fresh, page.kept];
  return bodies.reduce((sum, body) => sum + body.identity.length + body.gzip.length + body.br.length, 0);
}
