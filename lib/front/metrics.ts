import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What the site counts, for Prometheus. No label names a corridor, a party, a person or an address. */
export const registry = new Registry();
const registers = [registry];
const PREFIX = "corridor_tracker_";

collectDefaultMetrics({ register: registry, prefix: PREFIX });

/** What an answer was: from memory, a file from the shelf, from the renderer, or a refusal of ours. */
export const KINDS = ["page", "file", "desk", "passed", "refused"] as const;
export type Kind = (typeof KINDS)[number];
const CLASSES = ["1xx", "2xx", "3xx", "4xx", "5xx"] as const;

const answers = new Counter({
  name: `${PREFIX}answers_total`,
  help: "Answers given, by where they came from and the class of their status.",
  labelNames: ["kind", "status"],
  registers,
});
// looked up once: this is on the way of every reader
const COUNTED = Object.fromEntries(
  KINDS.map((kind) => [kind, CLASSES.map((status) => answers.labels({ kind, status }))]),
) as Record<Kind, { inc(): void }[]>;

/** Counts an answer. */
export const countAnswer = (kind: Kind, status: number): void => COUNTED[kind][Math.floor(status / 100) - 1]?.inc();

export const renderSeconds = new Histogram({
  name: `${PREFIX}render_seconds`,
  help: "How long the renderer took to make a page for the publisher.",
  buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
  registers,
});

export const passSeconds = new Histogram({
  name: `${PREFIX}pass_seconds`,
  help: "How long what was handed to the renderer took, the desk's forms among it.",
  labelNames: ["kind"],
  buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60],
  registers,
});

export const renderFailures = new Counter({
  name: `${PREFIX}render_failures_total`,
  help: "Pages that could not be made; readers had an older one, or none.",
  registers,
});

export const turnedAway = new Counter({
  name: `${PREFIX}turned_away_total`,
  help: "Readers who were turned away because too many were waiting for pages that have to be made.",
  registers,
});

export const signInFailures = new Counter({
  name: `${PREFIX}sign_in_failures_total`,
  help: "Sign-ins that were refused.",
  registers,
});

export const rendererRestarts = new Counter({
  name: `${PREFIX}renderer_restarts_total`,
  help: "How often the renderer ended by itself and was started again.",
  registers,
});

/** A number that is looked up when it is asked for, in the place of another one of the same name. */
export function gauge(name: string, help: string, of: () => number): void {
  registry.removeSingleMetric(PREFIX + name);
  new Gauge({
    name: PREFIX + name,
    help,
    registers,
    collect() {
      this.set(of());
    },
  });
}

/** What the renderer says of itself and of the record. Instants in seconds since the epoch, 0 for none. */
export type Measured = {
  residentBytes: number;
  revisions: number;
  lastRevision: number;
  /** When an editor last saved something public, or looked and found nothing new. */
  lastLooked: number;
  announcedToday: number;
};

const NAMES: Record<keyof Measured, [name: string, help: string]> = {
  residentBytes: ["renderer_resident_memory_bytes", "Resident memory of the renderer."],
  revisions: ["revisions", "Revisions of the public chain."],
  lastRevision: ["last_revision_timestamp_seconds", "When the newest revision was published."],
  lastLooked: [
    "last_looked_timestamp_seconds",
    "When an editor last published something, or looked and found nothing new.",
  ],
  announcedToday: [
    "announced_today",
    "Corridor days of today, where they begin, that are announced and have no outcome yet.",
  ],
};

/**
 * Puts what the renderer says among the rest.
 * @param ask rejects where there is no renderer, or where it does not reach its database
 * @returns what asks it: to be awaited before the numbers are told, which are all looked up at once
 */
export function measureRenderer(ask: () => Promise<Measured>): () => Promise<void> {
  const gauges = Object.fromEntries(
    Object.entries(NAMES).map(([key, [name, help]]) => [key, new Gauge({ name: PREFIX + name, help, registers })]),
  ) as Record<keyof Measured, Gauge>;
  const up = new Gauge({
    name: `${PREFIX}up`,
    help: "1 where the renderer answers and reaches its database.",
    registers,
  });
  return async () => {
    try {
      const measured = await ask();
      for (const [key, value] of Object.entries(measured)) gauges[key as keyof Measured].set(value);
      up.set(1);
    } catch {
      // an old number would look like a new one
      for (const one of Object.values(gauges)) one.reset();
      up.set(0);
    }
  };
}
