import { config } from "../config";
import type { Site } from "../domain/settings";
import type { Db } from "./client";
import { readSettings } from "./settings";

/** The public origin of this installation, without a slash at its end: for texts that leave the site. */
export const siteUrl = (): string => config().siteUrl;

/** What the site says of itself, and where it is. */
export const readSite = async (db: Db): Promise<Site> => ({ ...(await readSettings(db)), url: siteUrl() });
