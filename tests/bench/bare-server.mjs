// @ts-check
// Node and nothing else: one body for every request. What any server in Node can be measured against.
import { readFileSync } from "node:fs";
import http from "node:http";

const [file = "", encoding = "identity"] = process.argv.slice(2);
const body = readFileSync(file);
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-length": body.length,
  ...(encoding !== "identity" && { "content-encoding": encoding }),
};
const server = http.createServer((_, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address && typeof address === "object") console.log(address.port);
});
