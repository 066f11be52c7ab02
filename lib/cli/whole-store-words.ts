import { chainText, headText } from "@/lib/cli/chain-words";
import type { ChainReports } from "@/lib/data/chains";
import type { Description } from "@/lib/data/contents";

/** What stands in a store, in lines: when, how much, and where both chains end. */
export function describe({ at, heads, tables }: Description): string {
  const rows = tables.filter((table) => table.rows > 0).map((table) => `${table.rows} ${table.name}`);
  return [
    `The store as of ${at}: ${rows.join(", ") || "nothing"}.`,
    `Head of the public chain: ${headText(heads.public)}`,
    `Head of the audit log: ${headText(heads.audit)}`,
  ].join("\n");
}

/** The chains that do not hold, one sentence each. */
export function brokenChains(chains: ChainReports): string[] {
  const named = [
    ["Public chain", chains.public],
    ["Audit log", chains.audit],
  ] as const;
  return named.filter(([, { broken }]) => broken).map(([name, report]) => chainText(name, report));
}

/** The address of a database without its account and password. */
export function addressOf(url: string): string {
  if (url.startsWith("file:")) return url.slice("file:".length);
  const { host, pathname } = new URL(url);
  return `${host || "the local server"}${pathname}`;
}
