/** The wanted slug, or the first of `wanted-2`, `wanted-3` … that is free. */
export async function freeSlug(wanted: string, isTaken: (slug: string) => Promise<unknown>): Promise<string> {
  for (let n = 1; ; n++) {
    const slug = n === 1 ? wanted : `${wanted}-${n}`;
    if (!(await isTaken(slug))) return slug;
  }
}
