import type { Line } from "@/components/entry/day-lines";
import { differences } from "@/components/entry/day-lines";
import type { Meanwhile } from "@/components/entry/form-state";
import { type FormLabels, type Lists, listsOf } from "@/components/entry/lists";
import { store } from "@/lib/data/client";
import { readChoices } from "@/lib/data/desk";
import { readHistory } from "@/lib/data/history";
import { readSettings } from "@/lib/data/settings";
import type { Actor } from "@/lib/domain/policy";
import type { Typed } from "@/lib/domain/typed";
import type { EntryKind } from "@/lib/domain/vocabulary";
import { instant } from "@/lib/i18n/format";
import { formSentences } from "@/lib/i18n/messages";
import type { Reader } from "@/lib/i18n/reader";
import { readerOf } from "@/lib/i18n/reader";
import type { Sent } from "./answering";

/** The reader and the lists with which an answer is put into words. */
export async function wording(sent: Sent): Promise<{ reader: Reader; labels: FormLabels; lists: Lists }> {
  const db = store().read;
  const settings = await readSettings(db);
  const reader = readerOf(sent.locale, settings.timeZone, new Date());
  return { reader, labels: formSentences(sent.locale), lists: listsOf(reader, await readChoices(db)) };
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
