import { packageResponse } from "@/app/(open-data)/data/package-response";
import { refusedMethod } from "@/app/(open-data)/data/refusals";
import { store } from "@/lib/data/client";

export const dynamic = "force-dynamic";

/** What the files of the open data are and mean, as a Data Package. */
const answer = async (request: Request) => packageResponse(request, "description", store(), new Date());

export {
  answer as GET,
  answer as HEAD,
  refusedMethod as DELETE,
  refusedMethod as OPTIONS,
  refusedMethod as PATCH,
  refusedMethod as POST,
  refusedMethod as PUT,
};
