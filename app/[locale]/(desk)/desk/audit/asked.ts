import type { AuditFilters } from "@/lib/data/audit-log";

const NAMES = ["person", "action", "entry", "from", "to"] as const;

/** What the form of the audit page asks for; what it does not know is ignored. */
export function auditFilters(of: (name: string) => string | null | undefined): AuditFilters {
  return Object.fromEntries(NAMES.map((name) => [name, (of(name) ?? "").trim()]).filter(([, value]) => value));
}

export const auditQuery = (filters: AuditFilters, more: Record<string, string> = {}): string =>
  new URLSearchParams({ ...filters, ...more } as Record<string, string>).toString();
