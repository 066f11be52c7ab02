import type { Viewport } from "next";
import type { ReactNode } from "react";
import { StatusSprite } from "@/components/corridors/status-sprite";
import { store } from "@/lib/data/client";
import { todayEnds } from "@/lib/data/today";
import { askOf } from "@/lib/data/windows";
import { localeOf } from "@/lib/i18n/locale";
import { asset } from "./assets";
import "@/app/styles.css";

/** No page exists at build time: the build touches no database. */
export const generateStaticParams = () => [];

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function PublicLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ locale: string }>;
}) {
  const { locale } = await params;
  const now = new Date();
  const until = await todayEnds(askOf(store().read), now);
  return (
    <html
      lang={localeOf(locale) ?? "en"}
      dir="ltr"
      data-made={now.toISOString()}
      data-until={until.toISOString()}
      suppressHydrationWarning
    >
      <head>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <script src={asset("theme.js")} />
        <script type="module" src={asset("page.mjs")} />
      </head>
      <body>
        <StatusSprite />
        {children}
      </body>
    </html>
  );
}
