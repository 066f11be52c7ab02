import { notFound, redirect } from "next/navigation";
import { requireActor } from "@/lib/auth/session";
import { store } from "@/lib/data/client";
import { findDraft } from "@/lib/data/drafts";
import { paths } from "@/lib/paths";
import { deskLocale } from "../../../page-frame";

/** A draft is opened in the form of its day. */
export default async function DraftPage({ params }: { params: Promise<{ locale: string; id: string }> }) {
  const locale = await deskLocale(params);
  const { id } = await params;
  const actor = await requireActor(locale);
  const found = await findDraft(store().read, actor, id);
  if (!found) notFound();
  const { corridor, date } = found.draft;
  redirect(`${paths.deskDay(locale, corridor, date)}?draft=${encodeURIComponent(id)}`);
}
