// npm run build: always builds; quickstart builds only what changed.
import { build } from "@/lib/cli/builds";
import { command } from "@/lib/cli/command";
import { config } from "@/lib/config";

await command(async () => {
  await build(config().root);
  return 0;
});
