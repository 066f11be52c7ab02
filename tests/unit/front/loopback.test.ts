import http from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterEach, expect, it } from "vitest";
import { loopback } from "@/lib/front/loopback";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A renderer that closes a connection in the moment in which it is used for the second time. */
async function tired() {
  const used = new WeakSet<Socket>();
  const seen = { connections: 0, requests: 0 };
  const server = http.createServer((request, response) => {
    seen.requests++;
    if (used.has(request.socket)) return request.socket.destroy();
    used.add(request.socket);
    seen.connections++;
    response.end("a page");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(() => server.close());
  return { port: (server.address() as AddressInfo).port, seen: () => seen };
}

it("loses no page to a connection that was closed in the moment in which it was used again", async () => {
  const { port, seen } = await tired();
  const { render, close } = loopback(() => port, "example.org");
  ends.push(close);
  for (let i = 0; i < 3; i++) expect((await render("/en")).body.toString()).toBe("a page");
  expect(seen()).toEqual({ connections: 3, requests: 5 });
});

it("does not ask again where a new connection was closed", async () => {
  let requests = 0;
  const server = http.createServer(({ socket }) => {
    requests++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { render, close } = loopback(() => port, "example.org");
  ends.push(close, () => server.close());
  await expect(render("/en")).rejects.toThrow("socket hang up");
  expect(requests).toBe(1);
});

it("hands on until when what is no HTML may be kept, and nothing where that is not said", async () => {
  const server = http.createServer((request, response) => {
    if (request.url === "/badge.svg") response.setHeader("x-until", "2001-02-04T00:00:00.000Z");
    response.end("<svg/>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { render, close } = loopback(() => port, "example.org");
  ends.push(close, () => server.close());
  expect((await render("/badge.svg")).until).toBe("2001-02-04T00:00:00.000Z");
  expect((await render("/icon.svg")).until).toBe("");
});

it("is told where a long address leads, though the answer repeats it more than once", async () => {
  const server = http.createServer((request, response) => {
    response.writeHead(308, { location: `${request.url}&led`, refresh: `0;url=${request.url}&led` }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { render, close } = loopback(() => port, "example.org");
  ends.push(close, () => server.close());
  const path = `/api/v1/claims/?q=${"q".repeat(15_000)}`;
  expect((await render(path)).location).toBe(`${path}&led`);
});

it("has no page while there is no renderer", async () => {
  const { render, close } = loopback(() => null, "example.org");
  ends.push(close);
  await expect(render("/en")).rejects.toThrow("there is no renderer");
});
