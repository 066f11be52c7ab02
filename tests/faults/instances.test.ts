import { afterEach, expect, it } from "vitest";
import { freePort } from "@/lib/cli/serving";
import type { Store } from "@/lib/data/client";
import { addDays } from "@/lib/domain/dates";
import { figure, times, within } from "@/tests/support/counts";
import { published, signIn, trySignIn, typedDay } from "@/tests/support/desk";
import { loseListeners } from "@/tests/support/listeners";
import { hasNginx, type Nginx, NO_NGINX, startNginx } from "@/tests/support/nginx";
import { storePerson } from "@/tests/support/people";
import { CORRIDOR, layGround } from "@/tests/support/record";
import { startServer, type TestServer } from "@/tests/support/server";
import { onPostgres, withoutWhatItNeeds } from "@/tests/support/stores";
import { Visitor } from "@/tests/support/visitor";

/** Each of the two once, or over and over. */
const RESTARTS = times(2, 100);
const KILLS = times(2, 100);
/** Saves on their way when one is killed. */
const AT_ONCE = 6;
/** Between a reader's requests, in ms: one who asks without a pause would be a load of its own. */
const PAUSE = 20;
const SECRET = "0123456789abcdef".repeat(4);
const dateOf = (n: number) => addDays("2001-01-01", n);
const deskOf = (n: number) => `/en/desk/days/${CORRIDOR}/${dateOf(n)}`;
const pageOf = (n: number) => `/en/corridors/${CORRIDOR}/${dateOf(n)}`;
const revisionsOf = (store: Store, n: number) =>
  store.read.revision.count({ where: { entryKind: "corridor_day", entry: `${CORRIDOR}/${dateOf(n)}` } });

async function expectEachOnce(store: Store, days: number): Promise<void> {
  for (let n = 0; n < days; n++) expect([n, await revisionsOf(store, n)]).toEqual([n, 1]);
}

/** Two instances on one database, behind nginx. */
interface Cluster {
  nginx: Nginx;
  /** Stops an instance in good order and starts it again at the same place. */
  restart(which: number): Promise<void>;
  /** Ends an instance as a crash would; restart() starts it again. */
  kill(which: number): Promise<void>;
  stop(): Promise<void>;
}

async function startCluster(databaseUrl: string): Promise<Cluster> {
  const ports = [await freePort(), await freePort()];
  const nginx = await startNginx(ports);
  const env = { SITE_URL: nginx.url, NEXTAUTH_SECRET: SECRET };
  const start = (port: number) => startServer({ databaseUrl, env, port });
  const servers: (TestServer | undefined)[] = await Promise.all(ports.map(start));
  return {
    nginx,
    async restart(which) {
      await servers[which]?.stop();
      servers[which] = await start(ports[which] as number);
    },
    async kill(which) {
      await servers[which]?.kill();
    },
    async stop() {
      await Promise.all(servers.map((server) => server?.stop()));
      await nginx.stop();
    },
  };
}

const behindNginx = hasNginx
  ? onPostgres
  : (title: string, body: Parameters<typeof onPostgres>[1]) =>
      withoutWhatItNeeds(title, NO_NGINX, () => body(() => Promise.reject(new Error(NO_NGINX)), ""));

behindNginx("two instances on one database, behind nginx", (fresh) => {
  let cluster: Cluster | undefined;
  afterEach(async () => {
    await cluster?.stop();
    cluster = undefined;
  });

  async function begun(): Promise<{ store: Store; started: Cluster; doors: [string, string] }> {
    const store = await fresh();
    await layGround(store);
    await storePerson(store, "edda", "editor", new Date());
    cluster = await startCluster(store.url);
    return { store, started: cluster, doors: cluster.nginx.doors as [string, string] };
  }

  /** The same, with an editor who came in through nginx, to whichever instance. */
  async function edited() {
    const { store, started } = await begun();
    const editor = new Visitor(started.nginx.url);
    await signIn(editor);
    return { store, started, editor };
  }

  it("show on both what was saved through one within two seconds, to whoever signed in through either", async () => {
    const { store, doors } = await begun();
    const [one, other] = doors;
    const editor = new Visitor(one);
    await signIn(editor);
    const seenAfter = async (n: number) => {
      const [here, there] = n % 2 ? [other, one] : [one, other];
      expect(await (await fetch(there + pageOf(n))).text()).not.toContain("Seen on the other");
      // the same session, now here, now there
      editor.origin = here;
      const form = await editor.form(deskOf(n), "noteEn");
      expect(published(await editor.send(form, typedDay("Seen on the other instance.")))).toBe(true);
      const saved = performance.now();
      expect(await (await fetch(here + pageOf(n))).text()).toContain("Seen on the other");
      const seen = async () => (await fetch(there + pageOf(n))).text();
      await expect.poll(seen, { interval: 20, timeout: 5_000 }).toContain("Seen on the other");
      return Math.round(performance.now() - saved);
    };
    const told: number[] = [];
    for (const n of [0, 1, 2, 3, 4, 5]) told.push(await seenAfter(n));
    const asking: number[] = [];
    for (const n of [6, 7]) {
      await loseListeners(store);
      asking.push(await seenAfter(n));
    }
    console.log(
      `An edit was seen on the other instance after ${told.join(", ")} ms; after ${asking.join(", ")} ms by an instance that had just lost what it listens on.`,
    );
    expect(Math.max(...told, ...asking)).toBeLessThan(2_000);

    // one form, sent to both at once and again: saved once
    const form = await editor.form(deskOf(10), "noteEn");
    const answers = [];
    for (const door of [one, other, one]) {
      editor.origin = door;
      answers.push(editor.send(form, typedDay("Sent three times.")));
    }
    expect((await Promise.all(answers)).map(published)).toEqual([true, true, true]);
    expect(await revisionsOf(store, 10)).toBe(1);

    // out on one is out on the other
    editor.origin = one;
    await editor.send(await editor.form("/en/desk", "csrfToken"), {});
    editor.origin = other;
    expect((await editor.get("/en/desk")).headers.get("location")).toMatch(/sign-in/);
  }, 120_000);

  it("take ten wrong passwords together, not each", async () => {
    const { doors } = await begun();
    const problems: (string | undefined)[] = [];
    for (let n = 0; n < 12; n++) {
      const answer = await trySignIn(new Visitor(doors[n % 2] as string), "edda", `not the password ${n}`);
      problems.push(/problem=(\w+)/.exec(answer.headers.get("location") ?? "")?.[1]);
    }
    expect(problems).toEqual([...Array(10).fill("not_signed_in"), "too_many", "too_many"]);
  }, 120_000);

  it(
    "lose no save when one of them is killed: the other carries it out, once, and the editor is told so",
    async () => {
      const { store, started, editor } = await edited();
      let days = 0;
      for (let n = 0; n < KILLS; n++) {
        const forms = [];
        for (let i = 0; i < AT_ONCE; i++) forms.push(await editor.form(deskOf(days++), "noteEn"));
        const answers = forms.map((form, i) => editor.send(form, typedDay(`day ${i}`)));
        // amid them: one has been carried out, another has not
        await Promise.race(answers);
        await started.kill(n % 2);
        expect((await Promise.all(answers)).map(published)).toEqual(forms.map(() => true));
        await started.restart(n % 2);
      }
      await expectEachOnce(store, days);
      const result = `${days} saves, each answered and there once`;
      figure("an instance behind nginx killed amid saves", "PostgreSQL", KILLS, result);
    },
    within(120_000),
  );

  it(
    "are restarted one after the other without a failed request",
    async () => {
      const { store, started, editor } = await edited();
      const failures: string[] = [];
      const done = { read: 0, desk: 0, saved: 0 };
      let restarting = true;
      const stream = async (kind: keyof typeof done, once: () => Promise<string | null>) => {
        while (restarting) {
          const failure = await once().catch((error: Error) => `${error.message} ${error.cause ?? ""}`);
          if (failure) failures.push(`${kind}: ${failure}`);
          done[kind]++;
          await new Promise((resolve) => setTimeout(resolve, PAUSE));
        }
      };
      const get = async (path: string) => {
        const response = await fetch(started.nginx.url + path);
        await response.arrayBuffer();
        return response.status === 200 ? null : `${path} ${response.status}`;
      };
      const pages = ["/en", "/uk", "/en/corridors", "/data/corridors.csv", "/api/v1/corridors", pageOf(0)];
      const saves = async () => {
        const n = done.saved;
        const answer = await editor.send(await editor.form(deskOf(n), "noteEn"), typedDay(`day ${n}`));
        return published(answer) ? null : `day ${n} ${answer.status} ${await answer.text()}`;
      };
      const streams = [
        ...pages.map((path) => stream("read", () => get(path))),
        stream("desk", () => editor.get("/en/desk").then(({ status }) => (status === 200 ? null : String(status)))),
        stream("saved", saves),
      ];
      for (let n = 0; n < RESTARTS; n++) {
        const before = { ...done };
        await started.restart(n % 2);
        // both serve again before the next one goes
        await expect.poll(() => done.read > before.read && done.saved > before.saved, { timeout: 20_000 }).toBe(true);
      }
      restarting = false;
      await Promise.all(streams);
      expect(failures).toEqual([]);
      figure(
        "instances restarted in turn",
        "PostgreSQL",
        RESTARTS,
        `${done.read} reads, ${done.saved} saves, none failed`,
      );
      await expectEachOnce(store, done.saved);
    },
    within(120_000),
  );
});
