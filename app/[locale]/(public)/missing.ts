import { redirect } from "next/navigation";
import type { Locale } from "@/lib/domain/vocabulary";
import { localeOf } from "@/lib/i18n/locale";

/** An address that no route answers. */
const NOWHERE = "/en/missing";

/**
 * Ends the rendering of a page about something that does not exist. Next's own notFound() answers with an empty
 * document that only its script can fill; an address outside every route is answered by app/global-not-found.tsx,
 * with status 404 and readable text. So that is where readers are sent.
 */
export function missing(): never {
  redirect(NOWHERE);
}

/** The language of the address, or the page for what does not exist. */
export const knownLocale = (segment: string): Locale => localeOf(segment) ?? missing();
