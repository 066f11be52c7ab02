"use client";

import { useEffect } from "react";
import { forgetAll } from "./keeping";

/** Stands on the page that says "signed out". */
export function ForgetRows() {
  useEffect(forgetAll, []);
  return null;
}
