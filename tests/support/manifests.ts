import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "@/tests/support/code";

const manifest = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(ROOT, ".next/server", `${name}.json`), "utf8"));

/** A way into the site, as the build knows it. */
export type BuiltRoute = {
  /** `/[locale]/desk/changes/[id]`: without the groups of folders. */
  pattern: string;
  kind: "page" | "route";
  /** Behind the sign-in, or the way to it. */
  desk: boolean;
};

/** Every page and route of the build in .next, so that none can be forgotten. */
export const builtRoutes = (): BuiltRoute[] =>
  Object.keys(manifest("app-paths-manifest") as object).map((file) => ({
    pattern: file.replaceAll(/\/\([^)]+\)/g, "").replace(/\/(?:page|route)$/, "") || "/",
    kind: file.endsWith("/page") ? "page" : "route",
    desk: file.includes("/(desk)/"),
  }));

/** A server action of the build: its number in a request, and the pages that it can be sent to. */
export type BuiltAction = { id: string; name: string; patterns: string[] };

/** Every server action of the build in .next. */
export const builtActions = (): BuiltAction[] => {
  type Listed = { exportedName: string; workers: Record<string, unknown> };
  const { node } = manifest("server-reference-manifest") as { node: Record<string, Listed> };
  return (
    Object.entries(node)
      // some are listed without one: they are helpers of the framework's own
      .map(([id, { exportedName, workers }]) => ({
        id,
        name: exportedName,
        patterns: Object.keys(workers).map((worker) =>
          worker
            .replace(/^app/, "")
            .replaceAll(/\/\([^)]+\)/g, "")
            .replace(/\/page$/, ""),
        ),
      }))
  );
};
