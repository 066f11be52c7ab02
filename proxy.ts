import { type NextRequest, NextResponse } from "next/server";
import { FOREIGN, METHOD_HEADER, passage } from "@/lib/auth/door";

// The door of the desk where no publisher stands in front, as in development: it has let through whatever comes from it.
// Public pages pass no proxy: they are the same for everybody.
export const config = {
  matcher: [
    { source: "/:locale(en|uk)/:room(desk|sign-in|link)/:path*", missing: [{ type: "header", key: "x-tracker-door" }] },
    { source: "/api/auth/:path*", missing: [{ type: "header", key: "x-tracker-door" }] },
  ],
};

/** Headers of a request that only a server in front may set, or only Next itself. */
const UNTRUSTED = /^(?:x-forwarded-(?!for$)|forwarded$|x-middleware-|x-action-forwarded$|x-prerender-|x-next-revalid)/;

export function proxy(request: NextRequest): NextResponse {
  const told = (name: string) => request.headers.get(name) ?? undefined;
  const { method } = request;
  const found = passage({ method, origin: told("origin"), host: told("host"), cookie: told("cookie") });
  if (!found) return new NextResponse(FOREIGN.body, { status: 403, headers: FOREIGN.headers });
  const headers = new Headers(request.headers);
  for (const name of [...headers.keys()]) if (UNTRUSTED.test(name)) headers.delete(name);
  headers.set(METHOD_HEADER, method);
  for (const [name, value] of Object.entries(found.request)) headers.set(name, value);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(found.answer)) response.headers.set(name, value);
  if (found.cookie) response.headers.append("set-cookie", found.cookie);
  return response;
}
