import type { ImportFile } from "../domain/arrivals";
import type { FileName } from "../domain/files";

type Own = {
  /** Columns by which the file is known, all of them. */
  known: string[];
  /** Columns that say what the record is to say. */
  taken: string[];
  /** Columns that the record computes: read past, and named. */
  computed: string[];
};

const list = (names: string) => names.split(" ");
const CLAIM =
  "claim scope corridor date date_precision kind claimant speaker addressee outcome count_of count_min count_max count_qualifier unverified_by summary_en summary_uk source source_place statement said_on said_on_precision place date_to";

/** Our own files, and what an import makes of each of their columns: a house test compares them with what we publish. */
export const OWN_FILES: Record<ImportFile, Own> = {
  "corridor-days": {
    known: list("corridor date date_precision note_en"),
    taken: list(
      "corridor date date_precision time_zone status_recorded evacuees_min evacuees_max evacuees_qualifier note_en note_uk claims period_from period_to",
    ),
    computed: list(
      "corridor_day purpose origin_name origin_adm1 origin_country destination_name destination_adm1 destination_country status grade blame_contested announced_by blamed sources checked_at published_at updated_at revision",
    ),
  },
  claims: {
    known: list("claim scope kind claimant"),
    taken: list(CLAIM),
    computed: list("claimant_name claimant_side addressee_name addressee_side updated_at revision"),
  },
  corridors: {
    known: list("corridor origin destination purpose"),
    taken: list("corridor origin destination purpose merged_into continued_as"),
    computed: list("origin_name destination_name first_day last_day days updated_at revision"),
  },
  places: {
    known: list("place name name_uk kind precision"),
    taken: list("place name name_uk kind precision lat lon adm1 adm1_vocabulary adm1_name country time_zone aliases"),
    computed: [],
  },
  parties: {
    known: list("party name name_uk kind"),
    taken: list("party name name_uk kind side"),
    computed: [],
  },
  sources: {
    known: list("source publisher published_on url"),
    taken: list("source file publisher published_on published_on_precision url archive_url retrieved_at sha256"),
    computed: [],
  },
  totals: {
    known: list("total scope evacuees_min"),
    taken: list(
      "total date date_precision scope place evacuees_min evacuees_max evacuees_qualifier claimant speaker unverified_by source source_place note_en note_uk date_to",
    ),
    computed: list("place_name claimant_name updated_at revision"),
  },
};

/** Which of our files a header is that of; null for somebody else's table. */
export function ownFileOf(header: readonly string[]): FileName | null {
  const has = (name: string) => header.includes(name);
  if (["seq", "entry_kind", "hash"].every(has)) return "revisions";
  const found = Object.entries(OWN_FILES).find(([, { known }]) => known.every(has));
  return (found?.[0] as ImportFile | undefined) ?? null;
}
