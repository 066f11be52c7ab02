import type { AuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { config } from "@/lib/config";
import { cookieNames, cookieOptions, SESSION_SECONDS } from "./cookies";

/**
 * next-auth as this site uses it: name and password, a JWT that holds the session's id and nothing else (a row of the
 * database decides what that is good for), our cookies, no pages of its own, no address to go to afterwards but ours.
 * @param authorize opens a session and tells its id; null for any refusal. It must not throw: next-auth would put the
 *   message into a URL
 */
export function authOptions(
  authorize: (typed: { name: string; password: string }) => Promise<string | null>,
): AuthOptions {
  const names = cookieNames();
  const cookie = (name: string) => ({ name, options: cookieOptions() });
  return {
    secret: config().nextauthSecret,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS },
    useSecureCookies: cookieOptions().secure,
    cookies: {
      sessionToken: cookie(names.session),
      csrfToken: cookie(names.csrf),
      callbackUrl: cookie(names.callback),
    },
    providers: [
      Credentials({
        credentials: { name: {}, password: {} },
        async authorize(typed) {
          const sid = await authorize({ name: typed?.name ?? "", password: typed?.password ?? "" });
          return sid === null ? null : { id: sid };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.id } : token),
      redirect: () => config().deskUrl,
    },
    // what a stranger's broken cookie makes next-auth say is no event of this site
    logger: { error() {}, warn() {}, debug() {} },
  };
}
