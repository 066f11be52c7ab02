import { config } from "../config";

/**
 * Whether a form was sent from a page of this site. Next accepts requests without an Origin, and trusts
 * x-forwarded-host, which anybody can send: this looks at nothing but Origin and the configured addresses.
 * @param origin the header; browsers send it with every POST
 */
export const isOwnOrigin = (origin: string | null, own: readonly string[] = config().origins): boolean =>
  origin !== null && own.includes(origin);
