import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { touchSession } from "@/lib/commands/sessions";
import { config } from "@/lib/config";
import { isAway, isBusy, store } from "@/lib/data/client";
import { findSession } from "@/lib/data/sessions";
import { readSettings } from "@/lib/data/settings";
import { type Answer, refuse } from "@/lib/domain/errors";
import { type Actor, personActor } from "@/lib/domain/policy";
import { isFresh, type Standing, sessionStanding } from "@/lib/domain/sessions";
import type { Locale, Role } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { cookieNames } from "./cookies";
import { answersForm, isFromHere } from "./request";
import { sidOf } from "./token";

/** A session that has not ended, as the row in the database says. */
export type Current = {
  /** The row's key, not the id in the cookie. */
  id: string;
  person: { id: string; name: string; role: Role; hasSecondFactor: boolean };
  standing: Exclude<Standing, "ended">;
  /** Signed in so recently that the password need not be asked for again. */
  fresh: boolean;
};
type PersonActor = Extract<Actor, { kind: "person" }>;

/** The session of the browser that is asking; null where there is none (any more). Read once per request. */
export const currentSession = cache(async (): Promise<Current | null> => {
  const sid = await sidOf((await cookies()).get(cookieNames().session)?.value);
  const found = sid && (await findSession(store().read, sid));
  if (!found) return null;
  const now = new Date();
  const { secondFactor } = await readSettings(store().read);
  const standing = sessionStanding(found, found.person, now, config().loopback, secondFactor);
  if (standing === "ended") return null;
  try {
    await touchSession({ store: store(), now }, found);
  } catch (error) {
    // a page can be read while somebody else writes for long
    if (!isBusy(error)) throw error;
  }
  const { id, name, role, totpConfirmedAt } = found.person;
  return {
    id: found.id,
    person: { id, name, role, hasSecondFactor: totpConfirmedAt !== null },
    standing,
    fresh: isFresh(found, now),
  };
});

const actorOf = ({ person: { id, name, role } }: Current) => personActor({ id, name, role }) as PersonActor;

/** Who is asking, with everything that their role allows; null for a stranger and for a session that is not open. */
export async function currentActor(): Promise<Actor | null> {
  const session = await currentSession();
  return session?.standing === "open" ? actorOf(session) : null;
}

/** Where a session that is not open has to go first. */
function wayIn(session: Current | null, locale: Locale): string {
  if (!session) return paths.signIn(locale);
  return session.standing === "code" ? paths.secondFactor(locale) : paths.deskAccount(locale);
}

/** For a page of the desk: who is asking. Leads everybody else to where they can become somebody. */
export async function requireActor(locale: Locale): Promise<Actor> {
  const session = await currentSession();
  if (session?.standing === "open") return actorOf(session);
  redirect(wayIn(session, locale));
}

/**
 * requireActor() for a page with a form: null, instead of leading away, where the page answers a form without
 * JavaScript. The form's own answer says that the session has ended, and what was typed must stay on the screen.
 */
export async function actorOfForm(locale: Locale): Promise<Actor | null> {
  const actor = await currentActor();
  return actor ?? ((await answersForm()) ? null : requireActor(locale));
}

/** The session of whoever sent a form; refuses as `away` while the database cannot be asked. */
async function sessionOfForm(): Promise<Answer<{ session: Current | null }>> {
  try {
    return { ok: true, session: await currentSession() };
  } catch (error) {
    if (!isAway(error)) throw error;
    return refuse("away");
  }
}

/**
 * For a server action, on its first line: who is acting. Never redirects, so that what was typed is not lost.
 * @returns or refuses: `not_allowed` for a form that was not sent from a page of this site, `not_signed_in`,
 *   `second_factor` where one has to be set up first, `away`
 */
export async function actingPerson(): Promise<Answer<{ actor: PersonActor; sessionId: string }>> {
  if (!(await isFromHere())) return refuse("not_allowed");
  const asked = await sessionOfForm();
  if (!asked.ok) return asked;
  const { session } = asked;
  if (!session || session.standing === "code") return refuse("not_signed_in");
  if (session.standing === "setup") return refuse("second_factor");
  return { ok: true, actor: actorOf(session), sessionId: session.id };
}

/** actingPerson() for the person's own account: open also to an administrator who still has to set up the second factor. */
export async function actingOwner(): Promise<Answer<{ actor: PersonActor; sessionId: string; fresh: boolean }>> {
  if (!(await isFromHere())) return refuse("not_allowed");
  const asked = await sessionOfForm();
  if (!asked.ok) return asked;
  const { session } = asked;
  if (!session || session.standing === "code") return refuse("not_signed_in");
  return { ok: true, actor: actorOf(session), sessionId: session.id, fresh: session.fresh };
}

/**
 * For the account page: the session, also of an administrator who still has to set up the second factor. Leads others
 * to sign-in; null where the page answers a form.
 */
export async function requireOwner(locale: Locale): Promise<Current | null> {
  const session = await currentSession();
  if (session && session.standing !== "code") return session;
  if (await answersForm()) return null;
  redirect(wayIn(session, locale));
}
