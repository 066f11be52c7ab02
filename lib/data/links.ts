import { sha256 } from "../domain/chain";
import { isOpenLink } from "../domain/links";
import type { Role } from "../domain/vocabulary";
import type { Db } from "./client";
import { countAdmins } from "./people";

export type LinkPurpose = "first_admin" | "invite" | "recover";
export type OpenLink = {
  id: string;
  purpose: LinkPurpose;
  role: Role;
  /** Whose way back in it is; null where it makes a new person. */
  person: { id: string; name: string } | null;
};

/** Only a digest is stored: a copy of the database opens no link. */
export const linkKey = (token: string): string => sha256(token);

/**
 * The link that a token opens, as long as it opens: not used, not replaced, not old, for a first administrator only
 * while there is none, for a way back in only while the person is not disabled. Reading uses nothing up.
 */
export async function findOpenLink(
  db: Pick<Db, "oneTimeLink" | "user">,
  token: string,
  now: Date,
): Promise<OpenLink | null> {
  const link = await db.oneTimeLink.findUnique({ where: { id: linkKey(token) }, include: { user: true } });
  if (!link || !isOpenLink(link, now)) return null;
  if (link.purpose === "first_admin" && (await countAdmins(db)) > 0) return null;
  if (link.purpose === "recover" && (!link.user || link.user.disabledAt)) return null;
  const person = link.user && { id: link.user.id, name: link.user.name };
  return { id: link.id, purpose: link.purpose, role: link.role, person };
}
