import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A file system of a test's own, in memory, which it may fill. */
export interface SmallDisk {
  folder: string;
  /** Takes all the room that is left. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  /** From now on nothing can be written, by root neither. Nobody may have anything of it open for writing. */
  readOnly(yes: boolean): void;
  remove(): void;
}

export const NO_DISK = "Only root mounts file systems (Linux): nothing below meets a full or a read-only disk.";

/** Whether this account may mount: found out by doing it once. */
export const hasSmallDisk = (() => {
  try {
    makeSmallDisk(1).remove();
    return true;
  } catch {
    return false;
  }
})();

/** @param size in MiB */
export function makeSmallDisk(size: number): SmallDisk {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size}m,mode=755`, "tracker-test", folder], { stdio: "pipe" });
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  const filler = path.join(folder, "filler");
  const mounted = (how: string) => execFileSync("mount", ["-o", `remount,${how}`, folder], { stdio: "pipe" });
  return {
    folder,
    fill() {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize));
    },
    free: () => rmSync(filler, { force: true }),
    readOnly: (yes) => void mounted(yes ? "ro" : "rw"),
    remove() {
      // whoever was killed may still hold a file of it for a moment
      execFileSync("umount", ["--lazy", folder], { stdio: "pipe" });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
