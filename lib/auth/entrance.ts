import { cookies, headers } from "next/headers";
import { type SignedIn, signIn, signOut } from "@/lib/commands/sessions";
import { isAway, store } from "@/lib/data/client";
import { findSession } from "@/lib/data/sessions";
import { refuse } from "@/lib/domain/errors";
import { personName } from "@/lib/domain/people";
import { LOCALES, type Locale } from "@/lib/domain/vocabulary";
import { paths } from "@/lib/paths";
import { cookieNames, cookieOptions } from "./cookies";
import { csrfTokenOf } from "./csrf";
import { runNextAuth } from "./next-auth";
import { authOptions } from "./options";
import { isOwnOrigin } from "./origin";
import { askingClient, askingDevice, keepTypedName, rememberDevice } from "./request";
import { admit } from "./throttle";
import { sidOf } from "./token";

/** Why a sign-in did not happen; `account.sign_in.problem.CODE` has the sentence. `stale`: the page had grown old. */
export const SIGN_IN_PROBLEMS = ["not_signed_in", "too_many", "busy", "away", "stale"] as const;
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

const MAX_BODY = 10_000;
const text = (status: number, sentence: string) =>
  new Response(sentence, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
/** To one of our own paths; relative, so that it works under every name of the site. */
const goTo = (path: string, setCookies: string[] = []) => {
  const response = new Response(null, { status: 303, headers: { location: path, "cache-control": "no-store" } });
  for (const cookie of setCookies) response.headers.append("set-cookie", cookie);
  return response;
};

/**
 * POST /api/auth/…: the two forms that next-auth carries out, signing in with name and password and signing out.
 * Plain forms, so that both work without JavaScript; every answer leads to a page of ours.
 * @param action the path after /api/auth/
 */
export async function answerAuthForm(request: Request, action: string[]): Promise<Response> {
  const asked = action.join("/");
  if (asked !== "callback/credentials" && asked !== "signout") return text(404, "Not found");
  if (!isOwnOrigin((await headers()).get("origin"))) return text(403, "This form was not sent from this site.");
  if (Number(request.headers.get("content-length") ?? Number.POSITIVE_INFINITY) > MAX_BODY)
    return text(413, "Too long");
  const form = await request.formData().catch(() => null);
  const field = (name: string) => {
    const value = form?.get(name);
    return typeof value === "string" ? value : "";
  };
  const locale = LOCALES.find((one) => one === field("locale")) ?? "en";
  const csrf = (await cookies()).get(cookieNames().csrf)?.value;
  const token = csrfTokenOf(csrf);
  const genuine = token !== null && token === field("csrfToken");
  if (asked === "signout") return genuine ? leave(locale, csrf ?? "", token) : goTo(paths.desk(locale));
  if (!genuine) return goBack(locale, "stale", field("name"));
  return enter(locale, { csrf: csrf ?? "", token, name: field("name"), password: field("password") });
}

/** Back to the sign-in page, which says why and shows the name again. */
async function goBack(locale: Locale, problem: SignInProblem, name: string): Promise<Response> {
  await keepTypedName(name);
  return goTo(`${paths.signIn(locale)}?problem=${problem}`);
}

type Form = { csrf: string; token: string; name: string; password: string };

async function enter(locale: Locale, form: Form): Promise<Response> {
  const typed = personName.safeParse(form.name);
  const name = typed.success ? typed.data : form.name.slice(0, 100);
  let problem: SignInProblem = "not_signed_in";
  let signedIn: SignedIn | null = null;

  const options = authOptions(async ({ password }) => {
    const admission = await admit("password", name, await askingClient(name));
    if (!admission.ok) {
      problem = "too_many";
      return null;
    }
    const device = await askingDevice();
    const answer = await signIn({ store: store(), now: new Date() }, { name, password, device }).catch((error) => {
      if (!isAway(error)) throw error;
      return refuse("away");
    });
    if (!answer.ok) {
      if (answer.code === "busy" || answer.code === "away") problem = answer.code;
      // nothing was found out about the password
      if (answer.code === "away") await admission.forgive();
      return null;
    }
    await admission.forgive();
    signedIn = answer;
    return answer.sid;
  });
  const { csrf, token, password } = form;
  const names = cookieNames();
  const setCookies = await runNextAuth(
    {
      action: ["callback", "credentials"],
      body: { csrfToken: token, name, password },
      cookies: { [names.csrf]: csrf },
    },
    options,
  );
  const opened = signedIn as SignedIn | null;
  if (!opened) return goBack(locale, problem, form.name);
  (await cookies()).delete({ name: names.typed, ...cookieOptions() });
  if (!opened.secondFactor) await rememberDevice(name);
  return goTo(
    opened.secondFactor ? paths.secondFactor(locale) : paths.desk(locale),
    setCookies.filter((cookie) => cookie.startsWith(`${names.session}=`)),
  );
}

async function leave(locale: Locale, csrf: string, token: string): Promise<Response> {
  const names = cookieNames();
  const session = (await cookies()).get(names.session)?.value;
  const sid = await sidOf(session);
  if (sid && (await findSession(store().read, sid))) await signOut({ store: store(), now: new Date() }, sid);
  const setCookies = await runNextAuth(
    {
      action: ["signout"],
      body: { csrfToken: token },
      cookies: { [names.csrf]: csrf, ...(session ? { [names.session]: session } : {}) },
    },
    authOptions(async () => null),
  );
  return goTo(
    `${paths.signIn(locale)}?done=signed_out`,
    setCookies.filter((c) => c.startsWith(`${names.session}=`)),
  );
}
