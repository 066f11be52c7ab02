/** What every slug looks like: Latin letters and digits in lower case, in groups joined by hyphens. */
export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
export const LONGEST_SLUG = 100;

/** Whether a text from an address can be a slug at all: only such ones are asked of the database. */
export const isSlug = (text: string): boolean => text.length <= LONGEST_SLUG && SLUG.test(text);

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
