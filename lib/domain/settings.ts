import { z } from "zod";
import { isTimeZone } from "./dates";
import * as fields from "./fields";
import { LOCALES, type Role } from "./vocabulary";

/** `all`: a change by somebody of this role waits for another person's review. */
export const REVIEWS = ["off", "all"] as const;
/** Of whom a second factor is asked on a site that others can reach. */
export const SECOND_FACTORS = ["admins", "editors"] as const;

const line = fields.line(200);
const paragraph = fields.text(2000);

/** What a site says of itself. Empty where nobody has filled it in: pages then leave the line out. */
export const settingsSchema = z.object({
  titleEn: fields.requiredLine(200).default("Humanitarian corridor tracker"),
  titleUk: fields.requiredLine(200).default("Стан гуманітарних коридорів"),
  publisher: line.default(""),
  /** Where to report an error: an e-mail address or an https address. */
  contact: line
    .default("")
    .refine((text) => text === "" || /^(https:\/\/\S+|[^\s@:]+@[^\s@.]+(?:\.[^\s@.]+)+)$/.test(text), "contact"),
  hotlinesEn: paragraph.default(""),
  hotlinesUk: paragraph.default(""),
  noticeEn: paragraph.default(""),
  noticeUk: paragraph.default(""),
  licenceName: fields.requiredLine(200).default("CC BY 4.0"),
  licenceUrl: line
    .default("https://creativecommons.org/licenses/by/4.0/")
    .refine((text) => text === "" || /^https:\/\/\S+$/.test(text), "https"),
  timeZone: line.default("Europe/Kyiv").refine(isTimeZone, "time_zone"),
  locale: fields.oneOf(LOCALES).default("en"),
  reviewContributor: fields.oneOf(REVIEWS).default("off"),
  reviewEditor: fields.oneOf(REVIEWS).default("off"),
  reviewAdmin: fields.oneOf(REVIEWS).default("off"),
  secondFactor: fields.oneOf(SECOND_FACTORS).default("admins"),
});

export type Settings = z.output<typeof settingsSchema>;
/** Whether a change by somebody of this role waits as a suggestion until another person has approved it. */
export function isReviewed(role: Role, settings: Settings): boolean {
  const { reviewContributor, reviewEditor, reviewAdmin } = settings;
  return { contributor: reviewContributor, editor: reviewEditor, admin: reviewAdmin }[role] === "all";
}

/** The settings with the public origin, without a slash at its end. */
export type Site = Settings & { url: string };
export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});
