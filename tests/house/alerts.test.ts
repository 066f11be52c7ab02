import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { read } from "@/tests/support/code";
import { itWith, run } from "@/tests/support/programs";

const RULES = path.resolve("docs/deploy/alerts.yml");
const folder = mkdtempSync(path.join(tmpdir(), "tracker-alerts-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What an instance tells, a value a minute as promtool writes them: `0+3x20` is 0, 3, 6 … */
type Told = Record<string, string>;
const desk = (faster: string, slower: string): Told => ({
  'corridor_tracker_pass_seconds_bucket{kind="desk",le="1"}': faster,
  'corridor_tracker_pass_seconds_bucket{kind="desk",le="2.5"}': faster,
  'corridor_tracker_pass_seconds_bucket{kind="desk",le="5"}': slower,
  'corridor_tracker_pass_seconds_bucket{kind="desk",le="+Inf"}': slower,
});

/** For each alarm: what goes on where it goes off, by then in minutes, and what goes on where it does not. */
const ALARMS: Record<string, { ill: Told; by: number; well: Told[] }> = {
  TrackerAway: { ill: { up: "0x10" }, by: 3, well: [{ up: "1x10" }, { up: "1 0 1x10" }] },
  TrackerDatabaseAway: { ill: { corridor_tracker_up: "0x10" }, by: 2, well: [{ corridor_tracker_up: "1x10" }] },
  TrackerNobodyLooks: {
    ill: { corridor_tracker_announced_today: "2x730", corridor_tracker_last_looked_timestamp_seconds: "0x730" },
    by: 721,
    well: [
      // looked after five hours
      { corridor_tracker_announced_today: "2x730", corridor_tracker_last_looked_timestamp_seconds: "0x300 18060x430" },
      // nothing is announced for today, or all of it has an outcome
      { corridor_tracker_announced_today: "2x700 0x30", corridor_tracker_last_looked_timestamp_seconds: "0x730" },
    ],
  },
  TrackerPagesFail: {
    ill: { corridor_tracker_render_failures_total: "0+3x20" },
    by: 10,
    well: [{ corridor_tracker_render_failures_total: "0+1x20" }],
  },
  TrackerRendererRestarts: {
    ill: { corridor_tracker_renderer_restarts_total: "0x10 1 2 3 4x10" },
    by: 15,
    well: [{ corridor_tracker_renderer_restarts_total: "0x10 1x20" }],
  },
  TrackerTurnsReadersAway: {
    ill: { corridor_tracker_turned_away_total: "0+120x20" },
    by: 12,
    well: [{ corridor_tracker_turned_away_total: "0+30x20" }],
  },
  TrackerDeskSlow: { ill: desk("0+9x30", "0+10x30"), by: 25, well: [desk("0+10x30", "0+10x30")] },
  TrackerGuessing: {
    ill: { corridor_tracker_sign_in_failures_total: "0+3x30" },
    by: 20,
    well: [{ corridor_tracker_sign_in_failures_total: "0+1x30" }],
  },
  TrackerMemory: {
    ill: {
      corridor_tracker_process_resident_memory_bytes: "1e9x20",
      corridor_tracker_renderer_resident_memory_bytes: "1.6e9x20",
    },
    by: 12,
    well: [
      {
        corridor_tracker_process_resident_memory_bytes: "2e8x20",
        corridor_tracker_renderer_resident_memory_bytes: "9e8x20",
      },
    ],
  },
  TrackerDescriptors: {
    ill: { corridor_tracker_process_open_fds: "17000x10", corridor_tracker_process_max_fds: "20000x10" },
    by: 6,
    well: [{ corridor_tracker_process_open_fds: "15000x10", corridor_tracker_process_max_fds: "20000x10" }],
  },
};

const series = (told: Told, instance: string) =>
  Object.entries(told).map(([name, values]) => {
    const [metric = "", labels = ""] = name.split(/[{}]/);
    const all = [labels, 'job="corridor-tracker"', `instance="${instance}"`].filter(Boolean).join(",");
    return { series: `${metric}{${all}}`, values };
  });

it("every alarm is tried out", () => {
  const named = [...read("docs/deploy/alerts.yml").matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
  expect(Object.keys(ALARMS)).toEqual(named);
});

for (const [name, { ill, by, well }] of Object.entries(ALARMS)) {
  itWith("promtool", `${name} goes off where something is wrong, and nowhere else`, async () => {
    const file = path.join(folder, `${name}.yml`);
    // JSON is YAML
    const test = {
      rule_files: [RULES],
      evaluation_interval: "1m",
      tests: [
        {
          interval: "1m",
          input_series: [...series(ill, "ill"), ...well.flatMap((told, n) => series(told, `well ${n}`))],
          promql_expr_test: [
            {
              expr: 'count by (alertname, instance) (ALERTS{alertstate="firing"})',
              eval_time: `${by}m`,
              exp_samples: [{ labels: `{alertname="${name}",instance="ill"}`, value: 1 }],
            },
          ],
        },
      ],
    };
    writeFileSync(file, JSON.stringify(test));
    expect(await run("promtool", ["test", "rules", file])).toContain("SUCCESS");
  });
}
