import { once } from "node:events";
import http from "node:http";
import net from "node:net";
import { afterEach, expect, it } from "vitest";
import { drained } from "@/lib/front/drained.mjs";
import { listening } from "@/tests/support/listening";

const REQUEST = "GET / HTTP/1.1\r\nHost: corridors.example.org\r\n\r\n";
const sockets: net.Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
});

/** A server that answers everything, as one in front sees it. */
async function served() {
  const server = http.createServer((_, response) => response.end("answered"));
  const port = await listening(server);
  const connect = () => {
    const socket = net.connect(port, "127.0.0.1").setEncoding("utf8");
    sockets.push(socket);
    return socket;
  };
  return { server, connect };
}

const answerOn = async (socket: net.Socket) => String((await once(socket, "data"))[0]);

/** A connection that is kept open after it was answered. */
async function kept(connect: () => net.Socket): Promise<net.Socket> {
  const socket = connect();
  socket.write(REQUEST);
  await answerOn(socket);
  return socket;
}

it("a request that had come over an open connection when the site was asked to end is answered", async () => {
  const { server, connect } = await served();
  const socket = await kept(connect);
  // it lies in the kernel: nobody has read it yet
  socket.write(REQUEST);
  const ended = drained(server);
  expect(await answerOn(socket)).toContain("answered");
  await ended;
});

it("a connection that waited to be let in is let in and answered", async () => {
  const { server, connect } = await served();
  const socket = connect();
  socket.write(REQUEST);
  const ended = drained(server);
  expect(await answerOn(socket)).toContain("answered");
  await ended;
});

it("what is idle is closed, and nobody is let in any more", async () => {
  const { server, connect } = await served();
  const socket = await kept(connect);
  const gone = once(socket, "close");
  await drained(server);
  await gone;
  const [error] = await once(connect(), "error");
  expect(error.code).toBe("ECONNREFUSED");
});
