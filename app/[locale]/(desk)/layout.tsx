import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { localeOf } from "@/lib/i18n/locale";
import "@/app/styles.css";
import "@/app/styles/desk.css";

/** Every page depends on who is asking. */
export const dynamic = "force-dynamic";

export const metadata: Metadata = { robots: { index: false } };
export const viewport: Viewport = { colorScheme: "light dark" };

export default async function DeskLayout({
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
      <body>{children}</body>
    </html>
  );
}
