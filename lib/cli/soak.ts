// npm run test:soak [-- --minutes N] [--on postgresql]: a mixed load on the build for as long as asked (five minutes),
// then memory and its slope, descriptors, lateness of the event loops and errors of both processes. Ends with code 1 where
// any answer was wrong.
import { parseArgs } from "node:util";
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { build, buildNeeded } from "@/lib/cli/builds";
import { command } from "@/lib/cli/command";
import { machine, markdown } from "@/tests/bench/report";
import { soak } from "@/tests/bench/soak";
import { hasPostgresPrograms, NO_PROGRAMS, startOwnPostgres } from "@/tests/support/own-postgres";

await command(async () => {
  const { values } = parseArgs({
    options: { minutes: { type: "string", default: "5" }, on: { type: "string", default: "sqlite" } },
  });
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) throw new Halt("--minutes is a number above 0.");
  if (values.on !== "sqlite" && values.on !== "postgresql") throw new Halt("--on is sqlite or postgresql.");
  if (values.on === "postgresql" && !hasPostgresPrograms) throw new Halt(NO_PROGRAMS);
  const root = process.cwd();
  if (buildNeeded(root)) await build(root);
  const postgres = values.on === "postgresql" ? await startOwnPostgres() : undefined;
  try {
    const { report, errors } = await soak(minutes, postgres?.url);
    console.log(`${machine()}\n\n${markdown(report)}`);
    return errors > 0 ? 1 : 0;
  } finally {
    await postgres?.remove();
  }
});
