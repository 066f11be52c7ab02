import { once } from "node:events";
import type http from "node:http";
import type { AddressInfo } from "node:net";

/** Lets a server of a test listen on a free port of the loopback. */
export async function listening(server: http.Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
