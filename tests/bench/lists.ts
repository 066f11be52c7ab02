import http from "node:http";
import { addDays } from "@/lib/domain/dates";
import { load, readThrough } from "@/tests/bench/load";
import { cpuOf } from "@/tests/bench/memory";
import { figure, median, quantile, type Report } from "@/tests/bench/report";
import { madeUpFile } from "@/tests/bench/stores";
import { startServer } from "@/tests/support/server";

const SIZE = { corridors: 250, days: 400, until: "2026-01-31", history: true };
const FIRST = addDays(SIZE.until, 1 - SIZE.days);
const SECONDS = 8;
/** As many as are answered by the database or wait for it, and many more than that. */
const FEW = 16;
const MANY = 256;
const RUNS = 3;

/** The n-th of 40,000 questions: days that held between two dates. */
const between = (n: number) =>
  `status=held&from=${addDays(FIRST, n % 200)}&to=${addDays(SIZE.until, -(Math.floor(n / 200) % 200))}`;
const LISTS = [
  { name: "explorer", path: (n: number) => `/en/records?${between(n)}&order=oldest` },
  { name: "API", path: (n: number) => `/api/v1/corridor-days?${between(n)}&limit=50` },
];

type Asked = { seconds: number; perSecond: number; refused: number; errors: number; p50: number; p99: number };

/** Asks one question after another over so many connections, every time a different one. */
async function allDifferent(
  origin: string,
  path: (n: number) => string,
  first: number,
  connections: number,
): Promise<Asked> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const asked = { refused: 0, errors: 0 };
  const times: number[] = [];
  let n = first;
  const once = (url: string) =>
    new Promise<void>((resolve) => {
      const began = performance.now();
      http
        .get(url, { agent, headers: { "accept-encoding": "gzip" } }, (answer) => {
          answer.resume();
          answer.on("end", () => {
            if (answer.statusCode === 200) times.push(performance.now() - began);
            else if (answer.statusCode === 503 && answer.headers["retry-after"]) asked.refused++;
            else asked.errors++;
            resolve();
          });
        })
        .on("error", () => {
          asked.errors++;
          resolve();
        });
    });
  const began = performance.now();
  const end = began + SECONDS * 1_000;
  const reader = async () => {
    while (performance.now() < end) await once(origin + path(n++));
  };
  await Promise.all(Array.from({ length: connections }, reader));
  const seconds = (performance.now() - began) / 1_000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const { refused, errors } = asked;
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  return { seconds, perSecond: times.length / seconds, refused: refused / seconds, errors, p50, p99 };
}

/** How long a whole file takes to be read, uncompressed, as programs ask for it. */
async function seconds(url: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(url, { headers: { "accept-encoding": "identity" } });
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}`);
  await readThrough(answer);
  return (performance.now() - began) / 1_000;
}

/**
 * Lists of a record of 100,000 days, from memory and from the database.
 * @param work what saves and sign-ins took, in ms, to be told beside what others need
 */
export async function measureLists(work: { saves: readonly number[]; signIns: readonly number[] }): Promise<Report[]> {
  const rows: Report["rows"] = [];
  const { url: databaseUrl } = await madeUpFile(SIZE);
  const server = await startServer({ databaseUrl });
  const figures: Record<string, number> = {};
  try {
    let next = 0;
    for (const { name, path } of LISTS) {
      console.error(`· Lists of 100,000 days: ${name} …`);
      const url = server.url + path(next++);
      await load(url, "gzip", { seconds: 2 });
      const same = await load(url, "gzip", { seconds: SECONDS });
      rows.push([name, "the same", 64, figure(same.perSecond), "", 0, same.p50, same.p99, ""]);
      await allDifferent(server.url, path, next, FEW); // to warm up
      for (const connections of [FEW, MANY]) {
        next += 5_000;
        const before = cpuOf(server.pid);
        const found = await allDifferent(server.url, path, next, connections);
        const cpu = (cpuOf(server.pid) - before) / (found.perSecond * found.seconds);
        if (connections === FEW) figures[name] = found.perSecond;
        rows.push([
          name,
          "all different",
          connections,
          figure(found.perSecond),
          figure(found.refused),
          found.errors,
          `${figure(found.p50)}ms`,
          `${figure(found.p99)}ms`,
          connections === FEW ? figure(cpu) : "",
        ]);
      }
    }
    const file = `${server.url}/data/corridor-days.csv`;
    const live: number[] = [];
    for (let n = 0; n <= RUNS; n++) live.push(await seconds(`${file}?from=1990-01-0${n + 1}`));
    const whole = await seconds(file);
    const later: number[] = [];
    for (let n = 0; n < RUNS; n++) later.push(await seconds(file));
    const at = (times: readonly number[], p: number) =>
      quantile(
        [...times].sort((a, b) => a - b),
        p,
      );
    const beside = (what: string, ours: number, directus: number, payload: number, digits: number, more: boolean) => {
      const ahead = (theirs: number) => `${figure(more ? ours / theirs : theirs / ours, 1)} ×`;
      return [what, figure(ours, digits), directus, ahead(directus), payload, ahead(payload)];
    };
    return [
      {
        title: "Lists of 100,000 corridor days",
        columns: ["list", "questions", "connections", "answers/s", "refused/s", "errors", "p50", "p99", "CPU ms"],
        rows,
        notes: [
          `50 days that held between two dates: the explorer's page, oldest first, with how many there are; and the API's. SQLite. The same question is answered from memory. Different ones are asked of the database, two at a time, while 32 wait; whoever comes on top of those is refused with 503 and Retry-After, which costs next to nothing, so that this many are. CPU is what both processes of the site spend on one answer, which other load on the machine changes least.`,
        ],
      },
      {
        title: "Beside what a group would otherwise pick",
        columns: ["what", "here", "Directus", "ahead", "Payload", "ahead "],
        rows: [
          beside("explorer, all different, answers/s", figures.explorer ?? Number.NaN, 44, 33, 0, true),
          beside("API list, all different, answers/s", figures.API ?? Number.NaN, 44, 33, 0, true),
          beside("all as CSV, read live, s", median(live.slice(1)), 2.2, 7.3, 2, false),
          beside("all as CSV, first after an edit, s", whole, 2.2, 7.3, 2, false),
          beside("all as CSV, every other reader, s", median(later), 2.2, 7.3, 2, false),
          beside("save over HTTP, p95 ms", at(work.saves, 0.95), 15, 12, 0, false),
          beside("sign-in, p50 ms", at(work.signIns, 0.5), 506, 112, 0, false),
        ],
        notes: [
          "100,000 rows on SQLite. Their numbers were measured elsewhere, on a quiet machine like this one (see above); ours in this run, with all that runs beside it. Directus reaches 329 lists/s with indexes made by hand.",
        ],
      },
    ];
  } finally {
    await server.stop();
  }
}
