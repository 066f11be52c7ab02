// In place of the renderer, for tests of what starts it: listens, and ends or tells of a change, its own or somebody else's, when it is asked to.
import http from "node:http";

const server = http.createServer((request, response) => {
  if (request.url === "/end") process.exit(3);
  if (request.url === "/stir") process.send({ kind: "stirred" });
  if (request.url !== "/save") return response.end(String(process.pid));
  process.once("message", ({ kind, id }) => response.end(`${kind} ${id}`));
  process.send({ kind: "changed", id: 7, past: false });
});
server.listen(0, "127.0.0.1", () => process.send({ kind: "listening", port: server.address().port }));
process.on("message", ({ kind }) => kind === "stop" && process.exit(0));
process.on("disconnect", () => process.exit(0));
