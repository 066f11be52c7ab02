"use client";

import { useEffect } from "react";

/** Looks again by itself while something is under way; without JavaScript there is the link beside it. */
export function LookAgain({ seconds }: { seconds: number }) {
  useEffect(() => {
    const timer = setTimeout(() => window.location.reload(), seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  return null;
}
