import http from "node:http";
import type { RecordVersion } from "../domain/record";
import { log, reasonOf } from "./log";

/** Where the renderer says which version of the record there is. No reader can ask: routes.ts lets nobody through. */
const PATH = "/version";
const EVERY = 1_000;
const TIMEOUT = 5_000;

export type Watch = {
  /** A change was heard of without asking; then the record was of that version. @param past also what it shows of earlier instants */
  heard(version: RecordVersion, past: boolean): void;
  /**
   * Somebody may have changed something: it is asked at once.
   * @returns when what it is now has been heard, or could not be; where it was just being asked, at once
   */
  ask(): Promise<void>;
  end(): void;
};

type Heard = {
  /** The record was the same as when it last changed, at that instant, ms since the epoch. */
  same(at: number): void;
  /** It was another than the last time. @param past also what it shows of earlier instants */
  changed(past: boolean): void;
};

/**
 * Asks once a second which version of the record there is: what commands and other instances save is seen here as well, and
 * as long as nothing changes, no page has to be made anew to know that.
 * @param portOf the renderer on the loopback; null while there is none
 */
export function watch(portOf: () => number | null, heard: Heard): Watch {
  let last: RecordVersion | undefined;
  let told = 0;
  const look = async (port: number) => {
    const [at, known] = [Date.now(), told];
    const found = JSON.parse(await read(port)) as RecordVersion;
    // it may be of before the change that was heard of meanwhile
    if (known !== told) return;
    const before = last;
    last = found;
    // pages of before the first look may be of before a change
    if (!before || before.now !== found.now || before.past !== found.past) heard.changed(before?.past !== found.past);
    else heard.same(at);
  };
  let lost = false;
  const say = (now: boolean, why = "") => {
    if (now && !lost) log.error(`The version of the record cannot be read: ${why}`);
    if (!now && lost) log.info("The version of the record can be read again.");
    lost = now;
  };
  let timer: NodeJS.Timeout;
  let ended = false;
  let asking = false;
  let soon = false;
  const again = () => {
    asking = false;
    if (!ended) timer = setTimeout(round, soon ? 0 : EVERY);
    soon = false;
  };
  const round = async () => {
    asking = true;
    const port = portOf();
    try {
      // what cannot be asked now grows old by itself, and the pages say so
      if (port !== null) await look(port).then(() => say(false));
    } catch (error) {
      say(true, reasonOf(error));
    } finally {
      again();
    }
  };
  again();
  return {
    heard(version, past) {
      told++;
      // what only the version tells of the past is heard of when it is asked for next
      if (last) last = { now: version.now, past: past ? version.past : last.past };
    },
    async ask() {
      if (ended) return;
      // what is being answered may be of before it
      if (asking) soon = true;
      else {
        clearTimeout(timer);
        await round();
      }
    },
    end() {
      ended = true;
      clearTimeout(timer);
    },
  };
}

const read = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const request = http.get({ host: "127.0.0.1", port, path: PATH, agent: false, timeout: TIMEOUT }, (answer) => {
      let text = "";
      answer.setEncoding("utf8");
      answer.on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () =>
        answer.statusCode === 200 ? resolve(text) : reject(new Error(String(answer.statusCode))),
      );
      answer.on("error", reject);
    });
    request.on("timeout", () => request.destroy(new Error("no answer")));
    request.on("error", reject);
  });
