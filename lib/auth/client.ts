/** Who is knocking, as far as the throttle has to tell people apart. */
export type Client = {
  /** The client's network. Kept in memory for minutes, never stored but as a part of an HMAC. */
  network: string;
  /** The signed mark of a browser in which this very person has signed in before; null for any other. */
  device: string | null;
};

/** The eight groups of an IPv6 address, or null. */
function groupsOf(address: string): string[] | null {
  const [head, tail, ...rest] = address.split("::");
  if (head === undefined || rest.length > 0) return null;
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 0) return null;
  const groups = [...left, ...Array<string>(missing).fill("0"), ...right];
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) ? groups : null;
}

/**
 * The network that an address belongs to: what one household or office gets, so that a neighbouring address is no
 * fresh start (IPv4 /24, IPv6 /48). Behind a reverse proxy only the last address of the list is the proxy's own word;
 * those before it may have been made up by the client.
 * @param forwarded `x-forwarded-for`, which Next fills in from the connection where it is missing
 */
export function networkOf(forwarded: string | null): string {
  const address = forwarded?.split(",").at(-1)?.trim() ?? "";
  const v4 = /^(?:::ffff:)?(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}(?::\d+)?$/i.exec(address);
  if (v4) return `${v4[1]}.0/24`;
  const groups = groupsOf(address.replace(/^\[|\](?::\d+)?$|%.*$/g, ""));
  if (!groups) return "unknown";
  const network = groups.slice(0, 3).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/48`;
}
