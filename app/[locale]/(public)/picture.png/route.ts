import { pictureOf } from "../picture";
import { reading } from "../reading";

export const dynamic = "force-dynamic";

/** What messengers show beside a link to the site. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const { reader, settings } = await reading((await params).locale);
  return pictureOf(reader, settings, null);
}
