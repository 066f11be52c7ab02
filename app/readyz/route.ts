import { store } from "@/lib/data/client";

export const dynamic = "force-dynamic";

/** Whether the process reaches its database: 200, or 503 without a word why. */
export async function GET(): Promise<Response> {
  const headers = { "Cache-Control": "no-store" };
  try {
    await store().read.setting.count();
    return new Response("ready\n", { headers });
  } catch (error) {
    console.error(error);
    return new Response("not ready\n", { status: 503, headers });
  }
}
