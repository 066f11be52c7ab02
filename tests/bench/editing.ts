import { hashPassword } from "@/lib/commands/password-hash";
import { openStore } from "@/lib/data/client";
import { published, trySignIn, typedDay } from "@/tests/support/desk";
import { PASSWORD, storePerson } from "@/tests/support/people";
import { Visitor } from "@/tests/support/visitor";

/** One day of a made-up store. */
export type MadeUpDay = { corridor: string; date: string };
export const corridorNamed = (n: number): string => `made-up-corridor-${String(n).padStart(4, "0")}`;

/** How long the form took to come, and how long the save took to be answered, both in ms. */
export type Edit = { form: number; save: number };

/** Stores an editor in the store of a served site and signs in. */
export async function openDesk(databaseUrl: string, origin: string, name = "edda"): Promise<Visitor> {
  const store = openStore(databaseUrl);
  await storePerson(store, name, "editor", new Date()).finally(store.close);
  const visitor = new Visitor(origin);
  const answer = await trySignIn(visitor, name);
  if (!/\/en\/desk$/.test(answer.headers.get("location") ?? "")) throw new Error(`${name} could not sign in`);
  return visitor;
}

/** Opens the form of a day of a made-up store, and types a new note into it. @returns how long it took to come, and what sends it */
async function fillIn(visitor: Visitor, { corridor, date }: MadeUpDay, noteEn: string) {
  const began = performance.now();
  const form = await visitor.form(`/en/desk/days/${corridor}/${date}`, "noteEn");
  const opened = performance.now();
  const send = await visitor.typed(form, {
    ...typedDay(noteEn),
    "claims.0.claimant": "made-up-council",
    "claims.0.source": "made-up-report-1",
    reason: "Measured again.",
  });
  const save = async () => {
    const typed = performance.now();
    const answer = await send();
    if (!published(answer))
      throw new Error(
        `the save was answered with ${answer.status}: ${(await answer.text()).replaceAll(/<script.*?<\/script>|<[^>]+>/gs, " ").slice(0, 800)}`,
      );
    return performance.now() - typed;
  };
  return { form: opened - began, save };
}

/** Publishes or corrects a day of a made-up store as a browser without scripts would: asks for its form and sends it with a new note. */
export async function edit(visitor: Visitor, day: MadeUpDay, noteEn: string): Promise<Edit> {
  const { form, save } = await fillIn(visitor, day, noteEn);
  return { form, save: await save() };
}

const SAVES = 100;
const WARM_UP = 20;

/**
 * Publishes new days one after the other; ms from sending each form to its answer. All forms are opened before the first is
 * sent: to read them makes garbage in this process, and a save would wait for it to be collected.
 */
export async function timeSaves(visitor: Visitor, nextDay: () => MadeUpDay): Promise<number[]> {
  const forms: Awaited<ReturnType<typeof fillIn>>[] = [];
  for (let n = 0; n < WARM_UP + SAVES; n++) forms.push(await fillIn(visitor, nextDay(), `Save ${n}.`));
  const times: number[] = [];
  for (const { save } of forms) times.push(await save());
  return times.slice(WARM_UP);
}

const SIGN_INS = 20;

/** Signs somebody in over and over, whose password is kept as those of people are; ms from sending the form to its answer. */
export async function timeSignIns(databaseUrl: string, origin: string): Promise<number[]> {
  const store = openStore(databaseUrl);
  try {
    const { id } = await storePerson(store, "nadia", "editor", new Date());
    const passwordHash = await hashPassword(PASSWORD);
    await store.transaction((tx) => tx.user.update({ where: { id }, data: { passwordHash } }));
  } finally {
    await store.close();
  }
  const times: number[] = [];
  // the first one warms up
  for (let n = 0; n <= SIGN_INS; n++) {
    const visitor = new Visitor(origin);
    const entrance = await visitor.form("/en/sign-in", "password");
    const began = performance.now();
    const answer = await visitor.send(entrance, { name: "nadia", password: PASSWORD });
    times.push(performance.now() - began);
    if (!/\/en\/desk$/.test(answer.headers.get("location") ?? "")) throw new Error("nadia could not sign in");
  }
  return times.slice(1);
}
