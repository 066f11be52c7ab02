import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { sentOf } from "@/app/[locale]/(desk)/desk/answering";
import { CorridorForm } from "@/components/entry/corridor-form.client";
import { DayForm } from "@/components/entry/day-form.client";
import { newState } from "@/components/entry/form-state";
import { listsOf } from "@/components/entry/lists";
import { MergeForm } from "@/components/entry/merge-form.client";
import { RegisterForm } from "@/components/entry/register-form.client";
import { ReportForm } from "@/components/entry/report-form.client";
import { SettingsForm } from "@/components/entry/settings-form.client";
import { WideClaimForm } from "@/components/entry/wide-claim-form.client";
import { HandoverForm } from "@/components/sheet/handover-form.client";
import { DAY_FIELDS, newDay } from "@/lib/domain/day-form";
import { FORM_FIELDS } from "@/lib/domain/form-fields";
import type { Noun } from "@/lib/domain/merging";
import { typedOf } from "@/lib/domain/typed";
import { formSentences, registerSentences, reportSentences, settingsSentences } from "@/lib/i18n/messages";
import { corridor, NOON, party, readerAt } from "./fixtures";

const labels = formSentences("en");
const words = registerSentences("en");
const lists = listsOf(readerAt(NOON), {
  places: [corridor.origin],
  parties: [party("north")],
  sources: [],
  corridors: [corridor],
  statements: [{ key: "s-1", summary: { en: "Cars passed.", uk: "" } }],
});
const shell = (values = {}) => ({
  action: async () => newState({ values: {}, base: 0, key: "k" }),
  initial: newState({ values, base: 0, key: "k" }),
  labels,
  locale: "en" as const,
  signIn: "/en/sign-in",
});
const filled = { ...newDay(corridor.slug, "2001-02-03"), "claims.0.key": "c-1", "claims.0.claimant": "north" };
const register = (noun: Noun) => (
  <RegisterForm {...shell()} noun={noun} slug="a" lists={lists} words={words.form} isCurrent />
);
const shared = [{ date: "2001-02-03", label: "3 February 2001", from: "held", into: "failed" }];

const FORMS: Partial<Record<keyof typeof FORM_FIELDS, ReactElement>> = {
  day: <DayForm {...shell(filled)} lists={lists} canPublish templates={[]} />,
  report: <ReportForm {...shell(filled)} lists={lists} words={reportSentences("en").form} templates={[]} />,
  wideClaim: <WideClaimForm {...shell({ key: "c-1" })} lists={lists} />,
  place: register("place"),
  party: register("party"),
  source: register("source"),
  corridor: (
    <>
      {register("corridor")}
      <CorridorForm {...shell()} lists={lists} submit="Add" />
    </>
  ),
  merge: <MergeForm {...shell()} words={words.mergePage} hidden={{}} shared={shared} />,
  settings: (
    <SettingsForm {...shell()} words={settingsSentences("en")} languages={[]} reviews={[]} secondFactors={[]} />
  ),
  handover: <HandoverForm {...shell()} label="Note" hint="" submit="Leave" />,
};

/** What a browser would send of a form: its fields by name, whatever stands in them. */
const sentBy = (form: ReactElement): string[] => {
  const names = [...renderToStaticMarkup(form).matchAll(/ name="([^"]*)"/g)].map(([, name]) => [name as string, "x"]);
  return Object.keys(typedOf(names as [string, string][]));
};

describe("a form of the desk", () => {
  it.each(Object.entries(FORMS))("has every field that it shows: %s", (name, form) => {
    const fields = sentBy(form);
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.filter((field) => !FORM_FIELDS[name as keyof typeof FORM_FIELDS](field))).toEqual([]);
  });

  it("is read without what it has no field for", () => {
    const form = new FormData();
    for (const name of ["noteEn", "junk", "claims.0.kind", "claims.0.junk", "meta.base", "intent"]) form.set(name, "x");
    expect(sentOf(form, FORM_FIELDS.day).values).toEqual({ noteEn: "x", "claims.0.kind": "x" });
  });

  it("has no other fields than its own, at any depth", () => {
    for (const name of [
      "junk",
      "",
      "claims.0.junk",
      "claims.0.",
      "claims.1000.kind",
      "claims.0.newSource.junk",
      "on.a",
    ])
      expect(FORM_FIELDS.day(name), name).toBe(false);
    for (const name of ["on.", "on.NO SLUG", `status.${"a".repeat(101)}`, "dates.10", "noteEn"])
      expect(FORM_FIELDS.report(name), name).toBe(false);
    expect(FORM_FIELDS.merge("kept.2001-02-30")).toBe(false);
    expect(DAY_FIELDS.every(FORM_FIELDS.day)).toBe(true);
  });
});
