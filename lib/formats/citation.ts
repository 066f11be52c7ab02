/**
 * The address that brings back what another one answered, whatever is corrected meanwhile.
 * @param path of a file or list of the open data
 * @param asOf the instant from which on the site said this; null for an empty record
 * @param query what was asked for
 */
export function citedAddress(site: string, path: string, asOf: Date | null, query = ""): string {
  const asked = new URLSearchParams(query);
  asked.delete("as_of");
  if (asOf) asked.set("as_of", asOf.toISOString());
  return asked.size > 0 ? `${site}${path}?${asked}` : `${site}${path}`;
}
