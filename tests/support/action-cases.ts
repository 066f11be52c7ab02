import { createLink } from "@/lib/commands/links";
import { signIn } from "@/lib/commands/sessions";
import { sessionKey } from "@/lib/data/sessions";
import { seenOf, waitingNeeds } from "@/lib/data/suggestions";
import { operatorActor } from "@/lib/domain/policy";
import type { EntryKind } from "@/lib/domain/vocabulary";
import { CALLERS, type Caller, INSIDERS, nameOf } from "@/tests/support/callers";
import type { OpenSite } from "@/tests/support/open-site";
import { PASSWORD } from "@/tests/support/people";
import { CORRIDOR, DATE, WIDE_BLAME } from "@/tests/support/record";

/** A form that would be carried out if the right one of the callers sent it. */
export type ActionCase = {
  what: string;
  fields: Record<string, string>;
  /** Who may; the first of them sends it last, to show that nothing else was wrong with the form. */
  may: readonly Caller[];
};

type Cases = (site: OpenSite) => Promise<ActionCase[]>;

const EDITORS = ["editor", "admin"] as const;
const ADMIN = ["admin"] as const;
let made = 0;
/** What the hidden fields of a large form say. */
const meta = (base = 0) => ({ "meta.locale": "en", "meta.key": `key-${++made}`, "meta.base": String(base) });
const small = () => ({ locale: "en", key: `key-${++made}` });
const said = { reason: "a reason" };

const claim = {
  "claims.0.kind": "outcome",
  "claims.0.outcome": "held",
  "claims.0.claimant": "alpha-council",
  "claims.0.summaryEn": "Cars passed.",
  "claims.0.source": "report-1",
};
const day = (date: string) => ({ corridor: CORRIDOR, date, datePrecision: "day", status: "held", ...claim });
const party = (name: string) => ({ nameEn: name, nameUk: name, kind: "authority", side: "" });

async function newest({ store }: OpenSite, entryKind: EntryKind, entry: string): Promise<number> {
  const row = await store.read.revision.findFirstOrThrow({ where: { entryKind, entry }, orderBy: { seq: "desc" } });
  return row.seq;
}

/** A session of a person beside the one whose cookie they send. */
async function anotherSession({ store }: OpenSite, caller: Caller): Promise<string> {
  const answer = await signIn({ store, now: new Date() }, { name: nameOf(caller), password: PASSWORD, device: "" });
  if (!answer.ok) throw new Error(answer.code);
  return sessionKey(answer.sid);
}

async function version({ store }: OpenSite, id: string): Promise<string> {
  return String((await store.read.draft.findUniqueOrThrow({ where: { id } })).version);
}

const upload = async ({ store, ground }: OpenSite) => ({
  locale: "en",
  id: ground.upload,
  version: String((await store.read.importRun.findUniqueOrThrow({ where: { id: ground.upload } })).version),
});

/** Per server action at least one form that works; a new action has to have one here. */
export const ACTION_CASES: Record<string, Cases> = {
  checkCorridors: async () => [
    { what: "a check", fields: { ...small(), date: "2001-02-03", corridors: CORRIDOR }, may: EDITORS },
  ],
  handOver: async () => [
    { what: "a note for the next shift", fields: { ...meta(), intent: "leave", text: "All quiet." }, may: INSIDERS },
  ],
  saveRow: async (site) => [
    {
      what: "a row as a draft",
      fields: { ...meta(), intent: "draft", corridor: CORRIDOR, date: "2001-01-20", status: "cancelled" },
      may: INSIDERS,
    },
    {
      what: "a row that is published",
      fields: {
        ...meta(await newest(site, "corridor_day", `${CORRIDOR}/${DATE}`)),
        intent: "publish",
        corridor: CORRIDOR,
        date: DATE,
        status: "held",
        noteEn: "Quick.",
        ...said,
      },
      may: EDITORS,
    },
  ],
  editDay: async () => [
    { what: "a draft of a day", fields: { ...meta(), intent: "draft", ...day("2001-01-22") }, may: INSIDERS },
    { what: "a day", fields: { ...meta(), intent: "publish", ...day("2001-01-23") }, may: EDITORS },
  ],
  editReport: async () => [
    {
      what: "a report",
      fields: {
        ...meta(),
        intent: "publish",
        source: "report-2",
        "dates.0": "2001-01-24",
        [`on.${CORRIDOR}`]: "on",
        [`status.${CORRIDOR}`]: "held",
        ...claim,
        "claims.0.source": "report-2",
        ...said,
      },
      may: EDITORS,
    },
  ],
  editClaim: async (site) => [
    {
      what: "a claim of wider scope",
      fields: {
        ...meta(await newest(site, "claim", "wide-1")),
        intent: "publish",
        ...WIDE_BLAME,
        summaryEn: "Blame, changed.",
        date: "2001-02-03",
        datePrecision: "day",
        ...said,
      },
      may: EDITORS,
    },
  ],
  addCorridor: async () => [
    {
      what: "a corridor",
      fields: { ...meta(), intent: "publish", origin: "beta", destination: "alpha", purpose: "aid" },
      may: EDITORS,
    },
  ],
  editEntry: async (site) => [
    {
      what: "a new party",
      fields: { ...meta(), intent: "publish", "meta.noun": "party", "meta.slug": "", ...party("Harbour office") },
      may: EDITORS,
    },
    {
      what: "a party's new name",
      fields: {
        ...meta(await newest(site, "party", "relief")),
        intent: "publish",
        "meta.noun": "party",
        "meta.slug": "relief",
        ...party("Relief, renamed"),
        ...said,
      },
      may: EDITORS,
    },
  ],
  mergeEntry: async (site) => [
    {
      what: "two sources that are one",
      fields: {
        ...meta(await newest(site, "source", "report-3")),
        intent: "merge",
        "meta.noun": "source",
        "meta.slug": "report-3",
        "meta.into": "report-2",
        "meta.intoRevision": String(await newest(site, "source", "report-2")),
        ...said,
      },
      may: EDITORS,
    },
  ],
  sendRevert: async (site) => [
    {
      what: "the revert of a version",
      fields: {
        ...small(),
        kind: "party",
        entry: "relief",
        revision: String(await newest(site, "party", "relief")),
        ...said,
      },
      may: EDITORS,
    },
  ],
  sendRetract: async (site) => [
    {
      what: "a retraction",
      fields: {
        ...small(),
        kind: "corridor_day",
        entry: `${CORRIDOR}/2001-01-23`,
        revision: String(await newest(site, "corridor_day", `${CORRIDOR}/2001-01-23`)),
        ...said,
      },
      may: EDITORS,
    },
  ],
  sendRedact: async () => [
    {
      what: "a redaction",
      fields: { ...small(), kind: "party", entry: "north", passage: "north", ...said },
      may: ADMIN,
    },
  ],
  sendRevertSet: async (site) => {
    const entry = `${CORRIDOR}/2001-01-24`;
    const row = await site.store.read.revision.findFirstOrThrow({ where: { entry } });
    return [
      { what: "the revert of a change set", fields: { ...small(), changeSet: row.changeSetId, ...said }, may: EDITORS },
    ];
  },
  endSession: async (site) => [
    {
      what: "the end of one's own session",
      fields: { locale: "en", session: await anotherSession(site, "contributor") },
      may: ["contributor"],
    },
  ],
  endOthers: async (site) => {
    await anotherSession(site, "contributor");
    // everybody may end their own: the others have none beside the one that they send
    return [{ what: "the end of one's other sessions", fields: { locale: "en" }, may: ["contributor"] }];
  },
  sendPassword: async () => [
    {
      what: "a new password",
      fields: { locale: "en", current: PASSWORD, password: `${PASSWORD}-new` },
      may: INSIDERS,
    },
  ],
  sendSecondFactor: async (): Promise<ActionCase[]> => [
    {
      what: "the beginning of a second factor",
      fields: { locale: "en", step: "begin", current: PASSWORD },
      // the administrator has one
      may: ["second factor not set up", "contributor", "editor"],
    },
    {
      what: "the end of a second factor",
      fields: { locale: "en", step: "manage", what: "remove", current: "not the password of anybody" },
      may: [],
    },
  ],
  sendInvitation: async () => [
    { what: "an invitation", fields: { locale: "en", role: "contributor" }, may: ADMIN },
    { what: "an invitation of an administrator", fields: { locale: "en", role: "admin" }, may: ADMIN },
  ],
  sendPerson: async ({ called }) => {
    const person = called.ids.disabled;
    const on = { locale: "en", person };
    return [
      { what: "a role", fields: { ...on, step: "role", role: "editor" }, may: ADMIN },
      { what: "somebody let in again", fields: { ...on, step: "enable" }, may: ADMIN },
      { what: "somebody shut out", fields: { ...on, step: "disable" }, may: ADMIN },
      { what: "the end of somebody's sessions", fields: { ...on, step: "sessions" }, may: ADMIN },
      { what: "a way back in", fields: { ...on, step: "recover", name: nameOf("idle") }, may: ADMIN },
    ];
  },
  editSettings: async () => [
    {
      what: "settings",
      fields: {
        ...meta(),
        intent: "publish",
        titleEn: "Other",
        titleUk: "Інше",
        licenceName: "CC BY 4.0",
        licenceUrl: "https://creativecommons.org/licenses/by/4.0/",
        timeZone: "Europe/Kyiv",
        locale: "en",
        reviewContributor: "off",
        reviewEditor: "off",
        reviewAdmin: "off",
        secondFactor: "admins",
      },
      may: ADMIN,
    },
  ],
  sendAnswer: async (site) => [
    {
      what: "an answer to a suggestion",
      fields: {
        ...small(),
        id: site.ground.suggestion,
        version: await version(site, site.ground.suggestion),
        button: "sent_back",
        comment: "which report?",
      },
      may: EDITORS,
    },
  ],
  sendApproval: async (site) => {
    // given back just before, it is handed in again
    const { store, ground } = site;
    await store.transaction((tx) =>
      tx.draft.update({ where: { id: ground.suggestion }, data: { state: "suggested" } }),
    );
    const row = await store.read.draft.findUniqueOrThrow({ where: { id: ground.suggestion } });
    const seen = await seenOf(store.read, [...(await waitingNeeds(store.read, row)), row]);
    const fields = { ...small(), id: ground.suggestion, version: await version(site, ground.suggestion), seen };
    return [{ what: "the approval of a suggestion", fields, may: EDITORS }];
  },
  sendWithdrawal: async (site) => {
    const { store, called } = site;
    const own = await store.read.draft.findFirstOrThrow({ where: { state: "sent_back" } });
    await store.transaction((tx) =>
      tx.draft.update({ where: { id: own.id }, data: { authorId: called.ids.contributor } }),
    );
    return [{ what: "one's own suggestion taken away", fields: { ...small(), id: own.id }, may: ["contributor"] }];
  },
  sendMapping: async (site) => [
    {
      what: "what a file's columns mean",
      fields: { ...(await upload(site)), file: "0", what: "parties", intent: "save", "column:0": "party" },
      may: EDITORS,
    },
  ],
  sendChoices: async (site) => [
    { what: "what a row means", fields: { ...(await upload(site)), "choice:0:0": "new" }, may: EDITORS },
  ],
  sendImport: async (site) => [
    { what: "an upload thrown away", fields: { ...(await upload(site)), intent: "discard" }, may: EDITORS },
  ],
  sendFreeze: async () => [
    { what: "a stop of all publishing", fields: { ...small(), frozen: "yes", ...said }, may: ADMIN },
    { what: "its end", fields: { ...small(), frozen: "no", ...said }, may: ADMIN },
  ],
  sendRevertPerson: async ({ called }) => [
    {
      what: "somebody's last changes taken back",
      fields: { ...small(), person: called.ids.editor, count: "1", ...said },
      may: ADMIN,
    },
  ],
  acceptLink: async ({ store }) => {
    const recover = { purpose: "recover", name: nameOf("idle") } as const;
    const link = await createLink({ store, actor: operatorActor, now: new Date() }, recover);
    if (!link.ok) throw new Error(link.code);
    const typed = { locale: "en", name: "", password: `${PASSWORD}-again` };
    return [
      { what: "a link that nobody made", fields: { ...typed, token: "a".repeat(43) }, may: [] },
      // whoever holds a link may use it: that is what it is for
      { what: "a link", fields: { ...typed, token: link.token }, may: CALLERS },
    ];
  },
  sendCode: async () => [{ what: "a wrong code", fields: { locale: "en", code: "000000" }, may: [] }],
  sendEndSessions: async () => [{ what: "the end of all sessions", fields: small(), may: ADMIN }],
};
