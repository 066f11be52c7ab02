// @ts-check
// What public pages gain from JavaScript; without it each is whole.

const html = document.documentElement;
const MINUTE = 60_000;
const SOON = 10_000;
const all = (/** @type {string} */ selector, /** @type {ParentNode} */ within = document) =>
  /** @type {HTMLElement[]} */ ([...within.querySelectorAll(selector)]);

/**
 * A page left open says that it is old, that there is a newer one, or that its day is over; it never changes itself.
 * @param {HTMLElement[]} sentences one for each, hidden
 */
function watchAge(sentences) {
  if (!sentences[0]) return;
  const { made = "", until = "", version = "" } = html.dataset;
  const madeAt = Date.parse(made);
  // the server's clock; until it answers, the device's own
  let known = Math.max(madeAt, Date.now());
  let wall = Date.now();
  let steady = performance.now();
  // one of these can be set back, the other may stand still in sleep
  const now = () => known + Math.max(Date.now() - wall, performance.now() - steady);

  let current = madeAt; // when the site last said what this page says
  let newer = false;
  let asking = false;
  let failed = false;
  let wait = MINUTE;
  // a page just made needs no question, unless the clocks differ
  let asked = Math.abs(Date.now() - madeAt) > MINUTE ? 0 : now();

  function show() {
    // which may put a wrong clock right
    if (asking && performance.now() < 4000) return;
    const age = Math.floor((now() - current) / MINUTE);
    const hours = Math.floor(age / 60);
    const over = now() > Date.parse(until);
    const say = over ? "over" : newer ? "newer" : age >= 5 ? "old" : "";
    html.classList.toggle("over", over);
    for (const sentence of sentences) sentence.hidden = sentence.dataset.say !== say;
    for (const place of all("[data-ago]")) {
      const relative = new Intl.RelativeTimeFormat(html.lang);
      // in steps, because each is read aloud
      const ago = hours ? relative.format(-hours, "hour") : relative.format((age % 5) - age, "minute");
      const text = place.dataset.ago?.replace("{ago}", ago) ?? "";
      if (place.textContent !== text) place.textContent = text;
    }
  }

  async function ask() {
    asking = failed = true;
    wait = Math.min(2 * wait || SOON, 16 * MINUTE);
    try {
      const { headers } = await fetch(location.href, {
        method: "HEAD",
        headers: { "if-none-match": `W/"${version}"` },
        cache: "no-store",
        credentials: "omit",
        signal: AbortSignal.timeout(20_000),
      });
      const date = Date.parse(headers.get("date") ?? "");
      const etag = headers.get("etag");
      // a hotspot's page is no answer, nor is one that could not be renewed
      if (date && etag && !headers.has("x-kept-page")) {
        [known, wall, steady] = [date, Date.now(), performance.now()];
        newer = !etag.includes(version) || document.querySelector("[data-kept]:not([hidden])") !== null;
        if (!newer) current = Math.max(current, date - 1000 * Number(headers.get("age")));
        wait = MINUTE;
        failed = false;
      }
    } catch {} // not online: the page grows older
    asked = now();
    asking = false;
    show();
  }

  function look() {
    if (document.hidden) return;
    if (version && !newer && !asking && now() >= asked + wait) ask();
    show();
  }
  const back = (/** @type {Event} */ { type }) => {
    // what could not be asked a moment ago can be now, or soon
    wait = failed && type === "online" ? 0 : MINUTE;
    look();
  };
  addEventListener("pageshow", back);
  addEventListener("online", back);
  document.addEventListener("visibilitychange", back);
  setInterval(look, SOON);
}

/**
 * Light, dark or as the device has it. theme.js applies the choice before a page is drawn.
 * @param {HTMLElement} choice radio buttons, hidden
 */
function offerThemes(choice) {
  /** @param {string} theme */
  const apply = (theme) => {
    html.dataset.theme = theme;
    for (const button of choice.querySelectorAll("input")) button.checked = button.value === theme;
  };
  choice.addEventListener("change", ({ target }) => {
    const { value } = /** @type {HTMLInputElement} */ (target);
    apply(value);
    try {
      localStorage.setItem("theme", value);
    } catch {} // forbidden: then for this page only
  });
  // also when it comes back from memory
  addEventListener("pageshow", () => {
    try {
      apply(localStorage.getItem("theme") ?? "");
    } catch {}
  });
  choice.hidden = false;
}

/**
 * Each bar of days is one stop of the Tab key; arrows go from day to day and from corridor to corridor.
 * @param {HTMLElement[]} bars
 */
function walkBars(bars) {
  // which days a stop is about, counted back from the last: a long gap is one stop
  const rows = bars.map((bar) => {
    let after = 0;
    const stops = all("li > a, li.gap", bar).reverse();
    return stops
      .map((stop) => {
        const last = -after;
        after += Number(stop.dataset.days ?? 1);
        return { stop, first: 1 - after, last };
      })
      .reverse();
  });
  bars.forEach((bar, row) => {
    const days = rows[row] ?? [];
    const stopAt = (/** @type {unknown} */ chosen) => {
      for (const { stop } of days) stop.tabIndex = stop === chosen ? 0 : -1;
    };
    stopAt((days.findLast(({ stop }) => stop.matches("a")) ?? days[0])?.stop);
    bar.addEventListener("focusin", ({ target }) => stopAt(target));
    bar.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const at = days.findIndex(({ stop }) => stop === event.target);
      const { first = 0, last = 0 } = days[at] ?? {};
      /** @type {(day: number, among: typeof days | undefined) => (typeof days)[number] | undefined} */
      const on = (day, among) => among?.find((it) => it.last >= day) ?? among?.at(-1);
      const beside = (/** @type {number} */ step) => days[Math.max(0, Math.min(at + step, days.length - 1))];
      const right = getComputedStyle(bar).direction === "rtl" ? -1 : 1;
      /** @type {Record<string, () => (typeof days)[number] | undefined>} */
      const moves = {
        ArrowLeft: () => beside(-right),
        ArrowRight: () => beside(right),
        PageUp: () => on(first - 7, days),
        PageDown: () => on(last + 7, days),
        Home: () => days[0],
        End: () => days.at(-1),
        // all bars end on the same day
        ArrowUp: () => on(last, rows[row - 1]),
        ArrowDown: () => on(last, rows[row + 1]),
      };
      const stop = moves[event.key]?.()?.stop;
      if (!stop) return;
      event.preventDefault();
      stop.focus();
    });
  });
}

watchAge(all("[data-say]"));
all("[data-themes]").forEach(offerThemes);
walkBars(all(".bar"));
