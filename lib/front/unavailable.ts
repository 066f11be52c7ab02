// Written out here, because nothing that could make a page can be relied on when this is sent: no renderer, no store,
// no style sheet whose name changes with every build.
const WORDS = [
  {
    lang: "en",
    title: "This page cannot be shown right now",
    text: "It could not be made just now, and an older version, from a day that is over, is not shown: no status on it would be about today. That says nothing about any corridor. Please try again in a few minutes.",
    board: "Overview",
  },
  {
    lang: "uk",
    title: "Цю сторінку зараз не можна показати",
    text: "Її не вдалося створити, а давнішої, з дня, який уже минув, ми не показуємо: її стани були б не про сьогодні. Це нічого не говорить про жоден коридор. Спробуйте за кілька хвилин.",
    board: "Огляд",
  },
] as const;

/** The page for when no page can be made, in every language of the site. Shows no status. */
export const UNAVAILABLE = `<!DOCTYPE html>
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
