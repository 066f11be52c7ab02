/**
 * What the publisher keeps that is no page.
 * @param until the instant at which the day that it speaks of ends: it is not kept any longer than that; null where it
 *   speaks of no day
 */
export const published = (body: BodyInit, type: string, until: Date | null): Response =>
  new Response(body, { headers: { "Content-Type": type, ...(until && { "X-Until": until.toISOString() }) } });

/** In the place of what does not exist; the publisher answers with the ordinary page for that. */
export const nothing = (): Response => new Response(null, { status: 404 });
