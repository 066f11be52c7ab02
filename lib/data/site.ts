import { config } from "../config";

/** The public origin of this installation, without a slash at its end: for texts that leave the site. */
export const siteUrl = (): string => config().siteUrl;
