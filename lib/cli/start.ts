// npm start: serves a built site. It changes nothing and refuses what is not ready.
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { built } from "@/lib/cli/builds";
import { command } from "@/lib/cli/command";
import { requireDatabase } from "@/lib/cli/preparing";
import { requireFreePorts, serve } from "@/lib/cli/serving";
import { config } from "@/lib/config";
import { store } from "@/lib/data/client";
import { pendingMigrations } from "@/lib/data/migrate";

await command(async () => {
  const settings = config("production");
  if (!built(settings.root)) throw new Halt("There is no build yet; run: npm run build");
  await requireDatabase(settings);
  const pending = await pendingMigrations(settings.databaseUrl);
  if (pending.length > 0) {
    throw new Halt(`The tables are not up to date (${pending.length} to apply); back up, then run: npm run db:migrate`);
  }
  await store().close();
  await requireFreePorts(settings);
  return serve(settings, "start", async () => console.log(`Serving ${settings.siteUrl}`), false);
});
