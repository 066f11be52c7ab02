// npm run licences: under which licences the installed packages stand, and which they are. Those that only build and test
// are marked.
import { command } from "@/lib/cli/command";
import { type Locked, lockedPackages } from "@/lib/cli/locked";

await command(async () => {
  const by = new Map<string, Locked[]>();
  for (const one of lockedPackages()) by.set(one.licence, [...(by.get(one.licence) ?? []), one]);
  for (const [licence, packages] of [...by].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`\n${licence} (${packages.length})`);
    for (const { name, version, dev } of packages)
      console.log(`  ${name} ${version}${dev ? " (to build and test)" : ""}`);
  }
  return 0;
});
