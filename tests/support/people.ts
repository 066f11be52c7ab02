import { randomUUID } from "node:crypto";
import type { Store } from "@/lib/data/client";
import { type Actor, personActor } from "@/lib/domain/policy";
import type { Role } from "@/lib/domain/vocabulary";

export const PASSWORD = "lusab-babad-gutih-tugad-mohin";
export const NOW = new Date("2026-11-22T09:00:00.000Z");
export const later = (minutes: number, from = NOW): Date => new Date(from.getTime() + minutes * 60_000);

type Person = Extract<Actor, { kind: "person" }>;

/** The person of that name as the one who acts. */
export async function actorNamed(store: Store, name: string): Promise<Person> {
  const { id, role } = await store.read.user.findUniqueOrThrow({ where: { name } });
  return personActor({ id, name, role }) as Person;
}

// Of PASSWORD, at a cost that a suite can pay a hundred times: a check takes its cost from the stored hash.
const CHEAP_HASH = "$argon2id$v=19$m=64,t=1,p=1$x6wZiOcKcR8puOy6mGndGQ$KOEcO1WTHkM3c0oRnIKsA0HGJsU/B6Nw89f4eM6zLtQ";

/** Stores a person who can sign in with PASSWORD. */
export async function storePerson(store: Store, name: string, role: Role, now = NOW): Promise<Person> {
  const id = randomUUID();
  await store.transaction((tx) =>
    tx.user.create({ data: { id, name, role, passwordHash: CHEAP_HASH, passwordAt: now, createdAt: now } }),
  );
  return actorNamed(store, name);
}

/** An administrator. */
export const storeAdmin = (store: Store, name = "olha"): Promise<Person> => storePerson(store, name, "admin");
