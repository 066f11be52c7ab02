// @ts-check
// Node and nothing else: one answer for every request. What any server in Node can be measured against.
import { readFileSync } from "node:fs";
import http from "node:http";

const [file = "", head = "[]"] = process.argv.slice(2);
const body = readFileSync(file);
/** @type {string[]} */
const headers = JSON.parse(head);
const server = http.createServer((_, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") console.log(address.port);
});
