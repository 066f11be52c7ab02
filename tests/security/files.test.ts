import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openStore } from "@/lib/data/client";
import { migrate } from "@/lib/data/migrate";

// Windows has no such mode bits.
describe.skipIf(process.platform === "win32")("the folder of a store", () => {
  const base = mkdtempSync(path.join(tmpdir(), "tracker-files-"));
  afterEach(() => rmSync(base, { recursive: true, force: true }));
  const modeOf = (folder: string) => statSync(folder).mode & 0o777;

  it("is closed to other accounts of the machine, whichever command makes it", async () => {
    const opened = path.join(base, "opened");
    await openStore(`file:${path.join(opened, "t.db")}`).close();
    expect(modeOf(opened)).toBe(0o700);
    const migrated = path.join(base, "migrated");
    await migrate(`file:${path.join(migrated, "t.db")}`);
    expect(modeOf(migrated)).toBe(0o700);
  });
});
