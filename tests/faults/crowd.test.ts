import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { expect, it } from "vitest";
import { saveDay } from "@/lib/commands/corridor-days";
import { childEnvironment } from "@/lib/config";
import type { Store } from "@/lib/data/client";
import { DATABASES, figure, times, within } from "@/tests/support/counts";
import { signIn } from "@/tests/support/desk";
import { atDesk, Ledger } from "@/tests/support/ledger";
import { storePerson } from "@/tests/support/people";
import { keepReading } from "@/tests/support/reading";
import { by, layGround, numberedDay, yes } from "@/tests/support/record";
import { startServer, type TestServer } from "@/tests/support/server";
import { onEveryStore, withoutWhatItNeeds } from "@/tests/support/stores";
import { Visitor } from "@/tests/support/visitor";

/** How long another process holds the lock, in ms. */
const HELD = 4_000;
const LOCKS = times(1, 10);
/** Seconds that slowhttptest keeps each kind of slow client up. */
const SLOW_FOR = times(3, 60);
const SLOW_CLIENTS = times(200, 1_000);
const EXPORTS = 64;
/** How much more each process may take then than it has, in MiB. */
const MORE = 512;
const EXPORT_ROUNDS = times(1, 20);
const FLOODS = times(1, 20);
/** Days that are exported: every one of them is asked for with a filter, so that nothing comes from a kept file. */
const DAYS = times(200, 2_000);

const SLOWHTTPTEST = ["/usr/bin/slowhttptest", "/usr/local/bin/slowhttptest"].find((file) => existsSync(file));
const NO_SLOWHTTPTEST = "There is no slowhttptest (Debian: slowhttptest): no slow clients come.";
const PRLIMIT = existsSync("/usr/bin/prlimit");
const NO_PRLIMIT = "There is no prlimit (Linux: util-linux): no limits are set.";

const rendererOf = ({ pid }: TestServer) => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim());
const processesOf = (server: TestServer) => [server.pid, rendererOf(server)];
const limit = (pid: number, what: string) => execFileSync("prlimit", ["--pid", String(pid), what]);
const descriptors = (pid: number) => readdirSync(`/proc/${pid}/fd`).length;

/** What a process may write to of its own, in bytes: most of it only reserved. */
const dataOf = (pid: number) => 1024 * Number(/VmData:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);

/** Runs what is done to the served site while it is read and edited; afterwards it has to be the same processes. */
async function besieged(fresh: () => Promise<Store>, siege: (at: Site) => Promise<void>): Promise<void> {
  const store = await fresh();
  await layGround(store);
  await storePerson(store, "edda", "editor", new Date());
  const server = await startServer({ databaseUrl: store.url });
  try {
    const visitor = new Visitor(server.url);
    await signIn(visitor);
    const ledger = new Ledger(atDesk(visitor));
    expect(await ledger.save()).toBe(true);
    const before = processesOf(server);
    await siege({ store, server, ledger, database: DATABASES[store.dialect] });
    expect(processesOf(server)).toEqual(before);
  } catch (error) {
    console.error(server.output().slice(-2_000));
    throw error;
  } finally {
    await server.stop();
  }
}

interface Site {
  store: Store;
  server: TestServer;
  ledger: Ledger;
  database: string;
}

/** Another process takes the lock that every writer takes. @returns what lets it go */
async function holdLock(url: string): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ["tests/support/hold-lock.mjs", url], {
    cwd: path.resolve(import.meta.dirname, "../.."),
    env: childEnvironment({}),
  });
  await once(child.stdout, "data");
  return async () => {
    child.stdin.end();
    await once(child, "close");
  };
}

onEveryStore("the served site", (fresh) => {
  it(
    "answers readers while another process holds the lock for 4 s, and saves then what came meanwhile",
    () =>
      besieged(fresh, async ({ store, server, ledger, database }) => {
        const done = await keepReading(server.url);
        for (let n = 0; n < LOCKS; n++) {
          const letGo = await holdLock(store.url);
          const from = performance.now();
          const saves = Promise.all([ledger.save(), ledger.save()]);
          await new Promise((resolve) => setTimeout(resolve, HELD));
          await letGo();
          expect(await saves).toEqual([true, true]);
          expect(performance.now() - from).toBeGreaterThan(HELD);
        }
        const { answers, slowest } = await done();
        await ledger.settle(store);
        const result = `every save taken afterwards; ${answers} pages read meanwhile, the slowest in ${slowest} ms`;
        figure("lock held for 4 s", database, LOCKS, result);
      }),
    within(60_000),
  );

  const limited = PRLIMIT ? it : (title: string, body: () => void) => withoutWhatItNeeds(title, NO_PRLIMIT, body);
  limited(
    "goes on after every descriptor was taken by connections, with no save lost",
    () =>
      besieged(fresh, async ({ store, server, ledger, database }) => {
        const { port } = new URL(server.url);
        for (const pid of processesOf(server)) limit(pid, `--nofile=${descriptors(pid) + 20}`);
        for (let n = 0; n < FLOODS; n++) {
          const flood = Array.from({ length: 200 }, () => net.connect({ host: "127.0.0.1", port: Number(port) }));
          for (const socket of flood) socket.on("error", () => {});
          await Promise.all(flood.map((socket) => Promise.race([once(socket, "connect"), once(socket, "close")])));
          await ledger.save();
          for (const socket of flood) socket.destroy();
          const status = () => fetch(`${server.url}/en`).then((answer) => answer.status, String);
          await expect.poll(status, { timeout: 20_000 }).toBe(200);
          await ledger.settle(store);
        }
        figure("descriptors used up", database, FLOODS, "pages again as soon as the flood ended; each save once");
      }),
    within(60_000),
  );

  const slow = SLOWHTTPTEST
    ? it
    : (title: string, body: () => void) => withoutWhatItNeeds(title, NO_SLOWHTTPTEST, body);
  slow(
    "answers readers and editors while others send headers and bodies, and read, as slowly as they can",
    () =>
      besieged(fresh, async ({ store, server, ledger, database }) => {
        const done = await keepReading(server.url);
        const clients = String(SLOW_CLIENTS);
        const common = ["-c", clients, "-r", clients, "-l", String(SLOW_FOR), "-p", "3"];
        const kinds = [
          ["-H", "-i", "2", "-u", `${server.url}/en`],
          ["-B", "-i", "2", "-s", "8192", "-u", `${server.url}/en/desk`],
          ["-X", "-w", "1", "-y", "2", "-n", "2", "-z", "1", "-k", "3", "-u", `${server.url}/data/corridor-days.csv`],
        ];
        const attacks = kinds.map(async (kind) => {
          const child = spawn(SLOWHTTPTEST ?? "", [...kind, ...common], { stdio: "ignore" });
          await once(child, "close");
        });
        const saving = { on: true };
        const editing = ledger.work(1, () => !saving.on);
        await Promise.all(attacks);
        saving.on = false;
        await editing;
        const { answers, slowest } = await done();
        expect(ledger.unanswered).toEqual([]);
        await ledger.settle(store);
        const result = `${answers} pages read meanwhile, the slowest in ${slowest} ms; ${ledger.saved.size} saves, all taken`;
        figure("slow headers, bodies and readers", database, 3 * SLOW_CLIENTS, result);
      }),
    within(60_000),
  );

  limited(
    "makes 64 exports at once while each of its processes may take 512 MiB more than it has, and goes on",
    () =>
      besieged(fresh, async ({ store, server, ledger, database }) => {
        for (let n = 0; n < DAYS; n++) await yes(saveDay(by(store), { day: numberedDay(n), baseRevision: 0 }));
        for (const pid of processesOf(server)) limit(pid, `--data=${dataOf(pid) + MORE * 2 ** 20}`);
        const done = await keepReading(server.url);
        let answered = 0;
        for (let round = 0; round < EXPORT_ROUNDS; round++) {
          const asked = Array.from({ length: EXPORTS }, async (_, n) => {
            const from = `19${String(n % 10).padStart(2, "0")}-01-01`;
            const answer = await fetch(`${server.url}/data/claims.csv?from=${from}&to=2000-12-${10 + (n % 20)}`);
            const text = await answer.text();
            expect([answer.status, text.startsWith('"claim"') || text.startsWith("claim")]).toEqual([200, true]);
            answered++;
          });
          const saved = await ledger.save();
          expect(saved).toBe(true);
          await Promise.all(asked);
        }
        const { answers } = await done();
        const memory = processesOf(server).map((pid) => {
          const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
          return Math.round(Number(peak) / 1024);
        });
        const result = `${answered} files of up to ${DAYS} days; ${answers} pages read meanwhile; peaks of ${memory.join(" and ")} MiB`;
        figure("64 exports within 512 MiB more", database, EXPORT_ROUNDS, result);
      }),
    within(60_000),
  );
});
