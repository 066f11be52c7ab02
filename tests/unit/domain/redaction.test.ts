import { describe, expect, it } from "vitest";
import { redacted, redactedForm, STUB, textsIn } from "@/lib/domain/redaction";

const day = {
  corridor: "alpha-to-beta",
  date: "2001-02-03",
  status: "held",
  note_en: "Told by Somebody Unknown.",
  note_uk: "",
  claims: [{ claim: "c1", claimant: "alpha-council", summary_en: "Somebody Unknown", speaker: null, count_min: 5 }],
};

describe("a redaction", () => {
  it("offers every text that any version had, once, and no key, code, number or date", () => {
    const older = { ...day, note_en: "Older." };
    expect(textsIn([older, day, null])).toEqual([
      { field: "note_en", text: "Older." },
      { field: "note_en", text: "Told by Somebody Unknown." },
      { field: "summary_en", text: "Somebody Unknown" },
    ]);
    expect(textsIn([{ name: STUB, aliases: ["One", "Two"], url: "https://reports.example/1" }])).toEqual([
      { field: "aliases", text: "One" },
      { field: "aliases", text: "Two" },
      { field: "url", text: "https://reports.example/1" },
    ]);
  });

  it("takes a passage out wherever a text is it or has it in it, and tells from which fields", () => {
    const { payload, fields } = redacted(day, ["Somebody Unknown"]);
    expect(payload).toEqual({
      ...day,
      note_en: "Told by [redacted].",
      claims: [{ ...day.claims[0], summary_en: "[redacted]" }],
    });
    expect(fields).toEqual(["note_en", "claims"]);
  });

  it("leaves what has a short passage in it by chance, and stubs that stand there already", () => {
    expect(redacted({ note_en: "one", speaker: "on" }, ["on"]).payload).toEqual({ note_en: "one", speaker: STUB });
    expect(redacted({ note_en: `${STUB} was redacted` }, ["redacted"]).payload).toEqual({
      note_en: `${STUB} was ${STUB}`,
    });
  });

  it("takes the longer of two passages first, so that nothing is left of either", () => {
    expect(redacted({ note_en: "Long Name Here" }, ["Long", "Long Name"]).payload).toEqual({ note_en: `${STUB} Here` });
  });

  it("empties addresses and file names, which readers would follow or which may stand only once", () => {
    const source = { url: "https://reports.example/name", archive_url: null, file: "name.txt", publisher: "The name" };
    expect(redacted(source, ["name"]).payload).toEqual({
      url: null,
      archive_url: null,
      file: null,
      publisher: `The ${STUB}`,
    });
  });

  it("leaves keys and codes that read the same", () => {
    const claim = { claim: "name", claimant: "name", kind: "name", source: "name", summary_en: "name" };
    expect(redacted(claim, ["name"]).payload).toEqual({ ...claim, summary_en: STUB });
  });
});

describe("a redaction of what waits", () => {
  it("takes passages out of what was written, the longer first, and leaves the form a form", () => {
    const form = {
      status: "held",
      corridor: "held-to-note",
      noteEn: "held by Some Body of Xville",
      "claims.0.summaryEn": "Some Body",
      "claims.0.claimant": "held",
      nameEn: "Some Body",
      url: "https://reports.example/held",
      reason: "Some Body asked",
    };
    expect(redactedForm(form, ["Some", "Some Body", "held", "note"])).toEqual({
      ...form,
      noteEn: "[redacted] by [redacted] of Xville",
      "claims.0.summaryEn": STUB,
      nameEn: STUB,
      url: "",
      reason: "[redacted] asked",
    });
  });

  it("looks through all that is kept of a suggestion", () => {
    const of = (note: string) => ({
      command: "saveDay",
      request: { day: { noteEn: note, claims: [{ claimant: "name", summaryEn: note }] }, reason: note },
      recorded: [{ entry: "name", before: null, after: { note_en: note, claims: [{ speaker: note }] } }],
      form: { typed: { noteEn: note }, base: 3 },
    });
    expect(redactedForm(of("name"), ["name"])).toEqual(of(STUB));
  });

  it("finds a passage whose accents were typed apart, and in the key of a warning that quotes it", () => {
    const form = { noteEn: "Told by Zoe\u0301 B.", nameEn: "cafe\u0301" };
    expect(redactedForm(form, ["Zoé B."])).toEqual({ noteEn: "Told by [redacted]", nameEn: form.nameEn });
    const request = { onPurpose: ["precise_text noteEn Long Street", "count_huge 100001"] };
    expect(redactedForm(request, ["Long Street"])).toEqual({ onPurpose: ["count_huge 100001"] });
  });
});
