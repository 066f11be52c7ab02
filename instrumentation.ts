/**
 * Hands the publisher to server.mjs, which waits for it. Nobody waits under plain `next start` or `next dev`: they serve
 * pages without it.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const hand = (globalThis as { [key: symbol]: ((attach: unknown) => void) | undefined })[Symbol.for("tracker.front")];
  if (hand) hand((await import("./lib/front/attach")).attach);
}
