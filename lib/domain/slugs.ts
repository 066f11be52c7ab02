import type { Purpose } from "./vocabulary";

/** What every slug looks like: Latin letters and digits in lower case, in groups joined by hyphens. */
export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const LONGEST_SLUG = 100;

/** Whether a text from an address can be a slug at all: only such ones are asked of the database. */
export const isSlug = (text: string): boolean => text.length <= LONGEST_SLUG && SLUG.test(text);

/** The longest of a corridor: with room for a number behind it, where another one has it already. */
const LONGEST_CORRIDOR = 95;

/** The slug of a corridor from those of its ends; what is too long of them is cut, and never what tells its purpose. */
export function corridorSlug(origin: string, destination: string, purpose: Purpose): string {
  const behind = purpose === "aid" ? "-aid" : "";
  const ends = `${origin}-to-${destination}`.slice(0, LONGEST_CORRIDOR - behind.length).replace(/-+$/, "");
  return ends + behind;
}

/** A slug from a Latin name: `Médecins Sans Frontières` → `medecins-sans-frontieres`; "" where nothing Latin is in it. */
export const slugFrom = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’ʼ]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 80)
    .replace(/-+$/, "");
