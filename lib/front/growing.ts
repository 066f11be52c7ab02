import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import path from "node:path";

const PART = 64 * 1024;

/**
 * A file that is read by many while it is still being written: nobody waits for its end, and a slow reader holds up neither
 * the writer nor the others. It has no name on disk, so that nothing of it is left when the process ends, however it ends.
 */
export class Growing {
  readonly #file: FileHandle;
  #size = 0;
  #error: unknown;
  #writing: Promise<void> | undefined;
  #ended = false;
  #waiting: (() => void)[] = [];

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /**
   * An empty one.
   * @param folder a place on a disk with room for it
   */
  static async open(folder: string): Promise<Growing> {
    const name = path.join(folder, `.growing-${randomUUID()}`);
    const file = await open(name, "wx+", 0o600);
    await unlink(name).catch(() => {});
    return new Growing(file);
  }

  /** Its length in bytes when it is whole; null until then. */
  get length(): number | null {
    return this.#ended && this.#error === undefined ? this.#size : null;
  }

  /**
   * Writes it, once, to the end of the source.
   * @throws what the source or the disk threw, as every reader's reading does
   */
  fill(source: AsyncIterable<Uint8Array>): Promise<void> {
    this.#writing = this.#write(source);
    return this.#writing;
  }

  async #write(source: AsyncIterable<Uint8Array>): Promise<void> {
    try {
      for await (const part of source) {
        for (let at = 0; at < part.length; )
          at += (await this.#file.write(part, at, part.length - at, this.#size + at)).bytesWritten;
        this.#size += part.length;
        this.#wake();
      }
    } catch (error) {
      this.#error = error ?? new Error("the file broke off");
      throw error;
    } finally {
      this.#ended = true;
      this.#wake();
    }
  }

  /**
   * All of it from the beginning, as far as it has been written and then as it comes.
   * @throws where the writing broke off
   */
  async *read(): AsyncGenerator<Buffer, void, undefined> {
    for (let at = 0; ; ) {
      if (at < this.#size) {
        const part = Buffer.allocUnsafe(Math.min(PART, this.#size - at));
        const { bytesRead } = await this.#file.read(part, 0, part.length, at);
        at += bytesRead;
        yield part.subarray(0, bytesRead);
      } else if (this.#error !== undefined) throw this.#error;
      else if (this.#ended) return;
      else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** Gives its room on disk back, when it has been written; nobody may be reading any more. */
  async close(): Promise<void> {
    await this.#writing?.catch(() => {});
    await this.#file.close();
  }

  #wake(): void {
    for (const resume of this.#waiting.splice(0)) resume();
  }
}
