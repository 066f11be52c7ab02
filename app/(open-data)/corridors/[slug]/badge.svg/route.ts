import { badgeResponse } from "@/app/(open-data)/badges";

export const dynamic = "force-dynamic";

/** The badge of a corridor in English. */
export const GET = async (_request: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> =>
  badgeResponse((await params).slug, "en");
