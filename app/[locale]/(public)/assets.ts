import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";

/** Our own scripts for public pages, in public/assets. */
type Asset = "theme.js" | "page.mjs";

/** The address of a script; it changes with the script's content, so that browsers may keep what they have for good. */
export function asset(name: Asset): string {
  const content = readFileSync(path.join(process.cwd(), "public", "assets", name));
  return `/assets/${name}?v=${createHash("sha256").update(content).digest("base64url").slice(0, 10)}`;
}
