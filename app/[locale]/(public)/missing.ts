import { notFound } from "next/navigation";
import type { Locale } from "@/lib/domain/vocabulary";
import { localeOf } from "@/lib/i18n/locale";

/**
 * Ends the rendering of a page about something that does not exist. Next's own document for it is empty without its
 * scripts; the publisher shows readers app/global-not-found.tsx instead, with status 404.
 */
export const missing = (): never => notFound();

/** The language of the address, or the page for what does not exist. */
export const knownLocale = (segment: string): Locale => localeOf(segment) ?? missing();
