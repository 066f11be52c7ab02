/**
 * What was typed into a form, field by field, as it stands there: nothing is read into it and nothing dropped, so that a
 * form can be shown again exactly as it was left. Names of nested fields are paths: `claims.2.source`.
 */
export type Typed = Readonly<Record<string, string>>;

/** The fields of a sent form. Left out: the framework's own (`$…`), what steers the form (`meta.…`, `intent`), and files. */
export function typedOf(form: Iterable<[string, unknown]>): Typed {
  const typed: Record<string, string> = {};
  for (const [name, value] of form)
    if (typeof value === "string" && !/^(\$|meta\.|intent$)/.test(name)) typed[name] = value.replace(/\r\n?/g, "\n");
  return typed;
}

/** The fields below `prefix` (`claims.2.`), with names of their own. */
export const below = (typed: Typed, prefix: string): Typed =>
  Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    ),
  );

/** The other way round: the fields put below `prefix`. */
export const under = (prefix: string, typed: Typed): Typed =>
  Object.fromEntries(Object.entries(typed).map(([name, value]) => [prefix + name, value]));

/** The fields of which `keep` says so. */
export const only = (typed: Typed, keep: (name: string) => boolean): Typed =>
  Object.fromEntries(Object.entries(typed).filter(([name]) => keep(name)));

/** A value of the record as a field shows it: "" for what is not stated. */
export const shown = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
