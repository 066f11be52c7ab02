import { notFound } from "next/navigation";
import type { Locale } from "@/lib/domain/vocabulary";
import { localeOf } from "@/lib/i18n/locale";

/**
 * Ends the rendering of a page about something that does not exist. What the framework makes of that is an empty
 * document with status 404; the publisher answers with the ordinary page of `/en/missing` in its place.
 */
export function missing(): never {
  notFound();
}

/** The number of a page in an address, from 1. */
export const pageNumber = (digits: string): number => (/^[1-9]\d{0,5}$/.test(digits) ? Number(digits) : missing());

/** The language of the address, or the page for what does not exist. */
export const knownLocale = (segment: string): Locale => localeOf(segment) ?? missing();
