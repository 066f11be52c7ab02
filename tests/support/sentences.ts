import { readFileSync } from "node:fs";
import path from "node:path";
import type { Locale } from "@/lib/domain/vocabulary";

/**
 * A sentence of the public pages, for browser tests: their loader reads no JSON modules, so translator() is out of reach.
 * @param key as in pages.json, `notice.reports`
 */
export function sentence(locale: Locale, key: string): string {
  const file = path.resolve(import.meta.dirname, `../../lib/i18n/messages/${locale}/pages.json`);
  const found = key
    .split(".")
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], JSON.parse(readFileSync(file, "utf8")));
  if (typeof found !== "string") throw new Error(`No sentence ${key} in ${file}`);
  return found;
}
