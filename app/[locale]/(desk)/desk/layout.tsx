import type { ReactNode } from "react";
import "@/app/styles/entry.css";
import "@/app/styles/life.css";
import "@/app/styles/register.css";
import "@/app/styles/sheet.css";

/** The forms of the record have styles of their own. */
export default function EntryLayout({ children }: { children: ReactNode }) {
  return children;
}
