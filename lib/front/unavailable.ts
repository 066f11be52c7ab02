import { isApi } from "./reach";

// Written out here, because nothing that could make a page can be relied on when this is sent: no renderer, no store,
// no style sheet whose name changes with every build.
const WORDS = [
  {
    lang: "en",
    title: "This page cannot be shown right now",
    text: "It could not be made just now, and an older version, from a day that is over, is not shown: no status on it would be about today. That says nothing about any corridor. Please try again in a few minutes.",
    board: "Overview",
    report: "No current report can be shown here.",
    desk: {
      title: "The desk cannot be used right now",
      away: "The site cannot reach its database. Readers still get the last pages that could be made, which say how old they are.",
      broken: "Something went wrong while this was being made.",
      reference: "Whoever runs the site finds more under this number:",
      again:
        "If you have just sent a form: go back in your browser, where what you typed still stands, and send it again in a minute. Should it have been saved after all, it is not saved twice.",
    },
  },
  {
    lang: "uk",
    title: "Цю сторінку зараз не можна показати",
    text: "Її не вдалося створити, а давнішої, з дня, який уже минув, ми не показуємо: її стани були б не про сьогодні. Це нічого не говорить про жоден коридор. Спробуйте за кілька хвилин.",
    board: "Огляд",
    report: "Поточних повідомлень показати не вдалося.",
    desk: {
      title: "Робочий стіл зараз недоступний",
      away: "Сайт не може звернутися до своєї бази даних. Читачі й далі отримують останні сторінки, які вдалося створити; на них сказано, наскільки вони давні.",
      broken: "Під час створення цієї сторінки щось пішло не так.",
      reference: "Хто підтримує сайт, знайде більше за цим номером:",
      again:
        "Якщо ви щойно надіслали форму: поверніться в браузері туди, де набране ще стоїть, і надішліть її ще раз за хвилину. Якщо вона все ж збереглася, удруге вона не збережеться.",
    },
  },
] as const;

type Section = { lang: string; title: string; text: string; board: string };

/** A page in every language of the site, without a status. */
const pageOf = (sections: readonly Section[]): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${sections.map(({ title }) => title).join(" · ")}</title>
</head>
<body>
<main>
${sections
  .map(
    ({ lang, title, text, board }, i) =>
      `<section lang="${lang}"><h${i ? 2 : 1}>${title}</h${i ? 2 : 1}><p>${text}</p><p><a href="/${lang}">${board}</a></p></section>`,
  )
  .join("\n")}
</main>
</body>
</html>
`;
const PAGE = pageOf(WORDS);

/** As every refusal of the API is (RFC 9457; app/api/v1/answering.ts). */
const PROBLEM = JSON.stringify({
  type: "about:blank",
  title: "Not at the moment",
  status: 503,
  detail: "This cannot be answered at the moment. Please try again in a moment.",
});

const BADGE = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="${20 + 22 * WORDS.length}" role="img" aria-labelledby="t" font-family="system-ui, sans-serif" font-size="14">
<title id="t">${WORDS.map(({ report }) => report).join(" ")}</title>
<rect width="100%" height="100%" fill="#ffffff" stroke="#7c868e"/>
${WORDS.map(({ lang, report }, i) => `<text x="16" y="${27 + 22 * i}" xml:lang="${lang}" fill="#4b5762">${report}</text>`).join("\n")}
</svg>
`;

/** What is sent in the place of something. */
export type Instead = { type: string; body: string };

/**
 * What stands in the place of a page, a badge or a file when none can be made: it shows no status. Browsers draw a badge
 * whatever its status code, so that nobody is left with an older one.
 */
export function unavailable(path: string): Instead {
  if (isApi(path)) return { type: "application/problem+json", body: PROBLEM };
  if (path.endsWith(".svg")) return { type: "image/svg+xml", body: BADGE };
  if (/\.[a-z]+$/.test(path))
    return {
      type: "text/plain; charset=utf-8",
      body: `${WORDS.map(({ title, text }) => `${title}. ${text}`).join("\n")}\n`,
    };
  return { type: "text/html; charset=utf-8", body: PAGE };
}

/**
 * What stands in the place of a page of the desk, or of the answer to a form, when it could not be made.
 * @param away whether that is because the database cannot be reached
 * @param id of the request, as the log has it
 */
export function deskUnavailable(away: boolean, id: string): Instead {
  const sections = WORDS.map(({ lang, board, desk }) => ({
    lang,
    board,
    title: desk.title,
    text: `${away ? desk.away : desk.broken} ${desk.again} ${desk.reference} ${id}`,
  }));
  return { type: "text/html; charset=utf-8", body: pageOf(sections) };
}
