import { nothing, published } from "@/app/(open-data)/published";
import { store } from "@/lib/data/client";
import { readSite } from "@/lib/data/site";
import { addDays, dateAt } from "@/lib/domain/dates";
import { securityTxt } from "@/lib/formats/site-files";

export const dynamic = "force-dynamic";

/** For how many days what it says is to be relied on. */
const DAYS = 90;

/** Whom to tell of a security problem (RFC 9116), once the site has named a contact. */
export async function GET(): Promise<Response> {
  const site = await readSite(store().read);
  if (!site.contact) return nothing();
  const expires = addDays(dateAt(new Date(), "UTC"), DAYS);
  return published(securityTxt(site, expires), "text/plain; charset=utf-8", null);
}
