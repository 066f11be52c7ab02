import type { IncomingMessage } from "node:http";
import { type BrotliCompress, constants, createBrotliCompress, createGzip, type Gzip } from "node:zlib";

export type Encoding = "br" | "gzip" | "identity";

const TEXT = /^(?:text\/|image\/svg|application\/(?:json|javascript|[a-z.-]+\+(?:json|xml)|xml|manifest))/;

/** Whether content of a type grows smaller by being compressed. @param type as in Content-Type */
export const isText = (type: string | undefined): boolean => TEXT.test(type ?? "");

/** The smallest form that the client accepts; a form with `q=0` is refused. */
export function encodingFor(accepted: string): Encoding {
  const offers = new Map(
    accepted.split(",").map((part) => {
      const [name = "", ...params] = part.trim().toLowerCase().split(";");
      const q = params.map((param) => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find((value) => value !== undefined);
      return [name.trim(), q === undefined ? 1 : Number(q)] as const;
    }),
  );
  const takes = (name: string) => (offers.get(name) ?? offers.get("*") ?? 0) > 0;
  return takes("br") ? "br" : takes("gzip") ? "gzip" : "identity";
}

const known = new Map<string, Encoding>();
/** Browsers of one sort all say the same: what was once understood is looked up. */
export function encodingOf({ headers }: IncomingMessage): Encoding {
  const accepted = String(headers["accept-encoding"] ?? "");
  const before = known.get(accepted);
  if (before) return before;
  const encoding = encodingFor(accepted);
  if (known.size < 200 && accepted.length < 100) known.set(accepted, encoding);
  return encoding;
}

/** Makes what flows through it smaller, outside of this thread; every part that goes in comes out without delay. */
export const compressor = (encoding: Exclude<Encoding, "identity">): Gzip | BrotliCompress =>
  encoding === "gzip"
    ? createGzip({ flush: constants.Z_SYNC_FLUSH })
    : createBrotliCompress({
        flush: constants.BROTLI_OPERATION_FLUSH,
        params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
      });

/**
 * Whether the client has a version, in whatever encoding it got it.
 * @param header its If-None-Match
 * @param etag the version's, without quotes
 */
export function knows(header: string | undefined, etag: string): boolean {
  if (!header) return false;
  return header.split(",").some((tag) => {
    const opaque = /^\s*(?:W\/)?"([^"]*)"\s*$/.exec(tag)?.[1];
    return opaque !== undefined && opaque.replace(/-(?:br|gzip)$/, "") === etag;
  });
}
