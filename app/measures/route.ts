import { store } from "@/lib/data/client";
import { readMeasures } from "@/lib/data/measures";

export const dynamic = "force-dynamic";

/** What the publisher counts of the record (lib/front/metrics.ts): no reader is let through to here. */
export async function GET(): Promise<Response> {
  const measured = await readMeasures(store().read, new Date());
  const { rss: residentBytes } = process.memoryUsage();
  return Response.json({ residentBytes, ...measured }, { headers: { "Cache-Control": "no-store" } });
}
