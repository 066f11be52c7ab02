import { PHASE_DEVELOPMENT_SERVER } from "next/constants.js";

// Public pages are finished HTML: no script may run in them, whoever put it there. Next's own scripts are in its
// HTML, but nothing on these pages needs them, and a browser that refuses them does not download them either.
const PUBLIC_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];
const publicPages = [
  { key: "Content-Security-Policy", value: PUBLIC_POLICY },
  { key: "Referrer-Policy", value: "no-referrer" },
];
// The desk and sign-in set their own policy, with a nonce, and need their own origin in form posts.
const DESK = "desk|sign-in|link";

/** @returns {import("next").NextConfig} */
export default function config(/** @type {string} */ phase) {
  const developing = phase === PHASE_DEVELOPMENT_SERVER;
  return {
    poweredByHeader: false,
    agentRules: false,
    // the native parts cannot be bundled
    serverExternalPackages: [
      "better-sqlite3",
      "@node-rs/argon2",
      "@prisma/adapter-better-sqlite3",
      "@prisma/adapter-pg",
    ],
    // a shared cache may keep a page for two minutes, not for the year that is Next's default
    expireTime: 120,
    experimental: {
      // app/global-not-found.tsx: readable text for addresses outside every route
      globalNotFound: true,
      // pages are kept in memory only: after a restart none can be older than the process
      isrFlushToDisk: false,
    },
    async headers() {
      const rules = [{ source: "/:path*", headers: everywhere }];
      if (developing) return rules;
      return [
        ...rules,
        { source: "/:locale(en|uk)", headers: publicPages },
        { source: `/:locale(en|uk)/:page((?!(?:${DESK})(?:/|$)).*)`, headers: publicPages },
      ];
    },
  };
}
