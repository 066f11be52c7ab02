// npm run dev: the site from its sources, for work on the code.
import { command } from "@/lib/cli/command";
import { prepare } from "@/lib/cli/preparing";
import { serve } from "@/lib/cli/serving";
import { store } from "@/lib/data/client";

await command(async () => {
  const settings = await prepare("development", { empty: process.argv.includes("--empty") });
  await store().close();
  return serve(settings, "dev", async () => console.log(`The site: ${settings.siteUrl} (stop: Ctrl+C)`));
});
