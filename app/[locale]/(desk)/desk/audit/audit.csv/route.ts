import { currentActor } from "@/lib/auth/session";
import { type AuditFilters, readAudit } from "@/lib/data/audit-log";
import { store } from "@/lib/data/client";
import { readSettings } from "@/lib/data/settings";
import type { Actor } from "@/lib/domain/policy";
import { may } from "@/lib/domain/policy";
import { auditColumns } from "@/lib/formats/audit";
import { csvHead, csvRows } from "@/lib/formats/csv";
import { auditFilters } from "../asked";

/** Lines that are read at once. */
const BATCH = 1_000;

/** The audit log as a file, newest line first, for administrators; texts that a spreadsheet would run are defused. */
export async function GET(request: Request): Promise<Response> {
  const headers = { "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
  const actor = await currentActor();
  if (actor?.kind !== "person" || !may(actor.role, "audit.read"))
    return new Response("For administrators who are signed in.\n", { status: actor ? 403 : 401, headers });
  const query = new URL(request.url).searchParams;
  const { timeZone } = await readSettings(store().read);
  const lines = linesOf(
    actor,
    auditFilters((name) => query.get(name)),
    timeZone,
  );
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(new TextEncoder().encode(value));
    },
  });
  return new Response(body, {
    headers: {
      ...headers,
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="audit.csv"',
    },
  });
}

async function* linesOf(actor: Actor, filters: AuditFilters, timeZone: string) {
  yield csvHead(null, auditColumns, "excel");
  for (let before: number | undefined; ; ) {
    const read = await readAudit(store().read, actor, filters, timeZone, before, BATCH);
    if (!read.ok || read.lines.length === 0) return;
    yield csvRows(
      read.lines.map((line) => [
        line.seq,
        line.at.toISOString(),
        line.who,
        line.action,
        line.kind,
        line.entry,
        line.reason,
        line.detail,
      ]),
      "excel",
    );
    before = read.lines.at(-1)?.seq;
  }
}
