import { mkdir } from "node:fs/promises";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { Growing } from "./growing";
import { kindOf, log, reasonOf } from "./log";
import { compressor, type Encoding, encodingOf, isText, knows } from "./negotiation";
import { handOn } from "./pass";

/** For so long nobody asks again whether a file is still right when no change was heard of: the clock alone changes some. */
const FRESH = 5_000;
/** So long after it was begun a file is sent that is still being written, though a change was heard of since. */
const UNDER_WAY = 10_000;
/** The renderer may be making as many other files first. */
const PATIENCE = 60_000;
/** How long a reader may take nothing. */
const STALLED = 60_000;
/** For so long nothing is written after the disk refused it. */
const REST = 60_000;
/** Readers at the same time; each holds a part of a file in memory. */
const MOST_READERS = 256;

/** One version of a file, in every encoding that was asked for. */
class Kept {
  /** When it was last known to be the newest, and of which state of the record. */
  checked: number;
  version: number;
  /** The shelf, and whoever reads it; the last one gives its room back. */
  #users = 1;
  readonly #bodies = new Map<Encoding, Promise<Growing>>();
  readonly #plain: Growing;
  readonly #folder: string;

  /**
   * @param text whether it is worth compressing
   * @param raw the headers that it is sent with
   * @param began when it was asked for, and at which state of the record
   */
  constructor(
    readonly etag: string,
    readonly text: boolean,
    readonly raw: readonly string[],
    readonly began: number,
    version: number,
    plain: Growing,
    folder: string,
  ) {
    this.checked = began;
    this.version = version;
    this.#plain = plain;
    this.#folder = folder;
    this.#bodies.set("identity", Promise.resolve(plain));
  }

  get whole(): boolean {
    return this.#plain.length !== null;
  }

  /** @returns false where its room was given back already */
  hold(): boolean {
    if (this.#users === 0) return false;
    this.#users++;
    return true;
  }

  letGo(): void {
    this.#users--;
    if (this.#users > 0) return;
    for (const body of this.#bodies.values()) body.then((file) => file.close()).catch(() => {});
  }

  /** The file in an encoding; made for the first who asks, taken by all who come later. */
  body(encoding: Encoding): Promise<Growing> {
    let body = this.#bodies.get(encoding);
    if (!body && encoding !== "identity") {
      body = this.#encoded(encoding);
      this.#bodies.set(encoding, body);
      body.catch(() => this.#bodies.delete(encoding));
    }
    return body as Promise<Growing>;
  }

  async #encoded(encoding: Exclude<Encoding, "identity">): Promise<Growing> {
    const file = await Growing.open(this.#folder);
    pipeline(this.#plain.read(), compressor(encoding), (source) => file.fill(source)).catch(() => {
      this.#bodies.delete(encoding);
      void file.close();
    });
    return file;
  }
}

/**
 * The whole files of the open data, on disk as readers get them: each is asked of the renderer once per change, however
 * many want it, and sent while it is still being written.
 */
export class Shelf {
  readonly #portOf: () => number | null;
  readonly #folder: string;
  readonly #now: () => number;
  #version = 0;
  #readers = 0;
  #restsUntil = 0;
  readonly #files = new Map<string, Kept>();
  readonly #asking = new Map<string, Promise<Kept | null>>();

  /**
   * @param portOf the renderer on the loopback; null while there is none
   * @param folder where the files are written
   */
  constructor(portOf: () => number | null, folder: string, now = Date.now) {
    this.#portOf = portOf;
    this.#folder = folder;
    this.#now = now;
  }

  /** How many readers are being sent a file. */
  get readers(): number {
    return this.#readers;
  }

  /** The record changed. */
  changed(): void {
    this.#version++;
  }

  /** Lets go of all files; those being read are closed at their end. */
  close(): void {
    for (const kept of this.#files.values()) kept.letGo();
    this.#files.clear();
  }

  /**
   * Sends a file.
   * @param path its address, in one spelling
   * @returns false where there is nothing to send: then the renderer has to say what is the matter
   */
  async send(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    const kept = this.#now() < this.#restsUntil ? null : await this.#take(path);
    if (!kept || this.#readers >= MOST_READERS || !kept.hold()) return false;
    this.#readers++;
    try {
      await this.#sendKept(request, response, kept);
    } catch {
      // a reader that goes away, and a file that breaks off, end this answer and nothing else
      response.destroy();
    } finally {
      this.#readers--;
      kept.letGo();
    }
    return true;
  }

  async #sendKept(request: IncomingMessage, response: ServerResponse, kept: Kept): Promise<void> {
    handOn(kept.raw, response);
    if (knows(request.headers["if-none-match"], kept.etag)) {
      response.writeHead(304).end();
      return;
    }
    const encoding = kept.text ? encodingOf(request) : "identity";
    const body = await kept.body(encoding);
    if (encoding !== "identity") response.setHeader("content-encoding", encoding);
    if (body.length !== null) response.setHeader("content-length", body.length);
    if (request.method === "HEAD") {
      response.end();
      return;
    }
    response.setTimeout(STALLED, () => response.destroy());
    await pipeline(body.read(), response);
  }

  #take(path: string): Promise<Kept | null> {
    const kept = this.#files.get(path);
    const now = this.#now();
    if (kept) {
      const right = kept.version === this.#version && now - kept.checked < FRESH;
      const growing = !kept.whole && now - kept.began < UNDER_WAY;
      if (right || growing) return Promise.resolve(kept);
    }
    const asking = this.#asking.get(path);
    if (asking) return asking;
    const asked = this.#ask(path, kept)
      .catch((error: unknown) => {
        log.error({ route: kindOf(path) }, reasonOf(error));
        return null;
      })
      .finally(() => this.#asking.delete(path));
    this.#asking.set(path, asked);
    return asked;
  }

  /** Asks whether a file is still right, and where it is not for the one that is. */
  async #ask(path: string, before: Kept | undefined): Promise<Kept | null> {
    const [version, began] = [this.#version, this.#now()];
    const port = this.#portOf();
    if (port === null) return null;
    const answer = await wholeFile(port, path, before ? { "if-none-match": `W/"${before.etag}"` } : {});
    if (answer.statusCode === 304 && before) {
      answer.resume();
      Object.assign(before, { version, checked: began });
      return before;
    }
    const etag = /"([^"]+)"/.exec(answer.headers.etag ?? "")?.[1];
    if (answer.statusCode !== 200 || !etag) {
      answer.resume();
      return null;
    }
    const file = await mkdir(this.#folder, { recursive: true })
      .then(() => Growing.open(this.#folder))
      .catch((error: unknown) => {
        answer.destroy();
        this.#rest();
        throw error;
      });
    const kept = new Kept(
      etag,
      isText(answer.headers["content-type"]),
      fileHeaders(answer),
      began,
      version,
      file,
      this.#folder,
    );
    this.#files.set(path, kept);
    before?.letGo();
    file.fill(answer).catch((error: unknown) => {
      // what broke off is no file: the next reader gets another try, without the disk if it was that which failed
      if ((error as NodeJS.ErrnoException).syscall === "write") this.#rest();
      log.error({ route: kindOf(path) }, reasonOf(error));
      if (this.#files.get(path) !== kept) return;
      this.#files.delete(path);
      kept.letGo();
    });
    return kept;
  }

  #rest(): void {
    this.#restsUntil = this.#now() + REST;
  }
}

const NOT_KEPT = /^(?:date|content-length|content-encoding|age)$/i;

/** The headers of an answer that are those of the file, name after value. */
const fileHeaders = ({ rawHeaders }: IncomingMessage): string[] =>
  rawHeaders.filter((_, i) => !NOT_KEPT.test(rawHeaders[i - (i % 2)] as string));

/** Asks the renderer for a file as it is, with what it is known by. */
const wholeFile = (port: number, path: string, headers: Record<string, string>): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const request = http.get({
      host: "127.0.0.1",
      port,
      path,
      agent: false,
      headers: { ...headers, "accept-encoding": "identity" },
    });
    request.setTimeout(PATIENCE, () => request.destroy(new Error(`no file within ${PATIENCE / 1000} s`)));
    request.on("response", resolve);
    request.on("error", reject);
  });
