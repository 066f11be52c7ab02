import { expect, it } from "vitest";
import { isTemplate, TEMPLATE_NAMES } from "@/lib/domain/report-form";

it("a template is one of those that there are, and not what every object has", () => {
  expect(TEMPLATE_NAMES.filter(isTemplate)).toEqual(TEMPLATE_NAMES);
  for (const name of ["", "toString", "constructor", "__proto__"]) expect(isTemplate(name)).toBe(false);
});
