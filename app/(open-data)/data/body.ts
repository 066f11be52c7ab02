/** Parts smaller than this cost more to send than to gather. */
const PART = 64 * 1024;
/** What is made ahead of a slow reader: a small file leaves the database at once, however slow the line. */
const AHEAD = 1024 * 1024;

export type Limits = {
  /** How long a reader may take nothing, in ms. */
  stalled: number;
  /** How long one download may take, in ms. */
  total: number;
};
const LIMITS: Limits = { stalled: 60_000, total: 15 * 60_000 };

/** Texts as bytes, the first at once, the others in parts of at least 64 kB. */
export async function* inParts(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  let part = "";
  let first = true;
  for await (const text of texts) {
    part += text;
    if (!first && part.length < PART) continue;
    first = false;
    yield encoder.encode(part);
    part = "";
  }
  if (part) yield encoder.encode(part);
}

/**
 * The body of a response.
 * @param release called when all parts are sent, when the reader leaves, when it is too slow and when a part fails
 */
export function bodyOf(
  parts: AsyncGenerator<Uint8Array, void, undefined>,
  release: () => Promise<void>,
  limits = LIMITS,
): ReadableStream<Uint8Array> {
  let stalled: NodeJS.Timeout | undefined;
  let total: NodeJS.Timeout | undefined;
  const finish = async () => {
    clearTimeout(stalled);
    clearTimeout(total);
    await release();
  };
  /** What makes parts ahead of the reader has to hear that no more are wanted. */
  const leave = async () => {
    parts.return().catch(() => {});
    await finish();
  };
  const giveUp = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    controller.error(new Error("The reader was too slow."));
    void leave();
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        total = setTimeout(() => giveUp(controller), limits.total);
      },
      async pull(controller) {
        clearTimeout(stalled);
        try {
          const { done, value } = await parts.next();
          if (done) {
            controller.close();
            await finish();
            return;
          }
          controller.enqueue(value);
          stalled = setTimeout(() => giveUp(controller), limits.stalled);
        } catch (error) {
          controller.error(error);
          await finish();
        }
      },
      cancel: leave,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: AHEAD }),
  );
}
