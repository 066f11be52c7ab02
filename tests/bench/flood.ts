import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sqliteFile } from "@/lib/data/dialect";
import { addDays } from "@/lib/domain/dates";
import { needed, raw, startBare } from "@/tests/bench/bare";
import { SIZE } from "@/tests/bench/board";
import { corridorNamed, edit, type MadeUpDay, openDesk, timeSaves, timeSignIns } from "@/tests/bench/editing";
import { measureLists } from "@/tests/bench/lists";
import { LOADER, type Load, load } from "@/tests/bench/load";
import { figure, median, quantile, type Report } from "@/tests/bench/report";
import { READERS, rush } from "@/tests/bench/rush";
import { madeUpFile } from "@/tests/bench/stores";
import { startServer } from "@/tests/support/server";
import type { Visitor } from "@/tests/support/visitor";

const CONNECTIONS = 256;
const SECONDS = 15;
/** Of bare Node and ours in turn, so that both have the same seconds: a shared machine is not the same for a minute. */
const TURNS = 9;
const TURN_SECONDS = 2;
/** Until the engine has compiled what a request goes through as well as it can. */
const WARM_UP_SECONDS = 10;
/** How often an editor publishes, in ms. */
const EVERY = 1_000;
const RUSHES = 5;

/** A time of one of the load programs in ms. */
function ms(time: string): number {
  const [, value = "NaN", unit = "ms"] = /^([\d.]+)(us|ms|s)$/.exec(time) ?? [];
  return Number(value) * { us: 0.001, ms: 1, s: 1_000 }[unit as "us" | "ms" | "s"];
}

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

/** Readers in a crowd while an editor publishes; lists that are asked of the database; signing in. */
export async function measureFlood(): Promise<Report[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-flood-"));
  try {
    const file = path.join(folder, "flood.db");
    copyFileSync(sqliteFile((await madeUpFile(SIZE)).url), file);
    const server = await startServer({ databaseUrl: `file:${file}` });
    try {
      console.error("· The board with an editor at work …");
      const { reports, saves } = await crowd(server);
      const signIns = await timeSignIns(server.databaseUrl, server.url);
      return [...reports, ...(await measureLists({ saves, signIns }))];
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function crowd(server: { url: string; databaseUrl: string }): Promise<{ reports: Report[]; saves: number[] }> {
  const board = `${server.url}/en`;
  const visitor = await openDesk(server.databaseUrl, server.url);
  const saves = await timeSaves(visitor, nextDay);
  const idle = await editing(visitor, server.url, new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000)));
  const { headers, body } = await raw(board, "gzip");
  const bares = [await startBare(headers, body), await startBare(needed(headers), body)];
  const urls = [board, ...bares.map(({ url }) => url)];
  const turns: Load[][] = urls.map(() => []);
  try {
    for (const url of urls) await load(url, "gzip", { connections: CONNECTIONS, seconds: WARM_UP_SECONDS });
    for (let n = 0; n < TURNS; n++)
      for (const [i, url] of urls.entries())
        turns[i]?.push(await load(url, "gzip", { connections: CONNECTIONS, seconds: TURN_SECONDS, counting: true }));
  } finally {
    for (const bare of bares) await bare.stop();
  }
  const flood = load(board, "gzip", { connections: CONNECTIONS, seconds: SECONDS, counting: true });
  const busy = await editing(visitor, server.url, flood);
  const during = await flood;
  const rushes: Awaited<ReturnType<typeof rush>>[] = [];
  for (let n = 0; n < RUSHES; n++) {
    const edited = new Date();
    await edit(visitor, nextDay(), "Before the rush.");
    rushes.push(await rush(server.url, "/en", edited));
  }

  const middle = (loads: readonly Load[], of: (one: Load) => number) => median(loads.map(of));
  const [ours = []] = turns;
  const row = (name: string, loads: readonly Load[], beside = true) => {
    const perSecond = middle(loads, (one) => one.perSecond);
    const [p50, p99] = [middle(loads, (one) => ms(one.p50)), middle(loads, (one) => ms(one.p99))];
    const errors = loads.reduce((sum, one) => sum + one.errors, 0);
    const shares = loads.map((one, n) => (ours[n]?.perSecond ?? Number.NaN) / one.perSecond);
    return [name, figure(perSecond), figure(p50, 1), figure(p99, 1), errors, beside ? figure(median(shares), 2) : ""];
  };
  const times = (name: string, taken: readonly number[]) => {
    const sorted = [...taken].sort((a, b) => a - b);
    return [name, sorted.length, ...[0.5, 0.95, 1].map((p) => figure(quantile(sorted, p)))];
  };
  const reports: Report[] = [
    {
      title: "The board in a flood",
      columns: ["server", "requests/s", "p50 ms", "p99 ms", "errors", "ours is of it"],
      rows: [
        row("npm start", turns[0] ?? []),
        row("bare Node, the same answer", turns[1] ?? []),
        row("bare Node, the same body alone", turns[2] ?? []),
        row("npm start, an edit every second", [during], false),
      ],
      notes: [
        `\`/en\` as above, gzip, ${figure(body.length)} bytes, ${CONNECTIONS} connections from ${LOADER}; the first three in turn, ${TURNS} times ${TURN_SECONDS} s each after ${WARM_UP_SECONDS} s to warm up, medians, also of what ours is of it in each turn; the last for ${SECONDS} s with one editor publishing a day every second through the form. Of those who come between an edit and the new page a few wait for it; the others get the page before it, for two seconds at most.`,
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
  return { reports, saves };
}
