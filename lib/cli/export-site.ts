// npm run export:site -- --to DIR: writes the whole public site as it is now as files, for mirrors and for regions from which
// the site cannot be reached. They open from any file server, in any folder, and from a disk. Needs a build (npm run build).
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { elapsed, Halt } from "@/lib/cli/bootstrap.mjs";
import { built } from "@/lib/cli/builds";
import { command } from "@/lib/cli/command";
import { requireDatabase } from "@/lib/cli/preparing";
import { progress } from "@/lib/cli/progress";
import { freePort, spawnServer, stopServer, untilReady } from "@/lib/cli/serving";
import { config } from "@/lib/config";
import { signatureOf } from "@/lib/data/checkpoint";
import { store } from "@/lib/data/client";
import { readSettings } from "@/lib/data/settings";
import { LOCALES } from "@/lib/domain/vocabulary";
import { asCopy, linkedFrom, mirrorFile } from "@/lib/formats/mirror";
import { instant } from "@/lib/i18n/format";
import { translator } from "@/lib/i18n/messages";
import { paths } from "@/lib/paths";

const AT_ONCE = 4;
const SUMS = "SHA256SUMS";
/** What no page links to. */
const FIRST = [...LOCALES.map(paths.board), paths.sitemap, paths.feed, paths.feedJson, "/robots.txt", "/favicon.ico"];
/** There only where the site signs its record. */
const SIGNED = [paths.checkpoint, paths.checkpointKey];

type Taken = { type: string; body: Buffer };

/** Takes everything that can be reached from the first pages. */
async function take(server: string, site: string, signed: boolean): Promise<Map<string, Taken>> {
  const taken = new Map<string, Taken>();
  const known = new Set<string>([...FIRST, ...(signed ? SIGNED : [])]);
  const waiting = [...known];
  const shown = progress();
  const takeOne = async (from: string) => {
    const answer = await fetch(server + from, { redirect: "manual" });
    // a page may lead to another one, which has a file of its own
    if (answer.status >= 300 && answer.status < 400) return;
    if (!answer.ok) throw new Halt(`${from} was answered with ${answer.status}. Nothing was written.`);
    if (answer.headers.has("x-kept-page")) throw new Halt(`${from} could not be renewed. Nothing was written.`);
    const type = answer.headers.get("content-type") ?? "";
    const body = Buffer.from(await answer.arrayBuffer());
    taken.set(from, { type, body });
    for (const found of linkedFrom(body.toString("utf8"), type, from, site))
      if (!known.has(found)) {
        known.add(found);
        waiting.push(found);
      }
    shown.show("Files", taken.size, known.size);
  };
  const work = async () => {
    for (let from = waiting.shift(); from !== undefined; from = waiting.shift()) await takeOne(from);
  };
  // whoever finds nothing to do may find something when another one has read its page
  while (waiting.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, work));
  shown.end();
  return taken;
}

await command(async () => {
  const { values } = parseArgs({ options: { to: { type: "string" } } });
  if (!values.to) throw new Halt("Say where to: npm run export:site -- --to DIR");
  const settings = config("production");
  const folder = path.resolve(settings.root, values.to);
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Halt(`${folder} is not empty.`);
  if (!built(settings.root)) throw new Halt("There is no build yet; run: npm run build");
  await requireDatabase(settings);
  const { timeZone: zone } = await readSettings(store().read);
  await store().close();
  const start = performance.now();

  const host = "127.0.0.1";
  const port = await freePort();
  // forms are of no use here, so that a desk would only take a port
  const environment = { DESK_URL: "", DESK_HOST: "", DESK_PORT: "", SITE_URL: settings.siteUrl };
  const server = spawnServer({ root: settings.root, host, port, environment }, "start");
  let taken: Map<string, Taken>;
  try {
    await untilReady(server, { host, port });
    taken = await take(`http://${host}:${port}`, settings.siteUrl, settings.checkpointKey !== undefined);
  } finally {
    await stopServer(server);
  }

  const sums: string[] = [];
  const write = (name: string, body: Buffer) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, body);
    sums.push(`${createHash("sha256").update(body).digest("hex")}  ${name}`);
  };
  for (const [from, { type, body }] of taken) {
    const locale = LOCALES.find((each) => `${from}/`.startsWith(`/${each}/`)) ?? "en";
    const notice = (made: Date) =>
      translator(locale)("page.copy", { site: settings.siteUrl, time: instant(locale, made, zone) });
    const page = () =>
      Buffer.from(
        asCopy(body.toString("utf8"), { path: from, site: settings.siteUrl, has: (other) => taken.has(other), notice }),
      );
    const written = type.startsWith("text/html") ? page() : body;
    write(mirrorFile(from), written);
    // what a file server shows first
    if (from === paths.board("en")) write("index.html", written);
  }
  const list = `${sums.sort().join("\n")}\n`;
  writeFileSync(path.join(folder, SUMS), list);
  const signature = signatureOf(list);
  if (signature) writeFileSync(path.join(folder, `${SUMS}.sig`), signature);
  console.log(`${taken.size} pages and files in ${folder}; their checksums are in ${SUMS}. ${elapsed(start)}`);
  return 0;
});
