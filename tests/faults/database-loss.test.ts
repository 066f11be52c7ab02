import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { openStore } from "@/lib/data/client";
import { migrate } from "@/lib/data/migrate";
import { addDays } from "@/lib/domain/dates";
import { published, signIn, typedDay } from "@/tests/support/desk";
import { headOfAudit, headOfRevisions } from "@/tests/support/history";
import { hasPostgresPrograms, NO_PROGRAMS, type OwnPostgres, startOwnPostgres } from "@/tests/support/own-postgres";
import { PASSWORD, storePerson } from "@/tests/support/people";
import { CORRIDOR, layGround } from "@/tests/support/record";
import { startServer, type TestServer } from "@/tests/support/server";
import { withoutWhatItNeeds } from "@/tests/support/stores";
import { type Form, Visitor } from "@/tests/support/visitor";

const dateOf = (n: number) => addDays("2001-01-01", n);
const deskOf = (n: number) => `/en/desk/days/${CORRIDOR}/${dateOf(n)}`;
const DAY = `/en/corridors/${CORRIDOR}/${dateOf(0)}`;

const title = "the served site, whose PostgreSQL server stops and comes back";
const here = hasPostgresPrograms
  ? describe
  : (_: string, body: () => void) => withoutWhatItNeeds(title, NO_PROGRAMS, body);

here(title, () => {
  let postgres: OwnPostgres | undefined;
  let server: TestServer | undefined;
  afterEach(async () => {
    await server?.stop();
    await postgres?.remove();
  });

  /** The processes of the site, which must be the same in the end: the publisher and its renderer. */
  const processes = (pid: number) => [pid, readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim()];

  it("shows readers its last good pages, tells editors why, and goes on without being started again", async () => {
    const own = await startOwnPostgres();
    postgres = own;
    await migrate(own.url);
    const store = openStore(own.url);
    await layGround(store);
    await storePerson(store, "edda", "editor", new Date());
    server = await startServer({ databaseUrl: own.url });
    const { url, pid } = server;
    const editor = new Visitor(url);
    await signIn(editor);
    const form = await editor.form(deskOf(0), "noteEn");
    expect(published(await editor.send(form, typedDay("Before the loss.")))).toBe(true);
    const read = async (path = DAY) => {
      const response = await fetch(url + path);
      return { status: response.status, kept: response.headers.get("x-kept-page"), html: await response.text() };
    };
    expect((await read()).html).toContain("Before the loss.");
    const before = processes(pid);
    const newcomer = new Visitor(url);
    const entrance = await newcomer.form("/en/sign-in", "password");

    // somebody is saving when it happens
    const sent = new Map<number, Form>();
    const confirmed = new Set<number>();
    let next = 1;
    let lost = false;
    const saving = (async () => {
      while (!lost) {
        const n = next++;
        const typing = await editor.form(deskOf(n), "noteEn").catch(() => null);
        if (!typing) continue;
        sent.set(n, typing);
        if (published(await editor.send(typing, typedDay(`day ${n}`)))) confirmed.add(n);
      }
    })();
    await expect.poll(() => confirmed.size, { timeout: 20_000 }).toBeGreaterThan(2);
    await own.stop();
    const away = await editor.get("/en/desk");
    lost = true;
    await saving;
    expect([away.status, away.headers.get("retry-after")]).toEqual([503, "10"]);
    expect(await away.text()).toMatch(/cannot reach its database.*своєї бази даних/s);
    const unanswered = await editor.send(sent.get(1) as Form, typedDay("day 1"));
    expect(unanswered.status).toBe(503);
    expect(await unanswered.text()).toMatch(/send it again in a minute.*not saved twice/s);
    const entering = await newcomer.send(entrance, { name: "edda", password: PASSWORD });
    expect(entering.headers.get("location")).toMatch(/sign-in\?problem=away$/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);

    // readers have the page all the while, and it says so as soon as it may be old
    await expect
      .poll(
        async () => {
          const page = await read();
          expect([page.status, page.html.includes("Before the loss.")]).toEqual([200, true]);
          return page.kept;
        },
        { timeout: 20_000 },
      )
      .not.toBeNull();
    expect((await read("/uk/sources")).status).toBe(503);

    await own.start();
    const started = performance.now();
    const since = () => Math.round(performance.now() - started);
    await expect.poll(async () => (await editor.get("/en/desk")).status, { interval: 20, timeout: 20_000 }).toBe(200);
    const desk = since();
    await expect.poll(async () => (await read()).kept, { interval: 20, timeout: 20_000 }).toBeNull();
    console.log(
      `After the database came back the desk answered after ${desk} ms, pages were renewed after ${since()} ms.`,
    );
    expect((await read("/uk/sources")).status).toBe(200);

    // what had no answer is sent again, and everything is there once
    for (const [n, typing] of sent)
      if (!confirmed.has(n)) expect([n, published(await editor.send(typing, typedDay(`day ${n}`)))]).toEqual([n, true]);
    for (const n of sent.keys()) {
      const where = { entryKind: "corridor_day", entry: `${CORRIDOR}/${dateOf(n)}` } as const;
      expect([n, await store.read.revision.count({ where })]).toEqual([n, 1]);
    }
    await headOfRevisions(store);
    await headOfAudit(store);
    await store.close();
    expect(processes(pid)).toEqual(before);
  }, 120_000);
});
