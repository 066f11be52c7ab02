import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { registry } from "@/lib/front/metrics";
import { filesIn, read } from "@/tests/support/code";

const alerts = read("docs/deploy/alerts.yml");
const all = (pattern: RegExp, text: string) => [
  ...new Set([...text.matchAll(pattern)].map(([, found]) => found as string)),
];

describe("alarms", () => {
  it("have a page each that says what to do, and no page is without its alarm", () => {
    const named = all(/runbook: (\S+)/g, alerts);
    expect(all(/- alert: (\w+)/g, alerts)).toHaveLength(named.length);
    expect(named.sort()).toEqual(filesIn("docs/deploy/runbooks").sort());
    for (const file of named)
      expect(read(file)).toMatch(/^# .+\n\n\*\*What readers notice\.\*\* .+\n\n## Look\n\n1\. [\s\S]+\n## Do\n\n1\. /);
  });

  it("and their pages speak of numbers that the site tells", () => {
    const own = filesIn("lib/front").flatMap((file) => [
      ...all(/\$\{PREFIX\}(\w+)/g, read(file)),
      ...all(/gauge\("(\w+)"/g, read(file)),
      ...all(/\[\s*"(\w+)",/g, read(file)),
    ]);
    const told = [
      ...registry.getMetricsAsArray().map(({ name }) => name),
      ...own.map((name) => `corridor_tracker_${name}`),
    ];
    const pages = filesIn("docs/deploy/runbooks").map(read).join("\n");
    const named = all(/(corridor_tracker_\w+)/g, `${alerts}${pages}`).map((name) =>
      name.replace(/_(?:bucket|count|sum)$/, ""),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((name) => !told.includes(name))).toEqual([]);
  });
});

it("whoever asks the site to end waits for longer than it takes at most", () => {
  const seconds = (file: string, pattern: RegExp) => Number(pattern.exec(read(file))?.[1]?.replaceAll("_", ""));
  const itself = seconds("lib/front/serve.ts", /STOP_LIMIT = ([\d_]+);/) / 1000;
  const command = seconds("lib/cli/serving.ts", /STOP_LIMIT_MS = ([\d_]+);/) / 1000;
  expect(itself).toBeGreaterThan(0);
  expect(command).toBeGreaterThan(itself);
  expect(seconds("compose.yml", /stop_grace_period: (\d+)s/)).toBeGreaterThan(command);
  expect(seconds("docs/deploy/corridor-tracker.service", /TimeoutStopSec=(\d+)s/)).toBeGreaterThan(command);
});

it("every folder that a unit writes to is made by systemd, or by a command that stands in the unit", () => {
  const units = filesIn("docs/deploy").filter((file) => file.endsWith(".service"));
  const texts = units.map(read);
  const made = all(/^#\s+install -d .*?(\/\S+)$/gm, texts.join("\n"));
  const written = texts.flatMap((text) => all(/^ReadWritePaths=(.+)$/gm, text).flatMap((paths) => paths.split(" ")));
  expect(units).toHaveLength(2);
  expect(made).toContain("/srv/corridor-tracker/data");
  expect(written.filter((folder) => !made.includes(folder))).toEqual([]);
  for (const text of texts.filter((one) => one.includes("STATE_DIRECTORY")))
    expect(text).toMatch(/^StateDirectory=\S+$/m);
  expect(texts.join("\n")).toContain("STATE_DIRECTORY");
});

it("one service alone builds the image that several use, and it is the first that starts", () => {
  const services = read("compose.yml").split(/^ {2}(?=\w[\w-]*:$)/m);
  const building = services.filter((service) => /^ {4}build:/m.test(service));
  expect(building).toHaveLength(1);
  expect(building[0]).toMatch(/^migrate:/);
  expect(read("compose.yml")).toContain("migrate: { condition: service_completed_successfully }");
});

describe("the image", () => {
  const dockerfile = read("Dockerfile");

  it("takes nothing that is not there, and everything that the server needs", () => {
    const sources = all(/^COPY --from=build (.+) \S+$/gm, dockerfile).flatMap((line) => line.split(" "));
    const made = ["/site/node_modules", "/site/.next"];
    expect(sources.length).toBeGreaterThan(10);
    const missing = sources.filter((source) => !made.includes(source) && !existsSync(source.replace("/site/", "")));
    expect(missing).toEqual([]);
    // what a build is made from lies beside it, so that a server of another version is noticed
    const needed = [
      "server.mjs",
      "renderer.mjs",
      "no-cache.mjs",
      "next.config.js",
      "lib",
      "public",
      "prisma",
      "package.json",
    ];
    expect(needed.filter((name) => !sources.includes(`/site/${name}`))).toEqual([]);
  });

  it("runs commands that exist, as somebody without rights", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    for (const name of all(/npm run ([\w:-]+)/g, dockerfile)) expect(scripts).toHaveProperty([name]);
    const started = /^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? "[]";
    expect((JSON.parse(started) as string[]).join(" ")).toBe(scripts.start);
    expect(dockerfile).toMatch(/^USER node$/m);
    for (const unit of ["corridor-tracker.service", "corridor-tracker-backup.service"]) {
      const [, , , file = ""] =
        /^ExecStart=(\S+) (--import) (tsx) (\S+)/m.exec(read(`docs/deploy/${unit}`))?.slice(1) ?? [];
      expect(existsSync(file), unit).toBe(true);
    }
  });

  it("lets those packages run something when they are installed that package.json names, and no other", () => {
    const { allowScripts } = JSON.parse(read("package.json")) as { allowScripts: Record<string, boolean> };
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
    expect(all(/^RUN (npm ci .*)$/gm, dockerfile)).toEqual([
      `npm ci --ignore-scripts && npm rebuild ${allowed.join(" ")}`,
    ]);
  });

  it("is not given what git does not have, and has no tests in it", () => {
    const left = read(".dockerignore").split("\n");
    for (const name of ["node_modules", "data", ".env", ".git", "prisma/generated"]) expect(left).toContain(name);
    expect(dockerfile).not.toMatch(/^COPY --from=build .*(?:tests|docs)/m);
  });
});
