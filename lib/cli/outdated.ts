// npm run outdated: which of the packages that package.json names have a newer version, and why those are kept that are kept
// on purpose. Asks the registry through npm. Ends with code 1 where one is behind without a reason.
import { execFile } from "node:child_process";
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { command } from "@/lib/cli/command";

/** By the beginning of a name: why it stays. Looked through whenever this command is run. */
const KEPT: Record<string, string> = {
  next: "newer ones lock without the binaries of some platforms",
  prisma: "client, adapters and engine have to be of one version",
  "@prisma/": "client, adapters and engine have to be of one version",
  tailwindcss: "newer ones lock without the binaries of some platforms",
  "@tailwindcss/": "newer ones lock without the binaries of some platforms",
  "@biomejs/": "newer ones lack the binaries of some platforms",
  "better-sqlite3": "13 needs Node 22",
  vitest: "5 needs Node 22",
  "@vitest/": "5 needs Node 22",
  "@types/node": "follows the oldest Node that is supported",
  "next-auth": "5 is another library",
  "use-intl": "newer ones cannot be installed",
};

type Found = Record<string, { current?: string; latest: string }>;

/** What npm says; it ends with code 1 where anything is behind. */
const outdated = () =>
  new Promise<Found>((resolve, reject) => {
    execFile("npm", ["outdated", "--json"], { shell: process.platform === "win32" }, (_error, out) => {
      try {
        const found = JSON.parse(out || "{}") as Found & { error?: { summary?: string } };
        if (found.error)
          reject(new Halt(`npm could not ask the registry: ${found.error.summary ?? "no reason given"}`));
        else resolve(found);
      } catch {
        reject(new Halt("npm could not ask the registry."));
      }
    });
  });

await command(async () => {
  let behind = 0;
  for (const [name, { current, latest }] of Object.entries(await outdated())) {
    const reason = Object.entries(KEPT).find(
      ([start]) => name === start || (start.endsWith("/") && name.startsWith(start)),
    );
    if (!reason) behind++;
    console.log(`${name} ${current ?? "not installed"} → ${latest}${reason ? `   kept: ${reason[1]}` : ""}`);
  }
  console.log(behind === 0 ? "Nothing is behind without a reason." : `${behind} could be raised.`);
  return behind === 0 ? 0 : 1;
});
