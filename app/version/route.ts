import { isAway, store } from "@/lib/data/client";
import { forgetPast } from "@/lib/data/past-shelf";
import { readVersion } from "@/lib/data/version";
import { hearWrites } from "@/lib/data/written";
import { somebodyWrote } from "@/lib/front/signal";

export const dynamic = "force-dynamic";

let past: string | undefined;
let listening = false;

/** Which version of the record there is, for the publisher (lib/front/watch.ts): no reader is let through to here. */
export async function GET(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  if (!listening) hearWrites(store().url, somebodyWrote);
  listening = true;
  try {
    const version = await readVersion(store().read);
    // another instance, or a command, may have redacted something
    if (past !== undefined && past !== version.past) forgetPast();
    past = version.past;
    return Response.json(version, { headers });
  } catch (error) {
    // asked every second: whoever asks says once that it is away, and once that it is back
    if (!isAway(error)) throw error;
    return new Response("The database cannot be reached.\n", { status: 503, headers });
  }
}
