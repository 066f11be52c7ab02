import type { Db } from "@/lib/data/client";
import { type Answer, refuse } from "@/lib/domain/errors";
import { personName } from "@/lib/domain/people";
import { type Actor, personActor } from "@/lib/domain/policy";

/**
 * The person in whose name a command of the server's own shell acts: whoever has that shell could make a link for them
 * anyway, and the history must name somebody who answers for what it says.
 * @returns or refuses: `not_found` for an unknown or disabled person, or one who has never set a password
 */
export async function actorNamed(db: Db, name: string): Promise<Answer<{ actor: Actor }>> {
  const parsed = personName.safeParse(name);
  const person = parsed.success ? await db.user.findUnique({ where: { name: parsed.data } }) : null;
  if (!person || person.disabledAt || !person.passwordHash) return refuse("not_found");
  return { ok: true, actor: personActor({ id: person.id, name: person.name, role: person.role }) };
}
