import { csvResponse } from "@/app/(open-data)/data/csv-response";
import { store } from "@/lib/data/client";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ file: string }> };

const answer = async (request: Request, { params }: Context) =>
  csvResponse(request, (await params).file, store(), new Date());

/** Only reading: a method that would change something has no meaning here. */
const refused = () => new Response("Only GET and HEAD.\n", { status: 405, headers: { Allow: "GET, HEAD" } });

export {
  answer as GET,
  answer as HEAD,
  refused as DELETE,
  refused as OPTIONS,
  refused as PATCH,
  refused as POST,
  refused as PUT,
};
