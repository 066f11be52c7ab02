import type { Settings } from "@/lib/domain/settings";
import type { Reader } from "@/lib/i18n/reader";

/** How to report an error: the site's own contact, or that it has named none. */
export function Contact({ reader: { t }, settings }: { reader: Reader; settings: Settings }) {
  const { contact } = settings;
  if (!contact) return t("page.contact.none");
  return (
    <>
      {t("page.contact.report")} <a href={contact.startsWith("https:") ? contact : `mailto:${contact}`}>{contact}</a>
    </>
  );
}
