/** How long a one-time link can be opened, in ms. */
export const LINK_AGE = 24 * 60 * 60_000;

export const isOpenLink = (link: { expiresAt: Date; usedAt: Date | null; voidedAt: Date | null }, now: Date): boolean =>
  link.usedAt === null && link.voidedAt === null && now < link.expiresAt;
