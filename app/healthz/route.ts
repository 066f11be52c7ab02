export const dynamic = "force-dynamic";

/** The process lives; it says nothing of its database. */
export const GET = () => new Response("alive\n", { headers: { "Cache-Control": "no-store" } });
