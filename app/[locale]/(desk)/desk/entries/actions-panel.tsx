import { randomUUID } from "node:crypto";
import { DeskForm } from "@/components/desk/desk-form.client";
import { store } from "@/lib/data/client";
import { keptTexts } from "@/lib/data/kept-texts";
import { mayHandIn } from "@/lib/data/suggestions";
import type { Payload } from "@/lib/domain/payloads";
import type { Actor } from "@/lib/domain/policy";
import type { ChangeKind, EntryKind } from "@/lib/domain/vocabulary";
import type { Reader } from "@/lib/i18n/reader";
import { sendRedact, sendRetract, sendRevert } from "../changes/actions";

type Newest = { seq: number; kind: ChangeKind; after: Payload | null } | undefined;
type Props = { reader: Reader; actor: Actor; kind: EntryKind; entry: string; newest: Newest };

/** What can be done about an entry: take its newest version back, take it back altogether, remove a text for good. */
export async function EntryActions({ reader, actor, kind, entry, newest }: Props) {
  const { locale, t } = reader;
  if (!newest || !(await mayHandIn(store().read, actor))) return null;
  const hidden = { locale, kind, entry, revision: String(newest.seq), key: randomUUID() };
  const reason = { kind: "text", name: "reason", label: t("life.reason"), hint: t("life.reasonHint") } as const;
  const kept = await keptTexts(store().read, actor, kind, entry);
  const fieldName = (field: string) => t(`life.field.${field}` as "life.field.note_en");
  return (
    <>
      {newest.kind !== "redaction" && newest.kind !== "merge" && (
        <section className="section" aria-labelledby="revert">
          <h2 id="revert">{t("life.entry.revert", { revision: String(newest.seq) })}</h2>
          <DeskForm action={sendRevert} hidden={hidden} fields={[reason]} submit={t("life.entry.revertButton")}>
            <p>{t("life.entry.revertExplained")}</p>
          </DeskForm>
        </section>
      )}
      {newest.kind !== "retraction" && !newest.after?.merged_into && (
        <section className="section" aria-labelledby="retract">
          <h2 id="retract">{t("life.entry.retract")}</h2>
          <DeskForm action={sendRetract} hidden={hidden} fields={[reason]} submit={t("life.entry.retractButton")}>
            <p>{t("life.entry.retractExplained")}</p>
          </DeskForm>
        </section>
      )}
      {kept.ok && (
        <section className="section" aria-labelledby="redact">
          <h2 id="redact">{t("life.entry.redact")}</h2>
          <DeskForm
            action={sendRedact}
            hidden={hidden}
            fields={[
              ...(kept.texts.length > 0
                ? [
                    {
                      kind: "ticks" as const,
                      name: "texts",
                      label: t("life.entry.texts"),
                      hint: t("life.entry.textsHint"),
                      options: kept.texts.map(({ id, field, text }) => ({
                        value: id,
                        label: `${fieldName(field)}: ${text}`,
                      })),
                    },
                  ]
                : []),
              {
                kind: "text",
                name: "passage",
                label: t("life.entry.passage"),
                hint: t("life.entry.passageHint"),
                optional: true,
              },
              reason,
            ]}
            submit={t("life.entry.redactButton")}
          >
            <p>{t("life.entry.redactExplained")}</p>
          </DeskForm>
        </section>
      )}
    </>
  );
}
