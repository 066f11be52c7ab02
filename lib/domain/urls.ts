import type { Problem } from "./errors";

const TRACKING =
  /^(utm_.*|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|ref_src|cmpid|ocid|at_medium|at_campaign)$/i;

/**
 * What makes two addresses the same report: no tracking parameters, fragment, default port or trailing slash,
 * parameters in order. The address itself is kept as it was given, but for what withoutTracking() takes away.
 * @returns null for what is no http(s) address
 */
export function canonicalUrl(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.protocol !== "http:" && url.protocol !== "https:") return null;
  url.hash = "";
  url.username = "";
  url.password = "";
  url.hostname = url.hostname.replace(/\.$/, "");
  const kept = new URLSearchParams([...url.searchParams].filter(([name]) => !TRACKING.test(name)));
  kept.sort();
  url.search = kept.toString();
  // from the end: a pattern would try anew at every slash of a long row of them
  let end = url.pathname.length;
  while (end > 1 && url.pathname[end - 1] === "/") end--;
  url.pathname = url.pathname.slice(0, end);
  return url.href.replace(/\?$/, "");
}

/** An address as it was typed, without what only tells its publisher who sent the reader; other texts stay as they are. */
export function withoutTracking(address: string): string {
  if (!URL.canParse(address.trim())) return address;
  const [before = "", hash = ""] = address.trim().split(/(?=#)/, 2);
  const [path = "", query = ""] = before.split(/\?(.*)/s, 2);
  const kept = query.split("&").filter((part) => part !== "" && !TRACKING.test(part.split("=", 1)[0] ?? ""));
  return `${path}${kept.length ? `?${kept.join("&")}` : ""}${hash}`;
}

/** A name or password before the host, what browsers take for a slash, and what nobody sees. */
const DECEPTIVE = /^[a-z]+:\/\/[^/?#]*@|\\|[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/iu;

type Addresses = { url: string | null; archiveUrl: string | null };

/**
 * The addresses of a report that lead elsewhere than they seem to.
 * @param before as they are on record: what stands there is no reason to refuse another change
 */
export const addressProblems = (source: Addresses, before?: Addresses | null): Problem[] =>
  (["url", "archiveUrl"] as const).flatMap((field) => {
    const address = source[field];
    const isNew = address !== null && address !== before?.[field];
    return isNew && DECEPTIVE.test(address) ? [{ field, code: "url_deceptive" }] : [];
  });

/** An address to be read: a host with letters that are not Latin, which can look like another's, as it is looked up. */
export function shownAddress(address: string): string {
  const [, scheme = "", host = ""] = /^(https?:\/\/)([^/?#]+)/i.exec(address) ?? [];
  if (/^(\p{Script=Latin}|\P{Letter})*$/u.test(host) || !URL.canParse(address)) return address;
  return `${scheme}${new URL(address).host}${address.slice(scheme.length + host.length)}`;
}
