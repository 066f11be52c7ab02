import { headers } from "next/headers";
import { config } from "@/lib/config";

/** The address of the desk for a link: on loopback under the name that the person uses, else the configured one. */
export async function deskOrigin(): Promise<string> {
  const { origins, deskUrl } = config();
  const origin = (await headers()).get("origin");
  return origins.find((own) => own === origin) ?? deskUrl;
}
