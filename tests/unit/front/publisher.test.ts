import { brotliDecompressSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { log } from "@/lib/front/log";
import { QUICK, type Rendered } from "@/lib/front/pages";
import { Publisher } from "@/lib/front/publisher";

const html = (text: string, attributes = ""): Rendered => ({
  status: 200,
  type: "text/html; charset=utf-8",
  body: Buffer.from(
    `<!DOCTYPE html><html ${attributes}><body><p data-kept hidden>Not renewed.</p><p>${text}</p></body></html>`,
  ),
});

/** A renderer that answers when the test says so. */
function renderer() {
  const waiting: { path: string; answer: (page: Rendered) => void; fail: () => void }[] = [];
  const render = (path: string) =>
    new Promise<Rendered>((resolve, reject) => {
      waiting.push({ path, answer: resolve, fail: () => reject(new Error("broken")) });
    });
  const next = async () => {
    await vi.waitFor(() => expect(waiting.length).toBeGreaterThan(0));
    return waiting.shift()!;
  };
  return { render, waiting, next };
}

describe("the publisher", () => {
  let clock = 0;
  const now = () => clock;
  const textOf = (published: Awaited<ReturnType<Publisher["page"]>>) =>
    published && (published.kept ? published.page.kept : published.page.fresh).identity.toString();

  beforeEach(() => {
    clock = 1_000_000;
    vi.spyOn(log, "error").mockImplementation(() => {});
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("renders once for a thousand readers who ask at the same time", async () => {
    const { render, waiting, next } = renderer();
    const publisher = new Publisher(render, { now });
    const readers = Array.from({ length: 1000 }, () => publisher.page("/en"));
    (await next()).answer(html("one"));
    const pages = await Promise.all(readers);
    expect(new Set(pages.map((published) => published?.page)).size).toBe(1);
    expect(waiting).toHaveLength(0);
  });

  it("has a fresh page at hand without waiting, until it is older than it may be or the record changed", async () => {
    const publisher = new Publisher(async () => html("one"), { now, ttl: 5_000 });
    expect(publisher.current("/en")).toBeNull();
    const published = await publisher.page("/en");
    expect(publisher.current("/en")).toEqual(published);
    clock += 5_001;
    expect(publisher.current("/en")).toBeNull();
    await publisher.page("/en");
    await vi.waitFor(() => expect(publisher.current("/en")).not.toBeNull());
    publisher.changed();
    expect(publisher.current("/en")).toBeNull();
  });

  it("hands a page out at once and makes it smaller afterwards, where it is told to", async () => {
    const long = html(Array.from({ length: 3_000 }, (_, i) => `<i class="c${i % 7}">${i * 7919}</i>`).join(""));
    const made = async (quality?: number) => {
      const publisher = new Publisher(async () => long, { now, ...(quality && { quality }) });
      return { publisher, body: (await publisher.page("/en"))!.page.fresh };
    };
    const quick = await made(QUICK);
    const small = await made();
    const first = quick.body.br.length;
    const { bytes } = small.publisher.state;
    await vi.waitFor(() => expect(small.body.br.length).toBeLessThan(first));
    expect(small.publisher.state.bytes).toBe(bytes - first + small.body.br.length);
    for (const { body } of [quick, small]) expect(brotliDecompressSync(body.br)).toEqual(body.identity);
    expect(quick.body.br.length).toBe(first);
    expect(quick.body.etag).toBe(small.body.etag);
  });

  it("calls two makings of a page one version while they say the same, and the page knows its version", async () => {
    let made = 0;
    let text = "one";
    const publisher = new Publisher(async () => ({ ...html(text, `data-made="${++made}"`) }), { now });
    const versions: string[] = [];
    for (const says of ["one", "one", "two"]) {
      text = says;
      publisher.changed();
      const published = await publisher.page("/en");
      expect(textOf(published)).toContain(`data-version="${published?.page.fresh.etag}"`);
      expect(textOf(published)).toContain(`data-made="${versions.length + 1}"`);
      versions.push(published!.page.fresh.etag);
      expect(published?.page.kept.etag).not.toBe(published?.page.fresh.etag);
    }
    expect(versions[1]).toBe(versions[0]);
    expect(versions[2]).not.toBe(versions[0]);
  });

  it("answers from memory until something changes", async () => {
    const render = vi.fn(async () => html("one"));
    const publisher = new Publisher(render, { now });
    await publisher.page("/en");
    await publisher.page("/en");
    expect(render).toHaveBeenCalledTimes(1);
    publisher.changed();
    await publisher.page("/en");
    expect(render).toHaveBeenCalledTimes(2);
  });

  it("never shows a reader who came after an edit what was rendered before it", async () => {
    const { render, next } = renderer();
    const publisher = new Publisher(render, { now });
    const early = publisher.page("/en");
    const before = await next(); // this rendering has begun …
    publisher.changed(); // … when the edit comes
    const late = publisher.page("/en");
    before.answer(html("before the edit"));
    (await next()).answer(html("after the edit"));
    expect(textOf(await late)).toContain("after the edit");
    expect(textOf(await early)).toBeTruthy();
  });

  describe("in a crowd after an edit", () => {
    const CROWD = 3;
    /** A page that was made before an edit, and as many readers who wait for the next as may. */
    async function edited({ urgent = false } = {}) {
      const { render, waiting, next } = renderer();
      const publisher = new Publisher(render, { now, crowd: CROWD, grace: 1_000, patience: 60_000 });
      const first = publisher.page("/en");
      (await next()).answer(html("before"));
      await first;
      clock += 10;
      publisher.changed(urgent);
      const early = Array.from({ length: CROWD }, () => publisher.page("/en"));
      return { publisher, waiting, next, early };
    }

    it("lets a few wait for the new page and shows the others the one before it, known until the edit only", async () => {
      const { publisher, waiting, next, early } = await edited();
      clock += 500;
      publisher.confirm(clock);
      const crowd = await Promise.all(Array.from({ length: 100 }, () => publisher.page("/en")));
      for (const published of crowd) {
        expect(textOf(published)).toContain("before");
        expect(published).toMatchObject({ kept: false, known: clock - 500 });
      }
      (await next()).answer(html("after"));
      for (const published of await Promise.all(early)) expect(textOf(published)).toContain("after");
      expect(waiting).toHaveLength(0);
      expect(textOf(publisher.current("/en"))).toContain("after");
    });

    it("lets everybody wait a second after the first edit that the page has not, however many followed", async () => {
      const { publisher, next } = await edited();
      clock += 900;
      publisher.changed();
      expect(textOf(await publisher.page("/en"))).toContain("before");
      clock += 100;
      const late = publisher.page("/en");
      (await next()).answer(html("between"));
      (await next()).answer(html("after"));
      expect(textOf(await late)).toContain("after");
    });

    it("shows nobody what was just taken out of the record", async () => {
      const { publisher, next } = await edited({ urgent: true });
      publisher.changed();
      const late = publisher.page("/en");
      (await next()).answer(html("without it"));
      (await next()).answer(html("after"));
      expect(textOf(await late)).toContain("after");
    });
  });

  it("renews a page by its age: behind the reader's back at first, before answering when it is too old", async () => {
    let text = "old";
    const render = vi.fn(async () => html(text));
    const publisher = new Publisher(render, { now, ttl: 5_000, oldest: 10_000 });
    await publisher.page("/en");
    text = "new";
    clock += 6_000;
    expect(textOf(await publisher.page("/en"))).toContain("old");
    await vi.waitFor(() => expect(render).toHaveBeenCalledTimes(2));
    text = "newest";
    clock += 11_000;
    expect(textOf(await publisher.page("/en"))).toContain("newest");
  });

  it("takes a page for right as long as it hears that nothing changed, and makes it anew now and then all the same", async () => {
    const render = vi.fn(async () => html("one"));
    const publisher = new Publisher(render, { now, ttl: 5_000, oldest: 10_000, renew: 30_000 });
    await publisher.page("/en");
    for (let second = 1; second <= 30; second++) {
      clock += 1_000;
      publisher.confirm(clock);
      expect(publisher.current("/en")?.known).toBe(clock);
    }
    expect(render).toHaveBeenCalledTimes(1);
    clock += 1_000;
    publisher.confirm(clock);
    expect(publisher.current("/en")).toBeNull();
    expect(textOf(await publisher.page("/en"))).toContain("one");
    await vi.waitFor(() => expect(render).toHaveBeenCalledTimes(2));
  });

  it("takes no word about the record for one about a page that was made before a change", async () => {
    let text = "before";
    const publisher = new Publisher(async () => html(text), { now });
    await publisher.page("/en");
    publisher.changed();
    text = "after";
    publisher.confirm(clock);
    expect(publisher.current("/en")).toBeNull();
    expect(textOf(await publisher.page("/en"))).toContain("after");
  });

  it("shows nobody a page of today once that day has ended, though nothing changed", async () => {
    const until = new Date(clock + 2_000).toISOString();
    let text = "today";
    const publisher = new Publisher(async () => html(text, `data-until="${until}"`), { now });
    await publisher.page("/en");
    clock += 1_999;
    publisher.confirm(clock);
    expect(textOf(publisher.current("/en"))).toContain("today");
    clock += 1;
    publisher.confirm(clock);
    text = "yesterday";
    expect(publisher.current("/en")).toBeNull();
    expect(textOf(await publisher.page("/en"))).toContain("yesterday");
    clock += 1_000;
    publisher.confirm(clock);
    expect(textOf(publisher.current("/en"))).toContain("yesterday");
  });

  it("keeps the last good page when rendering fails, says so in it, and leaves the renderer in peace for a second", async () => {
    let broken = false;
    const render = vi.fn(async () => {
      if (broken) throw new Error("no database");
      return html("the last good page");
    });
    const publisher = new Publisher(render, { now });
    expect((await publisher.page("/en"))?.kept).toBe(false);
    broken = true;
    publisher.changed();
    const kept = await publisher.page("/en");
    expect(kept?.kept).toBe(true);
    expect(textOf(kept)).toContain("<p data-kept>Not renewed.</p>");
    await publisher.page("/en");
    expect(render).toHaveBeenCalledTimes(2);
    broken = false;
    clock += 1_001;
    const again = await publisher.page("/en");
    expect(again?.kept).toBe(false);
    expect(textOf(again)).toContain("hidden");
  });

  it("does not keep a page beyond the day that it speaks of", async () => {
    let broken = false;
    const until = new Date(clock + 60_000).toISOString();
    const publisher = new Publisher(
      async () => {
        if (broken) throw new Error("no database");
        return html("held", `data-until="${until}"`);
      },
      { now },
    );
    await publisher.page("/en");
    broken = true;
    publisher.changed();
    expect((await publisher.page("/en"))?.kept).toBe(true);
    clock += 60_001;
    expect(await publisher.page("/en")).toBeNull();
  });

  it("keeps what is no HTML until the instant that came with it, a badge's day, and no longer", async () => {
    let broken = false;
    const until = new Date(clock + 60_000).toISOString();
    const publisher = new Publisher(
      async () => {
        if (broken) throw new Error("no database");
        return { status: 200, type: "image/svg+xml", body: Buffer.from("<svg>held so far</svg>"), until };
      },
      { now },
    );
    await publisher.page("/corridors/a-to-b/badge.svg");
    broken = true;
    clock += 59_000;
    const kept = await publisher.page("/corridors/a-to-b/badge.svg");
    expect(kept?.kept).toBe(true);
    expect(textOf(kept)).toBe("<svg>held so far</svg>");
    clock += 1_001;
    expect(await publisher.page("/corridors/a-to-b/badge.svg")).toBeNull();
  });

  it("leads everybody who waits to where the renderer does, and asks again for the next one", async () => {
    const { render, waiting, next } = renderer();
    const publisher = new Publisher(render, { now });
    const both = [publisher.page("/en/at/x"), publisher.page("/en/at/x")];
    const body = Buffer.from('<html id="__next_error__"></html>');
    (await next()).answer({ status: 307, type: "text/html", location: "/en/at/y", body });
    for (const published of await Promise.all(both)) {
      expect(published?.page).toMatchObject({ status: 307, location: "/en/at/y" });
      expect(textOf(published)).toBe("");
    }
    const third = publisher.page("/en/at/x");
    (await next()).answer(html("is there now"));
    expect(textOf(await third)).toContain("is there now");
    expect(waiting).toHaveLength(0);
  });

  it("lets a reader wait no longer than its patience while there is an older page", async () => {
    const { render, next } = renderer();
    const publisher = new Publisher(render, { now, patience: 0 });
    const first = publisher.page("/en");
    (await next()).answer(html("older"));
    await first;
    publisher.changed();
    const reader = await publisher.page("/en");
    expect(reader?.kept).toBe(true);
    (await next()).answer(html("newer"));
  });

  it("has nothing to show for a page that was never rendered", async () => {
    const publisher = new Publisher(
      async () => {
        throw new Error("no database");
      },
      { now },
    );
    expect(await publisher.page("/en")).toBeNull();
  });

  it("forgets the pages that were asked for least recently once memory is full, never by a flood of missing ones", async () => {
    const render = vi.fn(
      async (path: string): Promise<Rendered> =>
        path.includes("missing") ? { ...html("missing"), status: 404 } : html(path.repeat(50)),
    );
    const publisher = new Publisher(render, { now, memory: 10_000 });
    await publisher.page("/en");
    for (let i = 0; i < 60; i++) await publisher.page(`/en/missing-${i}`);
    render.mockClear();
    await publisher.page("/en");
    expect(render).not.toHaveBeenCalled();

    const small = new Publisher(render, { now, memory: 2_000 });
    await small.page("/en/a");
    await small.page("/en/b");
    render.mockClear();
    await small.page("/en/a");
    expect(render).toHaveBeenCalledWith("/en/a");
  });

  it("shows what a slow renderer made since it was asked, and does not ask it for ever", async () => {
    const render = vi.fn(async () => {
      clock += 11_000;
      return html("slow");
    });
    const publisher = new Publisher(render, { now, oldest: 10_000 });
    expect(textOf(await publisher.page("/en"))).toContain("slow");
    expect(render).toHaveBeenCalledTimes(1);
  });

  it("turns readers away where too many pages are waiting, and renders the first pages all the same", async () => {
    const { render, waiting, next } = renderer();
    const first = (path: string) => path === "/en";
    const publisher = new Publisher(render, { now, first, atOnce: 2, mostWaiting: 3 });
    const flood = Array.from({ length: 50 }, (_, i) => publisher.page(`/en/days/${i}`));
    const board = publisher.page("/en");
    await vi.waitFor(() => expect(waiting.map(({ path }) => path)).toEqual(["/en/days/0", "/en/days/1", "/en"]));
    waiting.pop()?.answer(html("the board"));
    expect(textOf(await board)).toContain("the board");
    for (let i = 0; i < 5; i++) (await next()).answer(html(`day ${i}`));
    expect((await Promise.all(flood)).filter((published) => published !== null)).toHaveLength(5);
    const later = publisher.page("/en/days/49");
    (await next()).answer(html("day 49"));
    expect(textOf(await later)).toContain("day 49");
  });

  it("shows the last good page, marked, where too many others are waiting to be renewed", async () => {
    const { render, next } = renderer();
    const publisher = new Publisher(render, { now, atOnce: 1, mostWaiting: 0 });
    const before = publisher.page("/en/days/1");
    (await next()).answer(html("day 1"));
    await before;
    publisher.changed();
    const other = publisher.page("/en/days/2");
    const kept = await publisher.page("/en/days/1");
    expect(kept?.kept).toBe(true);
    expect(textOf(kept)).toContain("day 1");
    (await next()).answer(html("day 2"));
    await other;
  });
});
