import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/config";

const signatureOf = (name: string, device: string): Buffer =>
  createHmac("sha256", config().nextauthSecret)
    .update(JSON.stringify(["known device", name, device]))
    .digest();

/** What a browser keeps that shows that `name` has signed in with it before. It opens nothing. */
export function markDevice(name: string): string {
  const device = randomBytes(16).toString("base64url");
  return `${device}.${signatureOf(name, device).toString("base64url")}`;
}

/** The device of a mark that was made for this name; null for every other text. */
export function knownDevice(mark: string | undefined, name: string): string | null {
  const [device, signature, ...rest] = mark?.split(".") ?? [];
  if (!device || !signature || rest.length > 0) return null;
  const given = Buffer.from(signature, "base64url");
  const right = signatureOf(name, device);
  return given.length === right.length && timingSafeEqual(given, right) ? device : null;
}
