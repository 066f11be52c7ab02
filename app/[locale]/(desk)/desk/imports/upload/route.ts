import { actingPerson } from "@/lib/auth/session";
import { keepUpload } from "@/lib/commands/imports";
import { store } from "@/lib/data/client";
import { rememberedMapping } from "@/lib/data/imports";
import { isReviewedPerson } from "@/lib/data/suggestions";
import { LARGEST_UPLOAD } from "@/lib/domain/arrivals";
import type { UsedMapping } from "@/lib/domain/mapping";
import { may } from "@/lib/domain/policy";
import { localeOf } from "@/lib/i18n/locale";
import { type KeptFile, keptFile, readFiles } from "@/lib/ingest/upload";
import { paths } from "@/lib/paths";
import { turn } from "../waiting";

type Context = { params: Promise<{ locale: string }> };

/** The form around the files. */
const MARGIN = 1024 * 1024;

/**
 * Takes files into keeping: a plain form, so that it works without JavaScript. What is no whole table is refused with its
 * reason and not kept; nothing goes on record here.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const locale = localeOf((await params).locale) ?? "en";
  const goTo = (path: string) =>
    new Response(null, { status: 303, headers: { location: path, "cache-control": "no-store" } });
  const refused = (no: string, file = "") => goTo(paths.deskImports(locale, `${new URLSearchParams({ no, file })}`));

  const who = await actingPerson();
  if (!who.ok) return who.code === "not_signed_in" ? goTo(paths.signIn(locale)) : refused(who.code);
  if (!may(who.actor.role, "record.publish")) return refused("not_allowed");
  if (await isReviewedPerson(store().read, who.actor)) return refused("review_required");
  // asked before anything is gathered in memory
  const length = Number(request.headers.get("content-length") ?? Number.POSITIVE_INFINITY);
  if (length > LARGEST_UPLOAD + MARGIN) return refused("import_too_large");
  const form = await request.formData().catch(() => null);
  const sent = (form?.getAll("files") ?? []).filter((file) => typeof file !== "string" && file.size > 0) as File[];
  if (sent.length === 0) return refused("none");
  if (sent.reduce((sum, { size }) => sum + size, 0) > LARGEST_UPLOAD) return refused("import_too_large");

  const kept: KeptFile[] = [];
  for (const file of sent) {
    const plain = file.name.slice(0, 100);
    const name = kept.some((other) => other.name === plain) ? `${kept.length + 1}: ${plain}` : plain;
    const read = keptFile(name, new Uint8Array(await file.arrayBuffer()));
    if (!read.ok) return refused(read.fault.code, name);
    kept.push(read.file);
  }
  const read = await readFiles(kept, turn);
  if (!read.ok) return refused(read.fault.code, read.name);

  const mappings: Record<number, UsedMapping> = {};
  for (const [i, { own, header }] of read.files.entries()) {
    const known = own ? null : await rememberedMapping(store().read, header);
    if (known) mappings[i] = known;
  }
  const answer = await keepUpload(
    { store: store(), actor: who.actor, now: new Date() },
    {
      name: kept.map(({ name }) => name).join(", "),
      file: read.files.map(({ own, file }) => own ?? file ?? "").join("; "),
      content: JSON.stringify(kept),
      rows: read.files.reduce((sum, { rows }) => sum + rows, 0),
      mappings,
    },
  );
  return answer.ok ? goTo(paths.deskImport(locale, answer.id)) : refused(answer.code);
}
