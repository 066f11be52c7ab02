import { findReport } from "@/lib/data/corridors";
import { endsOf, pictureOf } from "../../../picture";
import { reading } from "../../../reading";

export const dynamic = "force-dynamic";

type Params = Promise<{ locale: string; slug: string }>;

/** What messengers show beside a link to a corridor. */
export async function GET(_request: Request, { params }: { params: Params }): Promise<Response> {
  const { locale, slug } = await params;
  const { db, now, reader, settings } = await reading(locale);
  const found = await findReport(db, slug, now);
  return found ? pictureOf(reader, settings, endsOf(reader, found.corridor)) : new Response(null, { status: 404 });
}
