import { dayLines, differences, type Line } from "@/components/entry/day-lines";
import type { FormState, Meanwhile } from "@/components/entry/form-state";
import { type FormLabels, type Lists, listsOf } from "@/components/entry/lists";
import { store } from "@/lib/data/client";
import { readChoices, versionOf } from "@/lib/data/desk";
import { readHistory } from "@/lib/data/history";
import { readSettings } from "@/lib/data/settings";
import { carriedOver, dayTyped, newDay } from "@/lib/domain/day-form";
import type { Refusal } from "@/lib/domain/errors";
import type { Payload } from "@/lib/domain/payloads";
import type { Actor } from "@/lib/domain/policy";
import { dayKey } from "@/lib/domain/record";
import type { Typed } from "@/lib/domain/typed";
import type { EntryKind } from "@/lib/domain/vocabulary";
import { instant } from "@/lib/i18n/format";
import { formSentences } from "@/lib/i18n/messages";
import type { Reader } from "@/lib/i18n/reader";
import { readerOf } from "@/lib/i18n/reader";
import { refusedAgain, type Sent } from "./answering";

/** The reader and the lists with which an answer is put into words. */
export async function wording(sent: Sent): Promise<{ reader: Reader; labels: FormLabels; lists: Lists }> {
  const db = store().read;
  const settings = await readSettings(db);
  const reader = readerOf(sent.locale, settings.timeZone, new Date());
  return { reader, labels: formSentences(sent.locale), lists: listsOf(reader, await readChoices(db, null)) };
}

/** Who saved the newest version of an entry and when, in words. */
async function savedBy(actor: Actor, kind: EntryKind, entry: string, reader: Reader): Promise<string> {
  const { locale, t } = reader;
  const history = await readHistory(store().read, actor, kind, entry);
  const newest = history.ok ? history.revisions[0] : undefined;
  if (!newest) return "";
  const when = instant(locale, newest.at, reader.zone);
  return newest.author
    ? t("desk.day.by", { when, name: newest.author })
    : t("desk.day.byRole", { when, role: t(`role.${newest.role}`) });
}

/** What stands in the record now beside what was typed, for an editor whose form was stale. */
export async function meanwhileOf(
  sent: Sent,
  actor: Actor,
  entry: { kind: EntryKind; key: string },
  theirs: { revision: number; typed: Typed },
  linesOf: (typed: Typed, labels: FormLabels, lists: Lists) => Line[],
): Promise<Meanwhile> {
  const { reader, labels, lists } = await wording(sent);
  return {
    of: "record",
    revision: theirs.revision,
    by: await savedBy(actor, entry.kind, entry.key, reader),
    lines: differences(linesOf(theirs.typed, labels, lists), linesOf(sent.values, labels, lists)),
  };
}

/** A draft that somebody saved meanwhile, likewise. */
export async function draftMeanwhile(
  sent: Sent,
  theirs: { version: number; typed: Typed },
  linesOf: (typed: Typed, labels: FormLabels, lists: Lists) => Line[],
): Promise<Meanwhile> {
  const { labels, lists } = await wording(sent);
  const lines = differences(linesOf(theirs.typed, labels, lists), linesOf(sent.values, labels, lists));
  return { of: "draft", revision: theirs.version, by: "", lines };
}

/** Which corridor and day a form is about. */
export const dayOf = ({ values }: Sent) => ({ corridor: values.corridor ?? "", date: values.date ?? "" });

/** A stale form of a day is shown beside what stands there now; everything else names the fields. */
export async function staleDay(sent: Sent, actor: Actor, refusal: Refusal): Promise<FormState> {
  const current = refusal.current as { revision: number; payload: Payload | null } | undefined;
  if ((refusal.code !== "conflict" && refusal.code !== "exists") || !current) return refusedAgain(sent, refusal);
  const { corridor, date } = dayOf(sent);
  const formOf = (payload: Payload | null) => (payload ? dayTyped(payload) : newDay(corridor, date));
  const entry = { kind: "corridor_day", key: dayKey(corridor, date) } as const;
  const theirs = { revision: current.revision, typed: formOf(current.payload) };
  const older = formOf(await versionOf(store().read, entry.kind, entry.key, sent.meta.base));
  const both = { ...sent, values: carriedOver(older, theirs.typed, sent.values) };
  return refusedAgain(both, refusal, "", { meanwhile: await meanwhileOf(both, actor, entry, theirs, dayLines) });
}

/** What somebody else changed between two versions of a day, for the editor whose changes were kept beside it. */
export async function changedThere(sent: Sent, actor: Actor, older: Typed, newer: Typed): Promise<string> {
  const { reader, labels, lists } = await wording(sent);
  const { corridor, date } = dayOf(sent);
  const lines = differences(dayLines(older, labels, lists), dayLines(newer, labels, lists));
  const fields = [...new Set(lines.map(({ label }) => label))].join(", ");
  return sent.t("sheet.merged", { fields, by: await savedBy(actor, "corridor_day", dayKey(corridor, date), reader) });
}
