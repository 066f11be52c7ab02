import type { Viewport } from "next";
import type { ReactNode } from "react";
import { asset } from "@/app/[locale]/(public)/assets";
import { missing } from "@/app/[locale]/(public)/known";
import { StatusSprite } from "@/components/corridors/status-sprite";
import { store } from "@/lib/data/client";
import { findReport } from "@/lib/data/corridors";
import { localeOf } from "@/lib/i18n/locale";
import "@/app/styles.css";

export const generateStaticParams = () => [];

export const viewport: Viewport = { colorScheme: "light dark" };

/** The frame is a document of its own, with as little as it needs: it stands in other people's pages. */
export default async function EmbedLayout({
  children,
  params,
}: {
  children: ReactNode;
  params: Promise<{ locale: string; slug: string }>;
}) {
  const { locale, slug } = await params;
  const now = new Date();
  const report = (await findReport(store().read, slug, now)) ?? missing();
  return (
    <html
      lang={localeOf(locale) ?? "en"}
      dir="ltr"
      data-made={now.toISOString()}
      data-until={report.until.toISOString()}
      suppressHydrationWarning
    >
      <head>
        <script type="module" src={asset("page.mjs")} />
      </head>
      <body>
        <StatusSprite />
        {children}
      </body>
    </html>
  );
}
