import { packageResponse } from "@/app/(open-data)/data/package-response";
import { refusedMethod } from "@/app/(open-data)/data/refusals";
import { store } from "@/lib/data/client";

export const dynamic = "force-dynamic";

/** All files of the open data, of one moment. */
const answer = async (request: Request) => packageResponse(request, "zip", store(), new Date());

export {
  answer as GET,
  answer as HEAD,
  refusedMethod as DELETE,
  refusedMethod as OPTIONS,
  refusedMethod as PATCH,
  refusedMethod as POST,
  refusedMethod as PUT,
};
