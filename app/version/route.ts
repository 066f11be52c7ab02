import { isAway, store } from "@/lib/data/client";
import { readVersion } from "@/lib/data/version";

export const dynamic = "force-dynamic";

/** Which version of the record there is, for the publisher (lib/front/watch.ts): no reader is let through to here. */
export async function GET(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    return Response.json(await readVersion(store().read), { headers });
  } catch (error) {
    // asked every second: whoever asks says once that it is away, and once that it is back
    if (!isAway(error)) throw error;
    return new Response("The database cannot be reached.\n", { status: 503, headers });
  }
}
