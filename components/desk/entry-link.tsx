import { type Entry, entryPage } from "@/components/history/change-list";
import type { EntryKind } from "@/lib/domain/vocabulary";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";

/** An entry by its kind and name, leading to its page of the desk. @param is null for one that is not in the tables */
export function EntryLink({
  reader,
  kind,
  entry,
  is,
}: {
  reader: Reader;
  kind: EntryKind;
  entry: string;
  is: Entry | null;
}) {
  const title = is ? entryPage(reader, is).title : entry;
  return (
    <>
      {reader.t(`entryKind.${kind}`)}: <a href={paths.deskEntry(reader.locale, kind, entry)}>{title || entry}</a>
    </>
  );
}
