import { fileURLToPath } from "node:url";

const everywhere = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

/** @returns {import("next").NextConfig} */
export default function config() {
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
    // the publisher keeps the pages (lib/front): two caches would be one race too many, also over a restart
    cacheHandler: fileURLToPath(new URL("no-cache.mjs", import.meta.url)),
    cacheMaxMemorySize: 0,
    experimental: {
      // a start takes a quarter less work; a page loads what is its own when it is first asked for, once
      preloadEntriesOnStart: false,
      // app/global-not-found.tsx: readable text for addresses outside every route
      globalNotFound: true,
      // what proxy.ts sees of an upload (LARGEST_UPLOAD in lib/domain/arrivals.ts, and its form); the rest would be cut off unsaid
      proxyClientMaxBodySize: "66mb",
    },
    async headers() {
      return [
        { source: "/:path*", headers: everywhere },
        {
          // an address with a version never changes what it holds: app/[locale]/(public)/assets.ts
          source: "/assets/:file",
          has: [{ type: "query", key: "v" }],
          headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }],
        },
      ];
    },
  };
}
