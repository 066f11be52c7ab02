import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { BeforeRecord } from "@/components/history/before-record";
import { PublicPage } from "@/components/site/public-page";
import { store } from "@/lib/data/client";
import { pastPoint } from "@/lib/data/past";
import { inThePast } from "@/lib/data/past-shelf";
import { parseInstant } from "@/lib/domain/instants";
import { rootOf } from "@/lib/paths";
import BlamePage from "../../../blame/page";
import BlamePartiesPage from "../../../blame/parties/[from]/[to]/page";
import BlameSidesPage from "../../../blame/sides/[from]/[to]/page";
import ClaimsPage from "../../../claims/[list]/page";
import CorridorDayPage from "../../../corridors/[slug]/[date]/page";
import CorridorPage from "../../../corridors/[slug]/page";
import CorridorsPage from "../../../corridors/page";
import CorridorsFurtherPage from "../../../corridors/page/[page]/page";
import DayPage from "../../../days/[date]/page";
import { knownLocale, missing } from "../../../known";
import MapPage from "../../../map/page";
import BoardPage from "../../../page";
import PartyPage from "../../../parties/[slug]/page";
import { type InPast, reading } from "../../../reading";
import SourcePage from "../../../sources/[slug]/page";
import SourcesPage from "../../../sources/page";

export const revalidate = 10;
export const generateStaticParams = () => [];

/** Everything that stands in the addresses below; a page takes what is in its own. */
type Parts = {
  locale: string;
  date: string;
  from: string;
  list: string;
  page: string;
  slug: string;
  to: string;
} & InPast;

/** The pages that have a past, by their address of now; the first that fits. */
const PAGES: Record<string, (props: { params: Promise<Parts> }) => Promise<ReactNode>> = {
  "": BoardPage,
  "days/[date]": DayPage,
  "days/[date]/page/[page]": DayPage,
  corridors: CorridorsPage,
  "corridors/page/[page]": CorridorsFurtherPage,
  "corridors/[slug]": CorridorPage,
  "corridors/[slug]/[date]": CorridorDayPage,
  map: MapPage,
  blame: BlamePage,
  "blame/sides/[from]/[to]": BlameSidesPage,
  "blame/parties/[from]/[to]": BlamePartiesPage,
  "parties/[slug]": PartyPage,
  "claims/[list]": ClaimsPage,
  "claims/[list]/[page]": ClaimsPage,
  sources: SourcesPage,
  "sources/page/[page]": SourcesPage,
  "sources/[slug]": SourcePage,
};

/** The page of an address, with the parts of the address by their names. */
function pageOf(parts: readonly string[]) {
  for (const [address, page] of Object.entries(PAGES)) {
    const names = address.split("/").filter(Boolean);
    const named = names.map((name) => /^\[(\w+)\]$/.exec(name)?.[1]);
    if (names.length !== parts.length || names.some((name, i) => !named[i] && name !== parts[i])) continue;
    return { page, named: Object.fromEntries(named.flatMap((name, i) => (name ? [[name, parts[i]]] : []))) };
  }
  return missing();
}

type Params = Promise<{ locale: string; instant: string; page?: string[] }>;

/** Any page of the record as it was: the page of now, on a store of then, with the rules' clock set to the instant. */
export default async function PastPage({ params }: { params: Params }) {
  const { locale: segment, instant, page: parts = [] } = await params;
  const locale = knownLocale(segment);
  const { page, named } = pageOf(parts);
  const written = decodeURIComponent(instant);
  const asked = parseInstant(written) ?? missing();
  const at = (instant: Date | null) => [`/${rootOf(locale, instant)}`, ...parts].join("/");
  const { read, url } = store();
  const point = await pastPoint(read, asked, new Date());
  if (point.kind === "future") return redirect(at(null));
  if (point.kind === "before") {
    const { reader, settings } = await reading(locale, { at: asked, db: read });
    return (
      <PublicPage
        reader={reader}
        settings={settings}
        title={reader.t("past.before.title")}
        at={(root) => [`/${root}`, ...parts].join("/")}
      >
        <BeforeRecord reader={reader} begins={point.begins} />
      </PublicPage>
    );
  }
  if (point.canonical.toISOString() !== written) return redirect(at(point.canonical));
  return inThePast(url, point.reach, ({ db }) => {
    const past = { at: point.canonical, db };
    return page({ params: Promise.resolve({ locale, ...named, past } as Parts) });
  });
}
