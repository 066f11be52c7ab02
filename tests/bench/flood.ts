import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqliteFile } from "@/lib/data/dialect";
import { addDays } from "@/lib/domain/dates";
import { needed, raw, startBare } from "@/tests/bench/bare";
import { SIZE } from "@/tests/bench/board";
import { corridorNamed, edit, type MadeUpDay, openDesk, timeSaves } from "@/tests/bench/editing";
import { measureLists } from "@/tests/bench/lists";
import { LOADER, load } from "@/tests/bench/load";
import { figure, quantile, type Report } from "@/tests/bench/report";
import { READERS, rush } from "@/tests/bench/rush";
import { madeUpFile } from "@/tests/bench/stores";
import { FROM_THE_START, fromTheStart, type Running, type Starts, type Turns, turnsOf } from "@/tests/bench/turns";
import { startServer } from "@/tests/support/server";
import type { Visitor } from "@/tests/support/visitor";

const CONNECTIONS = 256;
const SECONDS = 15;
/** How often an editor publishes, in ms. */
const EVERY = 1_000;
const RUSHES = 5;

/** What an editor went through with every edit, ms: until the save was answered, and from then until a reader saw it. */
type Edits = { save: number[]; seen: number[] };

/** A day before the record of the made-up store, another one each time: nothing has been said about it. */
let published = 0;
const nextDay = (): MadeUpDay => ({ corridor: corridorNamed(1), date: addDays(SIZE.until, -SIZE.days - ++published) });

/** Publishes a day every second, and looks as the next reader for what was published, until `work` has ended. */
async function editing(visitor: Visitor, origin: string, work: Promise<unknown>): Promise<Edits> {
  const edits: Edits = { save: [], seen: [] };
  let ended = false;
  const end = () => {
    ended = true;
  };
  work.then(end, end);
  while (!ended) {
    const began = performance.now();
    const day = nextDay();
    const note = `This is edit ${published} of the flood.`;
    const { save } = await edit(visitor, day, note);
    const saved = performance.now();
    const page = `${origin}/en/corridors/${day.corridor}/${day.date}`;
    while (!(await (await fetch(page)).text()).includes(note))
      if (performance.now() - saved > 30_000) throw new Error("an edit was not seen within half a minute");
    edits.save.push(save);
    edits.seen.push(performance.now() - saved);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, EVERY - (performance.now() - began))));
  }
  return edits;
}

/**
 * Readers in a crowd while an editor publishes; lists that are asked of the database; signing in.
 * @param directus where a Directus runs to be measured beside
 */
export async function measureFlood({ directus }: { directus?: string | undefined } = {}): Promise<Report[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-flood-"));
  try {
    const file = path.join(folder, "flood.db");
    copyFileSync(sqliteFile((await madeUpFile(SIZE)).url), file);
    const databaseUrl = `file:${file}`;
    console.error("· The board for 256 readers at once …");
    const quiet = await fromTheStart(() => besideBare(databaseUrl), "gzip", CONNECTIONS);
    const server = await startServer({ databaseUrl });
    try {
      console.error("· The board with an editor at work …");
      return [...(await crowd(server, quiet)), ...(await measureLists(directus))];
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const boardOf = (server: { url: string }) => `${server.url}/en`;
const NAMES = ["npm start", "bare Node, the same answer", "bare Node, the same body alone"];

/** Starts the site, and what NAMES says beside it. */
async function besideBare(databaseUrl: string): Promise<Running> {
  const server = await startServer({ databaseUrl });
  const board = boardOf(server);
  const { headers, body } = await raw(board, "gzip");
  const bares = [await startBare(headers, body), await startBare(needed(headers), body)];
  const urls = [board, ...bares.map(({ url }) => url)];
  return { urls, stop: () => Promise.all([server, ...bares].map((one) => one.stop())) };
}

/** @param quiet what came of readers while nobody published */
async function crowd(server: { url: string; databaseUrl: string }, quiet: readonly Starts[]): Promise<Report[]> {
  const board = boardOf(server);
  const visitor = await openDesk(server.databaseUrl, server.url);
  // to warm up
  await timeSaves(visitor, nextDay);
  const idle = await editing(visitor, server.url, new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000)));
  const { body } = await raw(board, "gzip");
  await load(board, "gzip", { connections: CONNECTIONS, seconds: SECONDS });
  const flood = load(board, "gzip", { connections: CONNECTIONS, seconds: SECONDS, counting: true });
  const busy = await editing(visitor, server.url, flood);
  const during = await flood;
  const rushes: Awaited<ReturnType<typeof rush>>[] = [];
  for (let n = 0; n < RUSHES; n++) {
    const edited = new Date();
    await edit(visitor, nextDay(), "Before the rush.");
    rushes.push(await rush(server.url, "/en", edited));
  }

  const row = (name: string, { perSecond, p50, p99, errors }: Turns, shares: readonly number[]) => {
    const cells = [name, figure(perSecond), figure(p50, 1), figure(p99, 1), errors];
    return [...cells, ...[0, 1, 2].map((n) => (shares[n] === undefined ? "" : figure(shares[n], 2)))];
  };
  const times = (name: string, taken: readonly number[]) => {
    const sorted = [...taken].sort((a, b) => a - b);
    return [name, sorted.length, ...[0.5, 0.95, 1].map((p) => figure(quantile(sorted, p)))];
  };
  return [
    {
      title: "The board in a flood",
      columns: ["server", "requests/s", "p50 ms", "p99 ms", "errors", "ours is of it", "least", "most"],
      rows: [
        ...quiet.map((its, i) => row(NAMES[i] ?? "", its, i === 0 ? [1] : [its.ours, its.least, its.most])),
        row("npm start, an edit every second", turnsOf([during]), []),
      ],
      notes: [
        `\`/en\` as above, gzip, ${figure(body.length)} bytes, ${CONNECTIONS} connections from ${LOADER}; the first three ${FROM_THE_START}. The last for ${SECONDS} s with one editor publishing a day every second through the form. Of those who come between an edit and the new page a few wait for it; the others get the page before it, for two seconds at most.`,
      ],
    },
    {
      title: "An edit in the flood",
      columns: ["what", "times", "p50 ms", "p95 ms", "most ms"],
      rows: [
        times("save, nobody else there", idle.save),
        times("save, in the flood", busy.save),
        times("seen by the next reader, nobody else there", idle.seen),
        times("seen by the next reader, in the flood", busy.seen),
      ],
      notes: [
        "The save: a new day, from sending the form to its answer. Seen: from that answer until the day's page, asked for over and over, tells the new note.",
      ],
    },
    {
      title: `${figure(READERS)} first requests at once after an edit`,
      columns: ["edit", "page before", "page after", "renderings", "first answer, ms", "last answer, ms"],
      rows: rushes.map(({ before, after, renderings, first, last }, n) => [
        n + 1,
        figure(before),
        figure(after),
        renderings,
        figure(first),
        figure(last),
      ]),
      notes: [
        `${figure(READERS)} connections are open, and ask for \`/en\` in the moment in which the save is answered. Every rendering writes its own instant into the page, so that those after the edit can be counted.`,
      ],
    },
  ];
}
