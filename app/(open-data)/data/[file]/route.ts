import { csvResponse } from "@/app/(open-data)/data/csv-response";
import { type Form, packageResponse } from "@/app/(open-data)/data/package-response";
import { refusedMethod } from "@/app/(open-data)/data/refusals";
import { store } from "@/lib/data/client";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ file: string }> };

/** What is of the whole record; everything else is a table. */
const WHOLE = new Map<string, Form>([
  ["datapackage.json", "description"],
  ["corridor-tracker.zip", "zip"],
]);

const answer = async (request: Request, { params }: Context) => {
  const { file } = await params;
  const form = WHOLE.get(file);
  return form ? packageResponse(request, form, store(), new Date()) : csvResponse(request, file, store(), new Date());
};

export {
  answer as GET,
  answer as HEAD,
  refusedMethod as DELETE,
  refusedMethod as OPTIONS,
  refusedMethod as PATCH,
  refusedMethod as POST,
  refusedMethod as PUT,
};
