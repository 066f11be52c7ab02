import type { Reader } from "@/lib/i18n/reader";

/**
 * What the script of public pages (public/assets/page.mjs) may say of a page that was left open, in its language. Without
 * the script all of it stays hidden.
 * @param href of the page itself
 */
export function AgeSentences({ reader: { t }, href }: { reader: Reader; href: string }) {
  const again = <a href={href}>{t("page.script.load")}</a>;
  return (
    <div role="status">
      <p data-say="old" hidden>
        <span className="wrap">
          <span data-ago={t("page.script.old", { ago: "{ago}" })} /> {again}
        </span>
      </p>
      <p data-say="newer" hidden>
        <span className="wrap">
          {t("page.script.newer")} {again}
        </span>
      </p>
      <p data-say="over" hidden>
        <span className="wrap">
          {t("page.script.over")} {again}
        </span>
      </p>
    </div>
  );
}

/**
 * What stands at the foot of the window: how old the page is, once it is, and how the days are walked with the keyboard.
 * The record as it was does not age.
 * @param href of the page itself
 */
export function PageStrip({ reader, href }: { reader: Reader; href: string }) {
  return (
    <div className="strip">
      <p className="keys small" aria-hidden="true">
        <span className="wrap">{reader.t("page.script.keys")}</span>
      </p>
      {!reader.past && <AgeSentences reader={reader} href={href} />}
    </div>
  );
}

/** Light, dark, or as the device has it. Hidden until the script can carry it out. */
export function ThemeChoice({ reader: { t } }: { reader: Reader }) {
  return (
    <fieldset className="themes" data-themes="" hidden>
      <legend>{t("page.theme.label")}</legend>
      {(["system", "light", "dark"] as const).map((theme) => (
        <label key={theme}>
          <input
            type="radio"
            name="theme"
            value={theme === "system" ? "" : theme}
            defaultChecked={theme === "system"}
            autoComplete="off"
          />
          {t(`page.theme.${theme}`)}
        </label>
      ))}
    </fieldset>
  );
}
