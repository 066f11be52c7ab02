import http from "node:http";
import { config } from "../config";
import { attach } from "./attach";
import { Renderer } from "./renderer";

/** How long what is under way may take when the site is asked to end, in ms. */
const STOP_LIMIT = 20_000;

const fatal = (error: unknown): never => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
};

/**
 * Serves the site until it is asked to end: readers from the publisher's memory in this process, everything else from the
 * renderer in another, so that neither the making of pages nor the desk's work holds a reader up.
 */
export async function serve(): Promise<void> {
  const { host, port } = config();
  const server = http.createServer();
  server.on("error", (error: NodeJS.ErrnoException) =>
    fatal(error.code === "EADDRINUSE" ? `Port ${port} is taken.` : error),
  );
  const renderer = new Renderer((past) => front.changed(past));
  const front = attach(server, () => renderer.port);

  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, async () => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => process.exit(1), STOP_LIMIT).unref();
      await front.close();
      await renderer.stop();
      process.exit(0);
    });

  await renderer.start().catch(fatal);
  if (!stopping) server.listen(port, host);
}
