import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/lib/cli/serving";
import { openStore } from "@/lib/data/client";
import { migrate } from "@/lib/data/migrate";
import { figure, type Report } from "@/tests/bench/report";
import { signIn } from "@/tests/support/desk";
import { atDesk, deskDay, Ledger } from "@/tests/support/ledger";
import { storePerson } from "@/tests/support/people";
import { CORRIDOR, layGround } from "@/tests/support/record";
import { startServer } from "@/tests/support/server";
import { Visitor } from "@/tests/support/visitor";

const EVERY = 5_000;
/** What readers ask for, one after the other; the day is one of those that are being saved. */
const asked = (n: number) => [
  "/en",
  "/uk/corridors",
  `/en/corridors/${CORRIDOR}`,
  `/en/corridors/${CORRIDOR}/${deskDay(n)}`,
  `/en/records?from=${deskDay(n)}`,
  "/data/corridor-days.csv",
  `/data/claims.csv?from=${deskDay(n)}`,
  "/api/v1/corridor-days?limit=20",
  "/feed.atom",
  "/en/at?date=2001-01-02",
];

interface Sample {
  seconds: number;
  /** MiB. */
  memory: number;
  descriptors: number;
  /** What the publisher says that pages take of its memory, MiB. */
  pages?: number;
}

/** What a process has now. */
function sampleOf(pid: number, seconds: number): Sample {
  const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return { seconds, memory: Number(kib) / 1024, descriptors: readdirSync(`/proc/${pid}/fd`).length };
}

/** What the pages in memory take, MiB, as the site tells Prometheus. */
async function pagesOf(metrics: string): Promise<number> {
  const text = await (await fetch(metrics)).text();
  return Number(/^corridor_tracker_pages_bytes (\S+)$/m.exec(text)?.[1]) / 2 ** 20;
}

/** By how much the memory grows, in MiB an hour: the line of least squares through the second half. */
export function slopeOf(samples: readonly Sample[]): number {
  const late = samples.slice(Math.floor(samples.length / 2));
  const mean = (of: (sample: Sample) => number) => late.reduce((sum, sample) => sum + of(sample), 0) / late.length;
  const [at, memory] = [mean(({ seconds }) => seconds), mean((sample) => sample.memory)];
  const over = late.reduce((sum, sample) => sum + (sample.seconds - at) * (sample.memory - memory), 0);
  const under = late.reduce((sum, sample) => sum + (sample.seconds - at) ** 2, 0);
  return under === 0 ? 0 : (over / under) * 3_600;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Serves an empty store and has four readers, an editor and somebody who looks at the desk use it.
 * @param databaseUrl of an empty database; an own SQLite file where not given
 * @returns the report, and how many answers were wrong
 */
export async function soak(minutes: number, databaseUrl?: string): Promise<{ report: Report; errors: number }> {
  const delays = path.join(tmpdir(), `tracker-delays-${process.pid}.jsonl`);
  const preload = new URL("../support/loop-delay.mjs", import.meta.url);
  preload.searchParams.set("file", delays);
  if (databaseUrl) await migrate(databaseUrl);
  const metricsPort = await freePort();
  const env = { NODE_OPTIONS: `--import ${preload.href}`, METRICS_PORT: String(metricsPort) };
  const server = await startServer({ databaseUrl, env });
  const store = openStore(server.databaseUrl);
  try {
    await layGround(store);
    await storePerson(store, "edda", "editor", new Date());
    const visitor = new Visitor(server.url);
    await signIn(visitor);
    const ledger = new Ledger(atDesk(visitor));
    const renderer = Number(readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, "utf8").trim());
    const processes = { publisher: server.pid, renderer } as const;
    const samples: Record<keyof typeof processes, Sample[]> = { publisher: [], renderer: [] };
    const errors = new Map<string, number>();
    const counts = { read: 0, desk: 0 };
    const from = performance.now();
    const end = from + minutes * 60_000;
    const wrong = (what: string) => errors.set(what, (errors.get(what) ?? 0) + 1);
    const going = () => performance.now() < end;
    const reader = async (first: number) => {
      for (let n = first; going(); n++) {
        const paths = asked(ledger.next > 0 ? n % ledger.next : 0);
        const at = paths[n % paths.length] ?? "/en";
        const answer = await fetch(server.url + at).catch((error: Error) => error);
        const shown = at.split("?")[0];
        if (answer instanceof Error) wrong(`${shown}: ${answer.message}`);
        else if (![200, 303, 307, 404].includes(answer.status)) wrong(`${shown}: ${answer.status}`);
        if (!(answer instanceof Error)) await answer.arrayBuffer().catch((error: Error) => wrong(error.message));
        counts.read++;
        await pause(20);
      }
    };
    const editor = async () => {
      while (going()) {
        if (!(await ledger.save())) wrong(`save: ${[...ledger.refused.values()].at(-1)?.slice(0, 100)}`);
        await pause(250);
      }
    };
    const looker = async () => {
      while (going()) {
        const { status } = await visitor.get("/en/desk");
        if (status !== 200) wrong(`/en/desk: ${status}`);
        counts.desk++;
        await pause(1_000);
      }
    };
    const sampler = async () => {
      while (going()) {
        const seconds = (performance.now() - from) / 1_000;
        const pages = await pagesOf(`http://127.0.0.1:${metricsPort}/metrics`);
        samples.publisher.push({ ...sampleOf(server.pid, seconds), pages });
        samples.renderer.push(sampleOf(renderer, seconds));
        await pause(Math.min(EVERY, Math.max(0, end - performance.now())));
      }
    };
    await Promise.all([reader(0), reader(3), reader(6), reader(9), editor(), looker(), sampler()]);
    await ledger.settle(store);
    const late = readFileSync(delays, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { pid: number; p99: number; max: number });
    const rows = Object.entries(processes).map(([name, pid]) => {
      const own = samples[name as "renderer"];
      const [first, last] = [own[Math.floor(own.length / 2)], own.at(-1)];
      const delay = late.filter((line) => line.pid === pid);
      const most = (of: (line: (typeof late)[number]) => number) => Math.max(0, ...delay.map(of));
      return [
        name,
        figure(last?.memory ?? 0),
        figure(slopeOf(own), 1),
        first?.pages === undefined ? "" : `${figure(first.pages)} → ${figure(last?.pages ?? 0)}`,
        `${first?.descriptors} → ${last?.descriptors}`,
        `${most(({ p99 }) => p99)} ms`,
        `${most(({ max }) => max)} ms`,
      ];
    });
    const total = [...errors.values()].reduce((sum, count) => sum + count, 0);
    return {
      errors: total,
      report: {
        title: `Soak, ${minutes} minutes on ${store.dialect}`,
        columns: ["process", "MiB", "MiB/h", "of it pages, MiB", "descriptors", "loop late, p99", "at most"],
        rows,
        notes: [
          `${counts.read} public requests, ${ledger.saved.size} saves (0 lost, 0 half, 0 double), ${counts.desk} desk pages; ${total} errors.`,
          ...[...errors].map(([what, count]) => `${count} × ${what}`),
          "Memory, pages and descriptors over the second half; lateness of the event loop in the worst five seconds.",
        ],
      },
    };
  } finally {
    await store.close();
    await server.stop();
    rmSync(delays, { force: true });
  }
}
