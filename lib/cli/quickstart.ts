// npm run quickstart: everything from an empty clone to a site that runs on this machine.
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { build, buildNeeded } from "@/lib/cli/builds";
import { command } from "@/lib/cli/command";
import { firstAdminLink } from "@/lib/cli/one-time-links";
import { prepare } from "@/lib/cli/preparing";
import { serve } from "@/lib/cli/serving";
import { store } from "@/lib/data/client";

await command(async () => {
  const unknown = process.argv.slice(2).filter((argument) => argument !== "--empty");
  if (unknown.length > 0) throw new Halt(`Unknown: ${unknown.join(" ")}. The one option is --empty: no seed.`);
  const settings = await prepare("production", { empty: process.argv.includes("--empty") }, async ({ root }) => {
    if (buildNeeded(root)) await build(root);
  });
  const link = await firstAdminLink(store(), settings, new Date());
  await store().close();

  return serve(settings, "start", async () => {
    const lines: [string, string][] = [
      ["The site", settings.siteUrl],
      ...(settings.deskListen ? ([["The desk", settings.deskUrl]] as [string, string][]) : []),
      ...(link ? ([["First administrator", `${link.url} (works once, for 24 hours)`]] as [string, string][]) : []),
      ["The data", settings.databaseFile ?? `PostgreSQL, ${new URL(settings.databaseUrl).pathname.slice(1)}`],
      ["Stop", "Ctrl+C; start again with npm run quickstart"],
    ];
    console.log(`\n${lines.map(([name, text]) => `  ${name.padEnd(20)}${text}`).join("\n")}\n`);
  });
});
