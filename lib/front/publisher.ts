import { Changes } from "./changes";
import { kindOf, log, reasonOf } from "./log";
import { renderFailures, turnedAway } from "./metrics";
import { brotliOf, type Page, pageOf, QUICK, type Rendered, sizeOf } from "./pages";
import { settledWithin } from "./settled-within";
import { Turns } from "./turns";

export type Render = (path: string) => Promise<Rendered>;

export type Published = {
  page: Page;
  kept: boolean;
  /** Until when the page is known to have been right, ms since the epoch. */
  known: number;
};

export type PublisherOptions = {
  /** A page that was known to be right longer ago than this is renewed in the background, in ms. */
  ttl?: number;
  /** A page that was known to be right longer ago than this is not served before it was renewed, in ms. */
  oldest?: number;
  /** A page made longer ago than this is renewed in the background, right or not, in ms: it names the time. */
  renew?: number;
  /** The longest that a reader waits for a rendering while there is an older page to show, in ms. */
  patience?: number;
  /** How long a path whose rendering failed is left in peace, in ms. */
  rest?: number;
  /** The most bytes of pages in memory, compressed forms included. */
  memory?: number;
  /** Of brotli, once readers have a page: 10 makes a long one a seventh smaller than QUICK, and takes thirty times as long. */
  quality?: number;
  /** Pages that everybody starts from: they never wait for others to be rendered. There must be few. */
  first?: (path: string) => boolean;
  /** How many other pages are rendered at once. */
  atOnce?: number;
  /** How many other pages may wait to be rendered. */
  mostWaiting?: number;
  /** So many readers at once wait for a page after an edit; whoever comes on top of them is a crowd. */
  crowd?: number;
  /** For how long after an edit a crowd is shown the page before it, in ms. */
  grace?: number;
  now?: () => number;
};

type Entry = {
  page?: Page;
  /** The version of the record that `page` is known to show. */
  version: number;
  busy?: Promise<void>;
  /** How many readers wait for it. */
  waiting: number;
  failedAt: number;
};

/** Not-found pages are cheap to make and easy to ask for: a flood of them must not push out real pages. */
const MOST_MISSING = 200;

/**
 * Keeps every public page in memory as readers get it, and asks the renderer once per change, however many are waiting.
 * A page is served until an edit or its age calls for a new one; when rendering fails, the last good one is, marked.
 */
export class Publisher {
  readonly #changes: Changes;
  #confirmed = Number.NEGATIVE_INFINITY;
  #entries = new Map<string, Entry>();
  #missing = new Map<string, Entry>();
  #bytes = 0;
  readonly #render: Render;
  readonly #options: Required<PublisherOptions>;
  readonly #turns: Turns;

  constructor(render: Render, options: PublisherOptions = {}) {
    this.#render = render;
    this.#options = {
      ttl: 5_000,
      oldest: 10_000,
      renew: Math.max(30_000, options.ttl ?? 0),
      patience: 2_000,
      rest: 1_000,
      memory: 256 * 1024 * 1024,
      quality: 10,
      first: () => false,
      atOnce: 4,
      mostWaiting: 64,
      crowd: Number.POSITIVE_INFINITY,
      grace: 2_000,
      now: Date.now,
      ...options,
    };
    this.#changes = new Changes(this.#options.grace);
    this.#turns = new Turns(this.#options.atOnce, this.#options.mostWaiting);
  }

  /**
   * The record changed: whoever asks from now on gets what was rendered after this moment. Only of a crowd most get the page
   * before it for a moment: they would all wait for the same rendering, and nobody else be answered meanwhile.
   * @param urgent something was taken out, and not even a crowd may see it any more
   */
  changed(urgent = false): void {
    this.#changes.add(this.#options.now(), urgent);
  }

  /** At that instant nothing had changed since changed() was last called: the pages made since then are right until then. */
  confirm(at: number): void {
    this.#confirmed = at;
  }

  /** Until when a page that shows the record as it is now is known to be right: its day must not have ended since. */
  #known(page: Page): number {
    return Math.max(page.at, page.at < page.until ? Math.min(this.#confirmed, page.until) : this.#confirmed);
  }

  /** Whether a page is to be renewed behind the reader's back. */
  #aged(page: Page): boolean {
    const { now, ttl, renew } = this.#options;
    return now() - this.#known(page) > ttl || now() - page.at > renew;
  }

  /** Whether the day that a page spoke of as today has ended since it was made. */
  #ended = (page: Page): boolean => page.at < page.until && this.#options.now() >= page.until;

  /**
   * The page at a path where nothing has to be done for it; null where page() has to be asked. Without a promise, because
   * the framework follows every promise, and most readers need none.
   */
  current(path: string): Published | null {
    const entry = this.#entries.get(path);
    if (!entry?.page || entry.version < this.#changes.version) return null;
    const { page } = entry;
    return this.#aged(page) || this.#ended(page) ? null : { page, kept: false, known: this.#known(page) };
  }

  /** The page at a path; null where it was never rendered and cannot be now, or is too old to be shown. */
  async page(path: string): Promise<Published | null> {
    const { now, oldest, patience, rest } = this.#options;
    const entry = this.#entry(path);
    const wanted = this.#changes.version;
    const asked = now();
    // what was begun since it was asked for is never too old: a slow renderer would be asked for ever
    const old = (page: Page) => page.at < asked && (this.#ended(page) || now() - this.#known(page) > oldest);
    const late = () => !entry.page || entry.version < wanted || old(entry.page);
    const resting = () => now() - entry.failedAt < rest;
    if (late()) {
      const missed = entry.waiting < this.#options.crowd ? null : this.#changes.missedBy(entry.version, asked);
      if (entry.page && missed !== null && !old(entry.page))
        return { page: entry.page, kept: false, known: Math.min(this.#known(entry.page), missed) };
      const deadline = entry.page && now() + patience;
      entry.waiting++;
      while (late() && !resting()) {
        const renewed = this.#renew(path, entry);
        if (!renewed) break;
        if (deadline === undefined) await renewed;
        else if (!(await settledWithin(renewed, deadline - now()))) break;
      }
      entry.waiting--;
    } else if (entry.page && this.#aged(entry.page) && !resting()) void this.#renew(path, entry);

    if (!entry.page) return null;
    const kept = late();
    if (kept && now() > entry.page.until) return null;
    return { page: entry.page, kept, known: kept ? entry.page.at : this.#known(entry.page) };
  }

  #entry(path: string): Entry {
    for (const map of [this.#entries, this.#missing]) {
      const known = map.get(path);
      if (!known) continue;
      map.delete(path); // to the end: the least recently used goes first
      map.set(path, known);
      return known;
    }
    const entry: Entry = { version: -1, waiting: 0, failedAt: Number.NEGATIVE_INFINITY };
    this.#missing.set(path, entry);
    this.#trim();
    return entry;
  }

  /** The rendering of a page that is under way, or a new one; null where too many are waiting for theirs. */
  #renew(path: string, entry: Entry): Promise<void> | null {
    if (entry.busy) return entry.busy;
    const first = this.#options.first(path);
    const turn = first ? Promise.resolve() : this.#turns.take();
    if (!turn) {
      turnedAway.inc();
      return null;
    }
    entry.busy = turn
      .then(() => this.#make(path, entry))
      .finally(() => {
        delete entry.busy;
        if (!first) this.#turns.end();
      });
    return entry.busy;
  }

  async #make(path: string, entry: Entry): Promise<void> {
    const began = this.#changes.version; // an edit during the rendering may or may not be in it
    const at = this.#options.now();
    try {
      const rendered = await this.#render(path);
      if (rendered.status >= 500) throw new Error(`rendering answered ${rendered.status}`);
      const page = await pageOf(rendered, at);
      if (page.location) {
        // for those who wait: where it leads may be another place in a moment, and there are endless many of them
        for (const map of [this.#entries, this.#missing]) map.delete(path);
        this.#bytes -= entry.page ? sizeOf(entry.page) : 0;
        entry.page = page;
        entry.version = began;
        return;
      }
      this.#bytes += sizeOf(page) - (entry.page ? sizeOf(entry.page) : 0);
      entry.page = page;
      entry.version = began;
      entry.failedAt = Number.NEGATIVE_INFINITY;
      const home = rendered.status === 404 ? this.#missing : this.#entries;
      for (const map of [this.#entries, this.#missing]) map.delete(path);
      home.set(path, entry);
      this.#trim();
      // where that fails, the larger one stays
      if (page.type.startsWith("text/html")) this.#shrink(home, path, page).catch(() => {});
    } catch (error) {
      entry.failedAt = this.#options.now();
      renderFailures.inc();
      log.error({ route: kindOf(path) }, reasonOf(error));
    }
  }

  /** Makes a page smaller behind its readers' backs. */
  async #shrink(home: ReadonlyMap<string, Entry>, path: string, { fresh }: Page): Promise<void> {
    if (this.#options.quality <= QUICK) return;
    const br = await brotliOf(fresh.identity, this.#options.quality);
    if (home.get(path)?.page?.fresh !== fresh) return;
    this.#bytes += br.length - fresh.br.length;
    fresh.br = br;
  }

  /** How many pages it has, what they take, and how many readers wait for a turn of the renderer. */
  get state(): { pages: number; bytes: number; waiting: number } {
    return { pages: this.#entries.size + this.#missing.size, bytes: this.#bytes, waiting: this.#turns.waiting };
  }

  #trim(): void {
    const drop = (map: Map<string, Entry>) => {
      for (const [path, entry] of map) {
        if (entry.busy) continue;
        map.delete(path);
        if (entry.page) this.#bytes -= sizeOf(entry.page);
        return true;
      }
      return false;
    };
    while (this.#missing.size > MOST_MISSING && drop(this.#missing));
    while (this.#bytes > this.#options.memory && (drop(this.#missing) || drop(this.#entries)));
  }
}
