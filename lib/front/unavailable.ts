// Written out here, because nothing that could make a page can be relied on when this is sent: no renderer, no store,
// no style sheet whose name changes with every build.
const WORDS = [
  {
    lang: "en",
    title: "This page cannot be shown right now",
    text: "It could not be made just now, and an older version, from a day that is over, is not shown: no status on it would be about today. That says nothing about any corridor. Please try again in a few minutes.",
    board: "Overview",
    report: "No current report can be shown here.",
  },
  {
    lang: "uk",
    title: "Цю сторінку зараз не можна показати",
    text: "Її не вдалося створити, а давнішої, з дня, який уже минув, ми не показуємо: її стани були б не про сьогодні. Це нічого не говорить про жоден коридор. Спробуйте за кілька хвилин.",
    board: "Огляд",
    report: "Поточних повідомлень показати не вдалося.",
  },
] as const;

// in every language of the site, without a status
const PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${WORDS.map(({ title }) => title).join(" · ")}</title>
</head>
<body>
<main>
${WORDS.map(
  ({ lang, title, text, board }, i) =>
    `<section lang="${lang}"><h${i ? 2 : 1}>${title}</h${i ? 2 : 1}><p>${text}</p><p><a href="/${lang}">${board}</a></p></section>`,
).join("\n")}
</main>
</body>
</html>
`;

const BADGE = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="${20 + 22 * WORDS.length}" role="img" aria-labelledby="t" font-family="system-ui, sans-serif" font-size="14">
<title id="t">${WORDS.map(({ report }) => report).join(" ")}</title>
<rect width="100%" height="100%" fill="#ffffff" stroke="#7c868e"/>
${WORDS.map(({ lang, report }, i) => `<text x="16" y="${27 + 22 * i}" xml:lang="${lang}" fill="#4b5762">${report}</text>`).join("\n")}
</svg>
`;

/**
 * What stands in the place of a page, a badge or a file when none can be made: it shows no status. Browsers draw a badge
 * whatever its status code, so that nobody is left with an older one.
 */
export function unavailable(path: string): { type: string; body: string } {
  if (path.endsWith(".svg")) return { type: "image/svg+xml", body: BADGE };
  if (/\.[a-z]+$/.test(path))
    return {
      type: "text/plain; charset=utf-8",
      body: `${WORDS.map(({ title, text }) => `${title}. ${text}`).join("\n")}\n`,
    };
  return { type: "text/html; charset=utf-8", body: PAGE };
}
