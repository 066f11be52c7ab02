import { type Refusal, refuse } from "./errors";
import type { AuthorRole, Role } from "./vocabulary";

/** Who may do what: a table to be read aloud. */
export const POLICY = {
  "draft.save": ["contributor", "editor", "admin"],
  "handover.leave": ["contributor", "editor", "admin"],
  "draft.open_others": ["editor", "admin"],
  "record.publish": ["editor", "admin"],
  /** Whether it is published at once or waits for somebody else is a setting per role. */
  "record.suggest": ["contributor", "editor", "admin"],
  "record.review": ["editor", "admin"],
  "record.check": ["editor", "admin"],
  "history.authors": ["editor", "admin"],
  "record.revert_others": ["admin"],
  "record.redact": ["admin"],
  "record.freeze": ["admin"],
  "people.manage": ["admin"],
  "settings.change": ["admin"],
  "audit.read": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof POLICY;
/** What the seed may. */
const PUBLISHING = new Set<Permission>(["record.publish", "record.suggest"]);

declare const made: unique symbol;

/**
 * Who is acting. Commands and restricted reads ask for one, and only `lib/auth` makes one of a person
 * (a house test watches over `personActor`), so that a route cannot forget to ask who it is.
 */
export type Actor = { readonly [made]: true } & (
  | { kind: "person"; id: string; name: string; role: Role }
  | { kind: "seed"; id: "seed" }
  | { kind: "operator"; id: "operator" }
);

export const personActor = (person: { id: string; name: string; role: Role }): Actor =>
  ({ kind: "person", ...person }) as Actor;

/** Loads the seed: may write the record of an empty store, nothing else. */
export const seedActor = { kind: "seed", id: "seed" } as Actor;

/** Whoever has a shell on the server: may make one-time links. */
export const operatorActor = { kind: "operator", id: "operator" } as Actor;

export const may = (role: Role, permission: Permission): boolean =>
  (POLICY[permission] as readonly Role[]).includes(role);

/** null where the actor may, else the refusal to answer with. */
export function refusedTo(actor: Actor, permission: Permission): Refusal | null {
  if (actor.kind === "person") return may(actor.role, permission) ? null : refuse("not_allowed");
  if (actor.kind === "seed") return PUBLISHING.has(permission) ? null : refuse("not_allowed");
  return refuse("not_allowed");
}

/** Whether somebody may stop all publishing; and so may take back what is false while it is stopped. */
export const mayFreeze = (actor: Actor): boolean => refusedTo(actor, "record.freeze") === null;

/** What the public history says of the author. */
export function authorRole(actor: Actor): AuthorRole {
  if (actor.kind === "person") return actor.role;
  if (actor.kind === "seed") return "seed";
  throw new Error("an operator writes no entry of the record");
}
