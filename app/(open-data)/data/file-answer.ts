import { isKnown } from "@/app/(open-data)/known";

export type Sent = {
  type: string;
  /** Under which name it is kept; null where it is to be looked at. */
  name: string | null;
  /** Of its version, without quotes: weak, for the same content may be compressed on the way or not. */
  tag: string;
  /** It is of an instant for which all that will ever be on record is. */
  settled: boolean;
  /** The address that brings back this very content; null where none does. */
  cite: string | null;
};

/** What a file of the open data is sent with. */
export const fileHeaders = ({ type, name, tag, settled, cite }: Sent): Headers =>
  new Headers({
    "Content-Type": type,
    ...(name && { "Content-Disposition": `attachment; filename="${name}"` }),
    // a redaction has to reach every copy soon; a save under way may still bear an instant of this minute
    "Cache-Control": `public, max-age=${settled ? 300 : 10}`,
    ETag: `W/"${tag}"`,
    Vary: "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    // RFC 8574
    ...(cite && { Link: `<${cite}>; rel="cite-as"` }),
  });

/** The answer that needs no content: to HEAD, and to whoever has this version; null for everybody else. */
export function withoutContent(request: Request, tag: string, headers: Headers): Response | null {
  const same = isKnown(request, `"${tag}"`);
  return same || request.method === "HEAD" ? new Response(null, { status: same ? 304 : 200, headers }) : null;
}
