import { parse } from "csv-parse/sync";
import { allDifferent, FEW, type Question } from "@/tests/bench/asking";
import { readThrough } from "@/tests/bench/load";
import { figure, median, quantile } from "@/tests/bench/report";

/** How the Directus that is measured beside is signed in to: docs/benchmarks.md says how it is set up. */
const ADMIN = { email: "admin@example.org", password: "a-long-password" };
const COLLECTION = "corridor_days";
const ITEMS = `/items/${COLLECTION}`;
const AT_ONCE = 1_000;
const SAVES = 100;
const WARM_UP = 20;
const SIGN_INS = 20;
const RUNS = 3;

/** What Directus took: answers per second; s for the whole file; ms for a save, at the 95th of a hundred, and for a sign-in. */
export type Theirs = { lists: number; file: number; save: number; signIn: number };

/** A row of corridor-days.csv. */
type Row = Record<string, string>;

class Directus {
  #token = "";

  constructor(readonly origin: string) {}

  async signIn(): Promise<void> {
    const { data } = await this.ask("POST", "/auth/login", ADMIN);
    this.#token = (data as { access_token: string }).access_token;
  }

  get headers(): Record<string, string> {
    return this.#token ? { authorization: `Bearer ${this.#token}` } : {};
  }

  async ask(method: string, path: string, body?: unknown): Promise<{ data: unknown }> {
    const headers = { ...this.headers, "content-type": "application/json" };
    const answer = await fetch(this.origin + path, { method, headers, body: body ? JSON.stringify(body) : null });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Directus answered ${method} ${path} with ${answer.status}: ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : { data: null };
  }

  /** How many rows it has of the record; null where it does not know of it. */
  async rows(): Promise<number | null> {
    const answer = await fetch(`${this.origin}${ITEMS}?aggregate[count]=*`, { headers: this.headers });
    if (!answer.ok) return null;
    const { data } = (await answer.json()) as { data: [{ count: string | number }] };
    return Number(data[0].count);
  }
}

const typeOf = (column: string): string => {
  if (column === "date") return "date";
  if (/^evacuees_m|^revision$/.test(column)) return "integer";
  return /^(?:note|claims|sources)/.test(column) ? "text" : "string";
};
const itemOf = (row: Row): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, value === "" ? null : value]));

/** Gives it the same rows, unless it has them; history is kept of what is saved afterwards. */
async function filled(directus: Directus, rows: readonly Row[]): Promise<void> {
  const known = await directus.rows();
  if (known !== null && known >= rows.length) return;
  if (known !== null) await directus.ask("DELETE", `/collections/${COLLECTION}`);
  const id = { field: "id", type: "integer", schema: { is_primary_key: true, has_auto_increment: true }, meta: {} };
  const columns = Object.keys(rows[0] ?? {}).map((field) => ({ field, type: typeOf(field), schema: {}, meta: {} }));
  const meta = { accountability: null };
  await directus.ask("POST", "/collections", { collection: COLLECTION, schema: {}, meta, fields: [id, ...columns] });
  for (let n = 0; n < rows.length; n += AT_ONCE) {
    await directus.ask("POST", ITEMS, rows.slice(n, n + AT_ONCE).map(itemOf));
    if ((n / AT_ONCE) % 20 === 0) console.error(`· Directus has ${figure(n)} rows …`);
  }
  await directus.ask("PATCH", `/collections/${COLLECTION}`, { meta: { accountability: "all" } });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/**
 * Does with a Directus that runs elsewhere on this machine what is done with ours, on the same rows.
 * @param file where ours has corridor-days.csv
 */
export async function measureDirectus(origin: string, file: string, question: Question): Promise<Theirs> {
  const rows = parse(await (await fetch(file)).text(), { columns: true }) as Row[];
  const directus = new Directus(origin);
  await directus.signIn();
  await filled(directus, rows);

  const list = (n: number) => {
    const { status, from, to } = question(n);
    return `${ITEMS}?filter[status][_eq]=${status}&filter[date][_between]=${from},${to}&sort=date&limit=50`;
  };
  await allDifferent(origin, list, 0, FEW, directus.headers);
  const { perSecond, errors } = await allDifferent(origin, list, 5_000, FEW, directus.headers);
  if (errors > 0) throw new Error(`Directus could not answer ${errors} lists`);

  const read = async () => {
    const headers = { ...directus.headers, "accept-encoding": "identity" };
    const answer = await fetch(`${origin}${ITEMS}?export=csv&limit=-1`, { headers });
    if (!answer.ok) throw new Error(`Directus answered for its file with ${answer.status}`);
    await readThrough(answer);
  };
  const files: number[] = [];
  for (let n = 0; n < RUNS; n++) files.push(await timed(read));

  const saves: number[] = [];
  for (let n = 0; n < WARM_UP + SAVES; n++) {
    const item = { ...itemOf(rows[n] ?? {}), note_en: `Save ${n}.` };
    saves.push(await timed(() => directus.ask("POST", ITEMS, item)));
  }
  const signIns: number[] = [];
  for (let n = 0; n < SIGN_INS; n++) signIns.push(await timed(() => directus.signIn()));
  const sorted = saves.slice(WARM_UP).sort((a, b) => a - b);
  return { lists: perSecond, file: median(files) / 1_000, save: quantile(sorted, 0.95), signIn: median(signIns) };
}
