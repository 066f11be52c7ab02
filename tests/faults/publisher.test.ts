import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { redact } from "@/lib/commands/redactions";
import type { Store } from "@/lib/data/client";
import { lastChange } from "@/lib/data/revisions";
import { by, CORRIDOR, DATE, dayForm, layGround, person, publishDay, yes } from "@/tests/support/record";
import { startServer } from "@/tests/support/server";
import { onEveryStore } from "@/tests/support/stores";

const PAGE = `/en/corridors/${CORRIDOR}/${DATE}`;

/** Every page needs the settings: without their table nothing can be rendered. */
const breakRendering = (store: Store) =>
  store.transaction((tx) => tx.$executeRaw`ALTER TABLE "Setting" RENAME TO "SettingGone"`);
const mendRendering = (store: Store) =>
  store.transaction((tx) => tx.$executeRaw`ALTER TABLE "SettingGone" RENAME TO "Setting"`);

it("a reader has the board while there is no renderer, and the desk comes back by itself", async () => {
  const server = await startServer();
  const status = async (path: string) => (await fetch(server.url + path)).status;
  const rendererOf = (pid: number) => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ")[0]);
  try {
    expect([await status("/en"), await status("/en/sign-in")]).toEqual([200, 200]);
    const before = rendererOf(server.pid);
    process.kill(before, "SIGKILL");
    await expect.poll(() => status("/en/sign-in")).toBe(503);
    expect(await status("/en")).toBe(200);
    const program = await fetch(`${server.url}/api/v1/claims?limit=3`);
    expect([program.status, program.headers.get("content-type")]).toEqual([503, "application/problem+json"]);
    await expect.poll(() => status("/en/sign-in"), { timeout: 30_000 }).toBe(200);
    expect(rendererOf(server.pid)).not.toBe(before);
    expect(await status("/en")).toBe(200);
  } finally {
    await server.stop();
  }
}, 60_000);

onEveryStore(
  "a reader of the served product",
  (fresh) => {
    it("sees what another process saved, and the last good page, marked, while none can be rendered", async () => {
      const store = await fresh();
      await layGround(store);
      const server = await startServer({ databaseUrl: store.url });
      const read = async (path = PAGE) => {
        const response = await fetch(server.url + path);
        return { status: response.status, kept: response.headers.get("x-kept-page"), html: await response.text() };
      };
      try {
        expect((await read()).html).not.toContain("Seen by a reader");
        const { revision } = await publishDay(store, dayForm({ noteEn: "Seen by a reader." }));
        // this process has no publisher to tell, so the page's age has to do it
        await expect.poll(async () => (await read()).html, { timeout: 12_000 }).toContain("Seen by a reader");

        await breakRendering(store);
        await expect.poll(async () => (await read()).kept, { timeout: 14_000 }).not.toBeNull();
        const kept = await read();
        expect(kept.status).toBe(200);
        expect(kept.html).toContain("Seen by a reader");
        expect(kept.html).not.toMatch(/data-kept[^>]*hidden/);
        const never = await read("/uk/sources");
        expect(never.status).toBe(503);
        expect(never.html).toMatch(/<h1>This page cannot be shown.*That says nothing about any corridor/);

        await mendRendering(store);
        await publishDay(store, dayForm({ noteEn: "Mended." }), revision, "a correction");
        await expect.poll(async () => (await read()).html, { timeout: 14_000 }).toContain("Mended.");
        expect((await read()).kept).toBeNull();
      } finally {
        await server.stop();
      }
    }, 90_000);

    it("sees nowhere what another process redacted, nor in the record as it was", async () => {
      const store = await fresh();
      await layGround(store);
      await publishDay(store, dayForm({ noteEn: "Told by Nobody Inparticular." }));
      const then = (await lastChange(store.read))?.at.toISOString();
      const server = await startServer({ databaseUrl: store.url });
      const past = `/en/at/${then}/corridors/${CORRIDOR}/${DATE}`;
      const surfaces = [PAGE, past, `/data/corridor-days.csv?as_of=${then}`, `/api/v1/corridor-days?as_of=${then}`];
      const read = async (path: string) => {
        const response = await fetch(server.url + path);
        const text = await response.text();
        return response.ok ? text.includes("Nobody Inparticular") : response.status;
      };
      try {
        for (const path of surfaces) await expect.poll(() => read(path), { message: path, timeout: 30_000 }).toBe(true);
        const texts = ["Nobody Inparticular"];
        const entry = `${CORRIDOR}/${DATE}`;
        const context = by(store, { actor: person("admin-1", "admin"), now: new Date() });
        await yes(
          redact(context, {
            entryKind: "corridor_day",
            entry,
            texts,
            reason: "It named a private person.",
          }),
        );
        const redacted = Date.now();
        for (const path of surfaces)
          await expect.poll(() => read(path), { message: path, timeout: 30_000, interval: 20 }).toBe(false);
        console.log(`What another process redacted was gone after ${Date.now() - redacted} ms.`);
      } finally {
        await server.stop();
      }
    }, 90_000);
  },
  { tablesChanged: true },
);
