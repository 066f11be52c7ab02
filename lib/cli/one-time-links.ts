import { type CreatedLink, createLink, type NewLink } from "@/lib/commands/links";
import type { Config } from "@/lib/config";
import type { Store } from "@/lib/data/client";
import type { Answer } from "@/lib/domain/errors";
import { operatorActor } from "@/lib/domain/policy";
import { paths } from "@/lib/paths";

export type PrintableLink = { url: string; expiresAt: Date };
type Desk = Pick<Config, "deskUrl">;

const make = (store: Store, now: Date, wanted: NewLink): Promise<Answer<CreatedLink>> =>
  createLink({ store, actor: operatorActor, now }, wanted);
const printable = ({ deskUrl }: Desk, link: CreatedLink): PrintableLink => ({
  url: deskUrl + paths.link("en", link.token),
  expiresAt: link.expiresAt,
});

/**
 * A new link for the first administrator, which voids the one before.
 * @returns null where there is an administrator already
 */
export async function firstAdminLink(store: Store, desk: Desk, now: Date): Promise<PrintableLink | null> {
  const made = await make(store, now, { purpose: "first_admin" });
  return made.ok ? printable(desk, made) : null;
}

/**
 * A way back in for somebody who has lost a password or a second factor.
 * @returns null where nobody who may sign in has this name
 */
export async function wayBackLink(store: Store, desk: Desk, now: Date, name: string): Promise<PrintableLink | null> {
  const made = await make(store, now, { purpose: "recover", name });
  return made.ok ? printable(desk, made) : null;
}
