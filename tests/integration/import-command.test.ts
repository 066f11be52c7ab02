import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { childEnvironment } from "@/lib/config";
import type { Store } from "@/lib/data/client";
import { FILE_NAMES } from "@/lib/domain/files";
import { contentOf, fileOf, filesOf } from "@/tests/support/imports";
import { storePerson } from "@/tests/support/people";
import { layGround, publishDay } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tracker-import-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `npm run import` on a store: its exit code and all that it printed. */
const run = (store: Store, ...args: string[]): Promise<{ code: number; said: string }> =>
  new Promise((resolve) => {
    const script = ["--import", "tsx", "lib/cli/import.ts", ...args];
    const env = childEnvironment({ DATABASE_URL: store.url });
    execFile(process.execPath, script, { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, said: out + err });
    });
  });

function keep(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

onEveryStore("npm run import", (fresh) => {
  it("says first how every row would land, then lets it land in somebody's name", async () => {
    const store = await fresh();
    await layGround(store);
    await publishDay(store);
    const files = await filesOf(store);
    const paths = FILE_NAMES.map((name) => keep(`${name}.csv`, files[name]));
    const empty = await fresh();
    await storePerson(empty, "olha", "editor");

    const dry = await run(empty, ...paths, "--dry-run");
    expect(dry.said).toContain("New: 13");
    expect(dry.said).toContain("Computed by the record, and read past: corridor_day, purpose");
    expect(dry.code).toBe(0);
    expect(await empty.read.revision.count()).toBe(0);

    expect(await run(empty, ...paths)).toMatchObject({ code: 1, said: expect.stringContaining("In whose name?") });
    expect(await run(empty, ...paths, "--as", "olha")).toMatchObject({ code: 0 });
    expect(contentOf("claims", await fileOf(empty, "claims"))).toBe(contentOf("claims", files.claims));
  });

  it("names the row, the field and the reason, and imports nothing where one is wrong", async () => {
    const store = await fresh();
    await storePerson(store, "ihor", "contributor");
    const path = keep("parties.csv", "party,name,name_uk,kind,side\na,A,А,agency,\nb,B,Б,agency,nobody\n");
    const refused = await run(store, path, "--as", "ihor");
    expect(refused.said).toContain("parties.csv, line 3, side:");
    expect(refused.said).toContain("Nothing was imported.");
    expect(refused.code).toBe(1);
    // a contributor publishes nothing, here neither
    expect(await run(store, path, "--as", "ihor", "--skip-problems")).toMatchObject({ code: 1 });
    expect(await store.read.revision.count()).toBe(0);

    const other = keep("other.csv", "who,what\na,b\n");
    expect(await run(store, other, "--dry-run")).toMatchObject({
      code: 1,
      said: expect.stringContaining("These columns are not ours"),
    });
  });
});
