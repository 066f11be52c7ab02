import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionBody } from "@/tests/support/action-body";
import { ACTION_CASES } from "@/tests/support/action-cases";
import { addressesOf } from "@/tests/support/addresses";
import { ask } from "@/tests/support/asking";
import { CALLERS, type Caller } from "@/tests/support/callers";
import { type BuiltAction, builtActions, builtRoutes } from "@/tests/support/manifests";
import { type OpenSite, openSite, SITE } from "@/tests/support/open-site";
import { stateOf } from "@/tests/support/state";

// Every server action of the build × everybody who may knock, with a form that would work. What counts is the store: it
// must be, byte for byte, what it was.

let site: OpenSite;
beforeAll(async () => {
  site = await openSite();
}, 120_000);
afterAll(() => site?.stop());

const actions = builtActions();

function pathOf({ patterns }: BuiltAction): string {
  const route = builtRoutes().find(({ pattern }) => pattern === patterns[0]);
  const [path] = route ? addressesOf(route, site.ground) : [];
  if (!path) throw new Error(`no page at ${patterns[0]}`);
  return path;
}

const defined = (headers: Headers) =>
  Object.fromEntries(Object.entries(headers).filter((pair): pair is [string, string] => pair[1] !== undefined));
type Headers = Record<string, string | undefined>;
async function send(action: BuiltAction, caller: Caller, fields: Record<string, string>, more: Headers = {}) {
  const { type, body } = await actionBody(action, fields);
  return ask(site.server.url, pathOf(action), {
    method: "POST",
    headers: defined({
      host: new URL(SITE).host,
      origin: SITE,
      cookie: site.called.cookies[caller],
      "next-action": action.id,
      accept: "text/x-component",
      "content-type": type,
      "content-length": String(body.length),
      ...more,
    }),
    body,
  });
}

describe("server actions", () => {
  it("all have a form here that works", () => {
    expect(actions.length).toBeGreaterThan(25);
    expect(new Set(actions.map(({ name }) => name))).toEqual(new Set(Object.keys(ACTION_CASES)));
  });

  // the order of the cases: the last one ends everybody's session
  it.each(Object.keys(ACTION_CASES))(
    "%s is carried out for those who may, and for nobody else",
    async (name) => {
      const action = actions.find((one) => one.name === name);
      if (!action) throw new Error(`${name} is in no page of the build`);
      for (const [i, { what, fields, may }] of (await ACTION_CASES[name]!(site)).entries()) {
        const before = stateOf(site.store);
        for (const caller of CALLERS.filter((one) => !may.includes(one))) {
          const { status } = await send(action, caller, fields);
          expect(stateOf(site.store), `${what}, sent by ${caller}, answered with ${status}`).toEqual(before);
          expect(status, `${what}, sent by ${caller}`).toBeLessThan(500);
        }
        const [allowed] = may;
        if (!allowed) continue;
        // from another site nobody's form is taken, whatever else the request says
        const elsewhere: Headers[] = [
          { origin: undefined },
          { origin: "" },
          { origin: "https://evil.example" },
          { origin: "null" },
          { origin: `${SITE}.evil.example` },
          { origin: SITE.replace("https:", "http:") },
          { origin: `${SITE}:8443` },
          { origin: SITE.replace("//", "//desk.") },
          { origin: "https://evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" },
          { origin: "https://evil.example", host: "evil.example" },
          { origin: "https://evil.example", forwarded: "host=evil.example;proto=https" },
        ];
        // where a form came from is asked before what it says: its first case is enough
        for (const headers of i === 0 ? elsewhere : []) {
          const { status } = await send(action, allowed, fields, headers);
          expect(stateOf(site.store), `${what}, sent with ${JSON.stringify(headers)}, answered with ${status}`).toEqual(
            before,
          );
          expect(status, `${what}, sent with ${JSON.stringify(headers)}`).toBeLessThan(500);
        }
        const answer = await send(action, allowed, fields);
        const after = stateOf(site.store);
        const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
        expect(changed, `${what}, sent by ${allowed}: ${answer.status} ${answer.body.slice(0, 400)}`).not.toEqual([]);
      }
    },
    60_000,
  );
});
