import { type Answer, refuse } from "../domain/errors";
import type { Person } from "../domain/people";
import { type Actor, refusedTo } from "../domain/policy";
import type { Db } from "./client";
import { unseal } from "./sealed";

/** An administrator who can sign in. */
const WORKING_ADMIN = { role: "admin", disabledAt: null, passwordHash: { not: null } } as const;

/**
 * How many administrators can sign in.
 * @param except leave this person out
 */
export const countAdmins = (db: Pick<Db, "user">, except?: string): Promise<number> =>
  db.user.count({ where: { ...WORKING_ADMIN, ...(except === undefined ? {} : { id: { not: except } }) } });

export type ListedPerson = Person & {
  /** When a session of theirs was last used; null for never. */
  lastSeenAt: Date | null;
};

/** Everybody who has ever been let in, by name; for administrators. */
export async function listPeople(db: Db, actor: Actor): Promise<Answer<{ people: ListedPerson[] }>> {
  const refused = refusedTo(actor, "people.manage");
  if (refused) return refused;
  const rows = await db.user.findMany({
    orderBy: { name: "asc" },
    include: { sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: "desc" }, take: 1 } },
  });
  return {
    ok: true,
    people: rows.map((row) => ({ ...personOf(row), lastSeenAt: row.sessions[0]?.lastSeenAt ?? null })),
  };
}

type UserRow = {
  id: string;
  name: string;
  role: Person["role"];
  passwordHash: string | null;
  totpConfirmedAt: Date | null;
  disabledAt: Date | null;
  createdAt: Date;
};

export const personOf = (row: UserRow): Person => ({
  id: row.id,
  name: row.name,
  role: row.role,
  hasPassword: row.passwordHash !== null,
  hasSecondFactor: row.totpConfirmedAt !== null,
  disabledAt: row.disabledAt,
  createdAt: row.createdAt,
});

/**
 * What the account page shows its own person.
 * `pendingSecret`: the secret of a second factor that is being set up, in base32, as an authenticator takes it.
 */
export type Account = Person & { recoveryCodesLeft: number; passwordAt: Date | null; pendingSecret: string | null };

/** The account of the one who is asking. */
export async function findAccount(db: Db, personId: string): Promise<Answer<{ account: Account }>> {
  const row = await db.user.findUnique({ where: { id: personId } });
  if (!row) return refuse("not_found");
  const recoveryCodesLeft = await db.recoveryCode.count({ where: { userId: row.id, usedAt: null } });
  const pending = row.totpConfirmedAt === null && row.totpSecret !== null;
  return {
    ok: true,
    account: {
      ...personOf(row),
      recoveryCodesLeft,
      passwordAt: row.passwordAt,
      pendingSecret: pending ? unseal("totp", row.id, row.totpSecret!) : null,
    },
  };
}
