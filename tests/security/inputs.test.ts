import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILE_NAMES } from "@/lib/domain/files";
import { FILTER_NAMES } from "@/lib/domain/filters";
import { actionBody } from "@/tests/support/action-body";
import { ACTION_CASES, type ActionCase } from "@/tests/support/action-cases";
import { addressesOf } from "@/tests/support/addresses";
import { type Answered, ask } from "@/tests/support/asking";
import { figure, times, within } from "@/tests/support/counts";
import { type BuiltAction, builtActions, builtRoutes } from "@/tests/support/manifests";
import { type OpenSite, openSite, SITE } from "@/tests/support/open-site";
import { type Dice, dice } from "@/tests/support/random-tampering";
import { CORRIDOR, DATE } from "@/tests/support/record";
import { stateOf } from "@/tests/support/state";

// What no form and no program of ours would send: refused in words or carried out, and never a fault of the server.

/** A third of them to server actions, the others to what can be asked. */
const TIMES = times(1_000, 10_000);
/** So often somebody is told to come again before it counts as a fault: six ask at once, and few have to wait for long. */
const TRIES = 1_000;
const SEED = 11;

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
}, 120_000);
afterAll(() => site?.stop());

const NASTY = [
  "",
  " ",
  "\u0000",
  "\r\n",
  "\ud800",
  "%",
  "%00",
  "../../etc/passwd",
  "__proto__",
  "constructor",
  "toString",
  "null",
  "undefined",
  "NaN",
  "-1",
  "0",
  "1e309",
  "9007199254740993",
  "4294967296",
  "99999999999999999999",
  "2001-02-30",
  "0000-00-00",
  "9999-12-31",
  "2001-02-03T25:00:00Z",
  "javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "https://[::1",
  '\'; DROP TABLE "Revision"; --',
  "%' OR 1=1 --",
  "<img src=x onerror=alert(1)>",
  '{"$ne":null}',
  "[]",
  "$K1",
  "$F1",
  "$undefined",
  "\u202eabc",
  "😀".repeat(50),
  "a".repeat(10_000),
  "ґ".repeat(3_000),
  ";".repeat(500),
];
const NAMES = [
  "__proto__",
  "__proto__.polluted",
  "constructor",
  "constructor.prototype.polluted",
  "toString",
  "hasOwnProperty",
  "length",
  "meta.base",
  "meta.version",
  "meta.draft",
  "meta.theirs",
  "claims.999.kind",
  "claims.0.__proto__",
  "claims.-1.kind",
  "dates.9",
  "on.__proto__",
  "status.constructor",
  "kept.__proto__",
  "column:__proto__",
  "value:__proto__:polluted",
  "constant:__proto__",
  "choice:__proto__",
  "role",
  "actorId",
  "id",
  "intent",
  "",
  "$ACTION_ID_x",
  "$ACTION_REF_1",
];
/** In the place of a form, as the framework writes what a script hands to an action: values of other kinds, none at all. */
const ARGUMENTS = [
  "[]",
  "[null]",
  "[null,null]",
  '["x","y"]',
  '[null,{"get":"x"}]',
  '[{"__proto__":{"polluted":1}},"$K1"]',
  '[null,["a","b"]]',
  "[null,1]",
  '[null,"$undefined"]',
  '[null,"$n123"]',
  '[null,"$D2001-02-03T00:00:00.000Z"]',
];
/** What the framework itself can't read. It calls that a fault of the server's (500), and nothing of ours ever runs. */
const UNREADABLE = ["not json", "", '"x"', '[null,"$Q1"]', '[null,"$D2001"]', '[null,"$B7"]', '[null,"$W7"]'];
const one = <T>(list: readonly T[], roll: Dice): T => list[roll(list.length)] as T;

/** A form that works, with a few things in it made worse. */
function worse(fields: Record<string, string>, roll: Dice): Record<string, string> {
  const changed = { ...fields };
  for (let n = roll(4); n >= 0; n--) {
    const name = roll(3) === 0 ? one(NAMES, roll) : one(Object.keys(fields), roll);
    if (roll(6) === 0) delete changed[name];
    else Object.defineProperty(changed, name, { value: one(NASTY, roll), enumerable: true, configurable: true });
  }
  return changed;
}

/** Carries out `of` for every number below `count`, some at a time. @returns what was wrong */
async function repeated(count: number, of: (n: number) => Promise<string | null>): Promise<string[]> {
  const wrong: string[] = [];
  let next = 0;
  const worker = async () => {
    for (let n = next++; n < count; n = next++) {
      const found = await of(n);
      if (found) wrong.push(found);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return wrong;
}

const pages = builtRoutes();
/** Calls an action as an administrator's script would. */
async function sendTo(action: BuiltAction, fields: Record<string, string>, args?: string): Promise<Answered> {
  const { type, body } = await actionBody(action, fields, args);
  const route = pages.find(({ pattern }) => pattern === action.patterns[0])!;
  return ask(site.server.url, addressesOf(route, site.ground)[0]!, {
    method: "POST",
    headers: {
      host: new URL(SITE).host,
      origin: SITE,
      cookie: site.called.cookies.admin,
      "next-action": action.id,
      accept: "text/x-component",
      "content-type": type,
      "content-length": String(body.length),
    },
    body,
  });
}

/** Ends every session, or makes a password: either would end the test instead of a form. */
const NOT_THESE = new Set(["sendEndSessions", "sendPassword", "acceptLink"]);

describe(`${TIMES} generated requests`, () => {
  it(
    "to server actions are refused in words or carried out",
    async () => {
      const actions = builtActions().filter(({ name }) => !NOT_THESE.has(name));
      const forms = new Map<string, ActionCase[]>();
      for (const { name } of actions) {
        // some of the cases need what others made; without it any form is as good
        const cases = await ACTION_CASES[name]?.(site).catch(() => null);
        forms.set(name, cases ?? [{ what: name, fields: { locale: "en", key: "k" }, may: [] }]);
      }
      const wrong = await repeated(Math.ceil(TIMES / 3), async (n) => {
        const roll = dice(SEED * 1_000_003 + n);
        const action = actions[n % actions.length]!;
        const { fields } = one(forms.get(action.name) ?? [], roll);
        const args = roll(4) === 0 ? one(ARGUMENTS, roll) : undefined;
        const sent = worse(fields, roll);
        const answer = await sendTo(action, sent, args);
        if (answer.status < 500) return null;
        return `${action.name} answered ${answer.status} to ${args ?? JSON.stringify(sent).slice(0, 300)}`;
      });
      expect([...new Set(wrong)]).toEqual([]);
    },
    within(120_000),
  );

  it("that the framework can't read change nothing, and the server goes on", async () => {
    const before = stateOf(site.store);
    const [action] = builtActions().filter(({ name }) => name === "sendInvitation");
    for (const args of UNREADABLE) await sendTo(action!, { locale: "en", role: "admin" }, args);
    expect(stateOf(site.store)).toEqual(before);
    expect((await ask(site.server.url, "/healthz")).status).toBe(200);
  });

  it(
    "to files, pages and the API are answered, or refused with what is allowed",
    async () => {
      const asked = [
        ...FILE_NAMES.flatMap((name) => [`/data/${name}.csv`, `/api/v1/${name}`]),
        `/api/v1/corridor-days/${CORRIDOR}/${DATE}`,
        `/api/v1/claims/wide-1/revisions`,
        "/en/records",
        "/uk/records",
        "/en/at",
        "/en",
        "/data/corridors.geojson",
        "/data/datapackage.json",
        "/data/corridor-tracker.zip",
        "/en/sign-in",
      ];
      const names = [
        ...FILTER_NAMES,
        "limit",
        "cursor",
        "fields",
        "updated_since",
        "as_of",
        "variant",
        "page",
        "change",
        "date",
        "zone",
        ...NAMES,
      ];
      const wrong = await repeated(Math.floor((2 * TIMES) / 3), async (n) => {
        const roll = dice(SEED * 2_000_003 + n);
        const query = new URLSearchParams();
        for (let i = roll(4); i >= 0; i--) query.append(one(names, roll), one(NASTY, roll).slice(0, 2_000));
        const base = one(asked, roll);
        // now and then a segment of the path itself
        const bare =
          roll(5) === 0
            ? `${base}/${encodeURIComponent(
                one(NASTY, roll)
                  .slice(0, 200)
                  .replaceAll(/[\ud800-\udfff]/g, ""),
              )}`
            : base;
        const path = `${bare}?${query}`;
        let tries = 0;
        let answer: Answered;
        do answer = await ask(site.server.url, path, { headers: { host: new URL(SITE).host } });
        while (answer.status === 503 && Number(answer.headers["retry-after"]) > 0 && ++tries < TRIES);
        const page = /html|svg|xml/.test(String(answer.headers["content-type"]));
        if (page && answer.body.includes("<img src=x onerror")) return `${path.slice(0, 300)} hands markup on`;
        return answer.status < 500 ? null : `${path.slice(0, 300)} was answered with ${answer.status}`;
      });
      expect(wrong).toEqual([]);
    },
    within(120_000),
  );

  it("changed nothing of what every object has", async () => {
    // polluted in this process it would be seen at once; in the server it shows in what it answers
    const { status, body } = await ask(site.server.url, "/api/v1/parties?limit=1", {
      headers: { host: new URL(SITE).host },
    });
    expect(status).toBe(200);
    expect(body).not.toContain("polluted");
    figure(
      "requests that no form would send",
      "SQLite",
      TIMES,
      "refused in words or carried out; no fault of the server",
    );
  });
});
