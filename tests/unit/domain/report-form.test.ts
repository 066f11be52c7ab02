import { expect, it } from "vitest";
import { isTemplate, notTicked, TEMPLATE_NAMES } from "@/lib/domain/report-form";

it("a template is one of those that there are, and not what every object has", () => {
  expect(TEMPLATE_NAMES.filter(isTemplate)).toEqual(TEMPLATE_NAMES);
  for (const name of ["", "toString", "constructor", "__proto__"]) expect(isTemplate(name)).toBe(false);
});

it("a status chosen for a corridor that is not ticked is named, one left as it is is not", () => {
  const typed = { "on.a-to-b": "1", "status.a-to-b": "held", "status.a-to-c": "failed", "status.b-to-c": "" };
  expect(notTicked(typed)).toEqual([{ field: "status.a-to-c", code: "status_not_ticked" }]);
});
