import { cookies, headers } from "next/headers";
import { deviceOf } from "@/lib/domain/devices";
import { type Client, networkOf } from "./client";
import { cookieNames, cookieOptions, DEVICE_SECONDS, TYPED_SECONDS } from "./cookies";
import { csrfTokenOf } from "./csrf";
import { knownDevice, markDevice } from "./devices";
import { METHOD_HEADER } from "./door";
import { isOwnOrigin } from "./origin";

/** Whether the form that is being handled was sent from a page of this site. */
export const isFromHere = async (): Promise<boolean> => isOwnOrigin((await headers()).get("origin"));

/** Whether the page that is being rendered answers a form, and must not lose what was typed into it. */
export const answersForm = async (): Promise<boolean> => (await headers()).get(METHOD_HEADER) === "POST";

/** The browser that is asking, in words. */
export const askingDevice = async (): Promise<string> => deviceOf((await headers()).get("user-agent") ?? "");

/**
 * Who is knocking, for the throttle.
 * @param name who they say they are, as it is kept
 */
export async function askingClient(name: string): Promise<Client> {
  const mark = (await cookies()).get(cookieNames().device)?.value;
  return { network: networkOf((await headers()).get("x-forwarded-for")), device: knownDevice(mark, name) };
}

/** What the sign-in and sign-out forms have to send, to show that they come from a page of this site. */
export const formToken = async (): Promise<string> =>
  csrfTokenOf((await cookies()).get(cookieNames().csrf)?.value) ?? "";

/** The name that was typed when signing in failed, or that a link has just made; "" for none. */
export const typedName = async (): Promise<string> => (await cookies()).get(cookieNames().typed)?.value ?? "";

/** Keeps a name for the sign-in form to show, for a minute. For actions and route handlers. */
export async function keepTypedName(name: string): Promise<void> {
  (await cookies()).set(cookieNames().typed, name.slice(0, 100), { ...cookieOptions(), maxAge: TYPED_SECONDS });
}

/** Marks this browser as one in which this person has signed in: strangers can't use up its attempts. */
export async function rememberDevice(name: string): Promise<void> {
  (await cookies()).set(cookieNames().device, markDevice(name), { ...cookieOptions(), maxAge: DEVICE_SECONDS });
}
