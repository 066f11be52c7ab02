import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { BlockList, isIP, isIPv6 } from "node:net";
import { paths } from "../paths";
import { kindOf, log } from "./log";
import { countAnswer, passSeconds, signInFailures } from "./metrics";

/** Headers by which a stranger could make the framework believe something about the request; only we set them. */
const UNTRUSTED =
  /^(?:x-request-id|x-forwarded-.*|forwarded|x-middleware-.*|x-prerender-.*|x-next-.*|x-nextjs-.*|x-action-.*|x-invoke-.*|x-matched-path|x-now-.*|x-vercel-.*|x-tracker-.*|rsc|next-router-.*|next-url|next-html-request-id)$/;

/** What the desk's own navigation needs; public paths never get this far with them. */
const DESK_NEEDS = /^(?:rsc|next-router-.*|next-url|x-nextjs-data)$/;

/**
 * Whether a connection is from a server in front, whose word on who asks is taken: one on this machine always is.
 * @param trusted other ones, as addresses or networks
 */
export function proxies(trusted: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of ["127.0.0.0/8", "::1", ...trusted]) {
    const [address = "", bits] = entry.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    list.addSubnet(address, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  }
  return (address) => isIP(address) > 0 && list.check(address, isIPv6(address) ? "ipv6" : "ipv4");
}

/** The client's address: of a server in front its own word, the last of the list that is none of them; else the connection's. */
function clientOf({ socket, headers }: IncomingMessage, isProxy: (address: string) => boolean): string {
  const told = String(headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((address) => address.trim())
    .filter(Boolean);
  let client = socket.remoteAddress ?? "";
  while (isProxy(client)) {
    const before = told.pop();
    if (before === undefined) break;
    client = before;
  }
  return client;
}

/** Takes from a request what only we may say, and says who sent it. */
export function clean(request: IncomingMessage, isProxy: (address: string) => boolean): void {
  const client = clientOf(request, isProxy);
  for (const name of Object.keys(request.headers))
    if (UNTRUSTED.test(name) && !DESK_NEEDS.test(name)) delete request.headers[name];
  request.headers["x-forwarded-for"] = client;
}

/** Gives a request that the renderer answers a name, by which the log has it; the log and the counts hear how it ended. */
export function named(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  kind: "desk" | "passed",
): string {
  const id = randomUUID();
  const began = performance.now();
  request.headers["x-request-id"] = id;
  response.setHeader("x-request-id", id);
  response.once("close", () => {
    const seconds = (performance.now() - began) / 1000;
    const { statusCode: status } = response;
    countAnswer(kind, status);
    passSeconds.observe({ kind }, seconds);
    if (path === paths.enter && request.method === "POST" && !isEntered(response)) signInFailures.inc();
    const line = { id, method: request.method, route: kindOf(path), status, ms: Math.round(seconds * 1000) };
    if (response.writableFinished) log.info(line, "answered");
    else log.info(line, "broken off");
  });
  return id;
}

/** Whether somebody who sent the sign-in form was let in. */
const isEntered = (response: ServerResponse): boolean =>
  response.statusCode < 400 && !/problem=/.test(String(response.getHeader("location") ?? ""));
