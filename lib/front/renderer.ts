import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import type { RecordVersion } from "../domain/record";
import { log, told } from "./log";
import { rendererRestarts } from "./metrics";

/**
 * What the renderer says: where it listens; that the public record changed, which it wants to be heard; that somebody else may
 * have changed it; what went wrong while it answered which request.
 */
export type Said =
  | { kind: "listening"; port: number }
  | { kind: "changed"; id: number; past: boolean; version: RecordVersion | null }
  | { kind: "stirred" }
  | { kind: "trouble"; request: string | undefined; text: string };
type Changed = (past: boolean, version: RecordVersion | null) => void;
/** What it is told: that a change was heard, and that nobody needs it any more. */
export type Told = { kind: "heard"; id: number } | { kind: "stop" };

/**
 * What it may keep, in MiB: the largest import takes 900. Left to itself it would let garbage grow with the memory of the
 * machine: by 190 MiB instead of 40 while a million days are sent.
 */
const MOST_MEMORY = 1536;
const PROGRAM = path.join(import.meta.dirname, "../../renderer.mjs");
/** How long it is left alone after it ended, in ms: longer each time, unless it had run for a while. */
const SHORTEST = 250;
const LONGEST = 10_000;
const A_WHILE = 60_000;

/**
 * The process that makes pages. When it ends by itself it is started again: readers have the publisher's pages meanwhile,
 * and the desk is away for as long as that takes.
 */
export class Renderer {
  #child: ChildProcess | undefined;
  #port: number | null = null;
  #stopping = false;
  #pause = SHORTEST;
  readonly #changed: Changed;
  readonly #stirred: () => void;
  readonly #program: string;

  /**
   * @param changed called when a save changed the public record, and the past of it, too, where only that can tell: after a
   *   restart, before which there may have been saves that nobody heard of
   * @param stirred called when somebody else may have changed it
   */
  constructor(changed: Changed, stirred: () => void, program = PROGRAM) {
    this.#changed = changed;
    this.#stirred = stirred;
    this.#program = program;
  }

  /** The port of the loopback on which it answers; null while it does not. */
  get port(): number | null {
    return this.#port;
  }

  /**
   * Starts it for the first time.
   * @returns when it answers
   * @throws where it ends before that
   */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#run(resolve, (how) => reject(new Error(`The renderer ended while it started (${how}).`)));
    });
  }

  #run(ready: () => void, failed: (how: string) => void): void {
    // it needs none of the loaders of this process
    const execArgv = [`--max-old-space-size=${MOST_MEMORY}`];
    const child = fork(this.#program, { execArgv, stdio: ["ignore", "pipe", "pipe", "ipc"] });
    // what says nothing of a request: the engine's own last words, for instance
    child.stdout?.on("data", (text: Buffer) => log.info({ from: "renderer" }, told(text.toString())));
    child.stderr?.on("data", (text: Buffer) => log.warn({ from: "renderer" }, told(text.toString())));
    this.#child = child;
    const began = Date.now();
    let listening = false;
    child.on("message", (said: Said) => {
      if (said.kind === "listening") {
        listening = true;
        this.#port = said.port;
        ready();
        return;
      }
      if (said.kind === "trouble") {
        log.error({ from: "renderer", id: said.request }, told(said.text));
        return;
      }
      if (said.kind === "stirred") return this.#stirred();
      this.#changed(said.past, said.version);
      if (child.connected) child.send({ kind: "heard", id: said.id } satisfies Told);
    });
    child.once("exit", (code, signal) => {
      this.#port = null;
      this.#child = undefined;
      if (this.#stopping) return;
      const how = signal ?? `exit code ${code}`;
      if (!listening) return failed(how);
      if (Date.now() - began > A_WHILE) this.#pause = SHORTEST;
      this.#again(how);
    });
  }

  #again(how: string): void {
    rendererRestarts.inc();
    log.error(`The renderer ended (${how}); it is started again.`);
    setTimeout(() => {
      if (!this.#stopping)
        this.#run(
          () => this.#changed(true, null),
          (again) => this.#again(again),
        );
    }, this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST);
  }

  /** Lets it finish what is under way and end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    if (child.connected) child.send({ kind: "stop" } satisfies Told);
    await ended;
  }
}
