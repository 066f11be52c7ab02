import { preferredLocale } from "@/lib/i18n/locale";
import { paths } from "@/lib/paths";

/** The address without a language leads to the reader's. */
export function GET(request: Request): Response {
  const locale = preferredLocale(request.headers.get("accept-language"));
  return new Response(null, {
    status: 307,
    headers: { Location: paths.board(locale), Vary: "Accept-Language", "Cache-Control": "private, max-age=0" },
  });
}
