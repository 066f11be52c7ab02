import { CorridorName, corridorTitle } from "@/components/corridors/corridor-name";
import { sourceTitle } from "@/components/sources/source-reference";
import { PagePager } from "@/components/ui/pager";
import type { Claim, Corridor, Party, Source } from "@/lib/domain/record";
import { inLanguage } from "@/lib/domain/text";
import { number } from "@/lib/i18n/format";
import type { Reader } from "@/lib/i18n/reader";
import { paths } from "@/lib/paths";
import { PartyLink } from "./blame";
import { ClaimList } from "./claim-list";

type About =
  | { of: "wider" }
  | { of: "by" | "of"; party: Party }
  | { of: "in"; source: Source }
  | { of: "on"; corridor: Corridor };

/** What a list of claims is called. */
export function claimListTitle(reader: Reader, about: About): string {
  const { t, locale } = reader;
  if (about.of === "wider") return t("page.claims.wider");
  if (about.of === "in") return t("page.claims.in", { name: sourceTitle(reader, about.source) });
  if (about.of === "on") return t("page.claims.on", { name: corridorTitle(reader, about.corridor) });
  const name = inLanguage(about.party.name, locale)?.text ?? about.party.slug;
  return t(`page.claims.${about.of}`, { name });
}

/** Where the list belongs. */
function Back({ reader, about }: { reader: Reader; about: About }) {
  if (about.of === "wider") return null;
  if (about.of === "in") {
    return <a href={paths.source(reader.root, about.source.slug)}>{sourceTitle(reader, about.source)}</a>;
  }
  if (about.of === "on") {
    return (
      <a href={paths.corridor(reader.root, about.corridor.slug)}>
        <CorridorName reader={reader} corridor={about.corridor} />
      </a>
    );
  }
  return <PartyLink reader={reader} party={about.party} />;
}

/** One page of a list of claims that a page about something else has no room for. */
export function ClaimListView({
  reader,
  name,
  view,
}: {
  reader: Reader;
  name: string;
  view: {
    about: About;
    claims: Claim[];
    corridors: Map<string, Corridor>;
    all: number;
    page: number;
    pages: number;
  };
}) {
  const { t, locale } = reader;
  const { about, claims, corridors, all, page, pages } = view;
  return (
    <>
      <h1 className="section">{claimListTitle(reader, about)}</h1>
      <p className="muted after-heading">
        {t("page.claims.explained", { count: all, number: number(locale, all) })} <Back reader={reader} about={about} />
      </p>
      <ClaimList reader={reader} claims={claims} corridors={corridors} brief />
      <PagePager reader={reader} page={page} pages={pages} href={(to) => paths.claims(reader.root, name, to)} />
    </>
  );
}
