import { headers } from "next/headers";
import { config } from "@/lib/config";

/** The address of this site for a link: on loopback under the name that the person uses, else the configured one. */
export async function siteOrigin(): Promise<string> {
  const { origins, siteUrl } = config();
  const origin = (await headers()).get("origin");
  return origins.find((own) => own === origin) ?? siteUrl;
}
