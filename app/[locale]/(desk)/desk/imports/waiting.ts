import type { Context } from "@/lib/commands/change";
import { type Imported, runImport } from "@/lib/commands/imports";
import { store } from "@/lib/data/client";
import { landingOn } from "@/lib/data/import-ground";
import type { OpenImport } from "@/lib/data/imports";
import type { Upload } from "@/lib/domain/arrivals";
import type { Answer } from "@/lib/domain/errors";
import type { Landing } from "@/lib/domain/landing";
import { type KeptFile, type ReadFile, readFiles, uploadOf } from "@/lib/ingest/upload";
import { tellPublisher } from "../answering";

/** Lets the event loop turn. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

type Read = { files: ReadFile[]; upload: Upload };
type Job = { reason: string; done: number; all: number; ended: Promise<void>; answer?: Answer<Imported> };

// Next holds several copies of a module: pages and actions must see the same work
const SHARED = Symbol.for("tracker.imports");
type Shared = {
  /** What was read last: one upload is looked at page by page, and reading it takes seconds. */
  read?: { key: string; read: Read };
  landing?: { key: string; landing: Landing };
  jobs: Map<string, Job>;
};
const shared = globalThis as { [SHARED]?: Shared };
function memory(): Shared {
  shared[SHARED] ??= { jobs: new Map() };
  return shared[SHARED];
}

const keyOf = ({ run }: OpenImport) => `${run.id} ${run.version}`;

/** The files of an upload that waits, and its rows. */
export async function readWaiting(open: OpenImport): Promise<Read> {
  const key = keyOf(open);
  const known = memory().read;
  if (known?.key === key) return known.read;
  const kept = JSON.parse(open.content) as KeptFile[];
  const found = await readFiles(kept, turn);
  // it was read before it was kept
  if (!found.ok) throw new Error(`a kept upload cannot be read: ${found.fault.code}`);
  const read = { files: found.files, upload: await uploadOf(found.files, kept, open.mappings, turn) };
  memory().read = { key, read };
  return read;
}

/** How its rows would land on the record as it is now. */
export async function landingOf(open: OpenImport, { upload }: Read): Promise<Landing> {
  const db = store().read;
  const head = await db.revision.findFirst({ orderBy: { seq: "desc" }, select: { seq: true } });
  const key = `${keyOf(open)} ${head?.seq ?? 0}`;
  const known = memory().landing;
  if (known?.key === key) return known.landing;
  const landing = await landingOn(db, upload, open.choices, new Date());
  memory().landing = { key, landing };
  return landing;
}

/** The import of an upload, while it is under way, and after it came to nothing. */
export const jobOf = (id: string): Job | undefined => memory().jobs.get(id);

/** Begins to import an upload. Whoever asked need not wait: it goes on by itself, and once only. */
export function beginImport(
  context: Context,
  open: OpenImport,
  upload: Upload,
  asked: { reason: string; skipProblems: boolean },
): Job {
  const { jobs } = memory();
  const { id, version } = open.run;
  const running = jobs.get(id);
  if (running && !running.answer) return running;
  const job: Job = { reason: asked.reason, done: 0, all: 0, ended: Promise.resolve() };
  jobs.set(id, job);
  const edit = { id, version, upload, choices: open.choices, ...asked };
  job.ended = runImport(context, edit, (done, all) => Object.assign(job, { done, all })).then(
    async (answer) => {
      if (answer.ok) {
        await tellPublisher();
        // the page says from now on what the database says
        jobs.delete(id);
        memory().read = undefined;
        memory().landing = undefined;
      }
      job.answer = answer;
    },
    (error) => {
      console.error(error);
      job.answer = { ok: false, code: "busy", problems: [] };
    },
  );
  return job;
}
