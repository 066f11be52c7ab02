import { encode } from "next-auth/jwt";
import { signIn, signOut } from "@/lib/commands/sessions";
import type { Store } from "@/lib/data/client";
import { sessionKey } from "@/lib/data/sessions";
import { SESSION_AGE, SESSION_IDLE } from "@/lib/domain/sessions";
import type { Role } from "@/lib/domain/vocabulary";
import { PASSWORD, storePerson } from "@/tests/support/people";

/** Everybody who may knock at a site that others can reach. */
export const CALLERS = [
  "nobody",
  "contributor",
  "editor",
  "admin",
  "disabled",
  "signed out",
  "revoked",
  "code not given",
  "second factor not set up",
  "idle",
  "too old",
  "forged",
] as const;
export type Caller = (typeof CALLERS)[number];
/** Those with a session that is open. */
export const INSIDERS = ["contributor", "editor", "admin"] as const satisfies readonly Role[];
export const OUTSIDERS = CALLERS.filter((caller) => !(INSIDERS as readonly string[]).includes(caller));

/** The name under which a caller signs in; the callers that are not insiders are administrators, who would have most to gain. */
export const nameOf = (caller: Caller): string => `caller-${caller.replaceAll(" ", "-")}`;

/** What each caller's browser sends as its cookie, and the ids of their people. */
export type Called = { cookies: Record<Caller, string>; ids: Record<Caller, string> };

/**
 * Stores a person per caller and signs them in.
 * @param secret the NEXTAUTH_SECRET of the server that they will ask
 * @param cookie the name of its session cookie
 */
export async function storeCallers(store: Store, secret: string, cookie: string): Promise<Called> {
  const now = new Date();
  const called = { cookies: {}, ids: {} } as Called;
  const cookieOf = async (sid: string, by = secret) => `${cookie}=${await encode({ token: { sid }, secret: by })}`;
  const update = (id: string, data: object) => store.transaction((tx) => tx.user.update({ where: { id }, data }));
  const session = (sid: string, data: object) =>
    store.transaction((tx) => tx.session.update({ where: { id: sessionKey(sid) }, data }));

  for (const caller of CALLERS) {
    if (caller === "nobody") continue;
    const insider = INSIDERS.find((role) => role === caller);
    const { id } = await storePerson(store, nameOf(caller), insider ?? "admin", now);
    called.ids[caller] = id;
    const answer = await signIn({ store, now }, { name: nameOf(caller), password: PASSWORD, device: "a test" });
    if (!answer.ok) throw new Error(answer.code);
    const { sid } = answer;
    called.cookies[caller] = await cookieOf(sid, caller === "forged" ? "another secret, of the same length" : secret);

    // an administrator of a site that others can reach has a second factor, and has given it
    if (!insider || insider === "admin") {
      if (caller !== "second factor not set up") await update(id, { totpSecret: "-", totpConfirmedAt: now });
      if (caller !== "code not given") await session(sid, { secondFactorAt: now });
    }
    if (caller === "disabled") await update(id, { disabledAt: now });
    if (caller === "signed out") await signOut({ store, now }, sid);
    if (caller === "revoked") await session(sid, { revokedAt: now });
    if (caller === "idle") await session(sid, { lastSeenAt: new Date(now.getTime() - SESSION_IDLE) });
    if (caller === "too old") await session(sid, { createdAt: new Date(now.getTime() - SESSION_AGE) });
  }
  called.cookies.nobody = "";
  called.ids.nobody = "";
  return called;
}
