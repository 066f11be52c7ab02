import type { IncomingMessage } from "node:http";
import { expect, it } from "vitest";
import { clean, proxies } from "@/lib/front/arriving";

/** By whom a request is taken to be sent. */
function sender(from: string, forwarded: string | undefined, trusted: string[] = []): unknown {
  const headers: Record<string, string> = {
    "x-forwarded-host": "evil.example",
    "x-request-id": "mine",
    forwarded: "for=x",
  };
  if (forwarded !== undefined) headers["x-forwarded-for"] = forwarded;
  const request = { socket: { remoteAddress: from }, headers } as unknown as IncomingMessage;
  clean(request, proxies(trusted));
  expect(Object.keys(request.headers)).toEqual(["x-forwarded-for"]);
  return request.headers["x-forwarded-for"];
}

it.each([
  ["a stranger's word is not taken", "203.0.113.7", "198.51.100.1", [], "203.0.113.7"],
  ["a server in front on this machine is believed", "127.0.0.1", "198.51.100.1", [], "198.51.100.1"],
  ["also where sockets of both kinds are one", "::ffff:127.0.0.1", "198.51.100.1", [], "198.51.100.1"],
  ["one elsewhere is not, unless it is named", "10.0.0.5", "198.51.100.1", [], "10.0.0.5"],
  ["a named one is", "10.0.0.5", "198.51.100.1", ["10.0.0.5"], "198.51.100.1"],
  ["and one of a named network", "10.0.0.77", "198.51.100.1", ["10.0.0.0/24", "fd00::/8"], "198.51.100.1"],
  ["of either kind", "fd00::17", "2001:db8::1", ["10.0.0.0/24", "fd00::/8"], "2001:db8::1"],
  [
    "what a stranger told the server in front is not taken",
    "127.0.0.1",
    "192.0.2.66, 198.51.100.1",
    [],
    "198.51.100.1",
  ],
  [
    "two servers in front are passed over",
    "127.0.0.1",
    "192.0.2.66, 198.51.100.1, 10.0.0.5",
    ["10.0.0.5"],
    "198.51.100.1",
  ],
  ["a server in front that says nothing asks itself", "127.0.0.1", undefined, [], "127.0.0.1"],
])("%s", (_, from, forwarded, trusted, client) => {
  expect(sender(from, forwarded, trusted)).toBe(client);
});
