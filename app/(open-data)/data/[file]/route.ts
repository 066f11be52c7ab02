import { csvResponse } from "@/app/(open-data)/data/csv-response";
import { refusedMethod } from "@/app/(open-data)/data/refusals";
import { store } from "@/lib/data/client";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ file: string }> };

const answer = async (request: Request, { params }: Context) =>
  csvResponse(request, (await params).file, store(), new Date());

export {
  answer as GET,
  answer as HEAD,
  refusedMethod as DELETE,
  refusedMethod as OPTIONS,
  refusedMethod as PATCH,
  refusedMethod as POST,
  refusedMethod as PUT,
};
