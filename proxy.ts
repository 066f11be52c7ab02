import type { NextRequest } from "next/server";
import { passDoor } from "@/lib/auth/door";

// Public pages pass no proxy: they are the same for everybody.
export const config = {
  matcher: [
    "/:locale(en|uk)/desk/:path*",
    "/:locale(en|uk)/sign-in/:path*",
    "/:locale(en|uk)/link/:path*",
    "/api/auth/:path*",
  ],
};

export const proxy = (request: NextRequest) => passDoor(request);
