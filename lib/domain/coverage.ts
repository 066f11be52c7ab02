import type { LocalDate } from "./dates";

/** Which days and countries the record covers, and its newest revision; null and empty where nothing is on record. */
export type Coverage = {
  firstDay: LocalDate | null;
  lastDay: LocalDate | null;
  change: { seq: number; at: Date; hash: string } | null;
  /** ISO 3166-1 alpha-3. */
  countries: readonly string[];
};
