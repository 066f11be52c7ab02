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
