import { decode } from "next-auth/jwt";
import { config } from "@/lib/config";

/** The session's id in a session cookie; null for everything that was not made here, or is too old. */
export async function sidOf(cookie: string | undefined): Promise<string | null> {
  if (!cookie) return null;
  try {
    const token = await decode({ token: cookie, secret: config().nextauthSecret });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}
