import type { Viewport } from "next";
import type { ReactNode } from "react";
import { StatusSprite } from "@/components/corridors/status-sprite";
import { localeOf } from "@/lib/i18n/locale";
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
  return (
    <html lang={localeOf(locale) ?? "en"} dir="ltr">
      <head>
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <StatusSprite />
        {children}
      </body>
    </html>
  );
}
