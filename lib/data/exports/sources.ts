import { matchingSources } from "@/lib/data/exports/entries";
import { selection } from "@/lib/data/exports/export";

/** Reports. */
export const sources = selection(
  {
    source: '"slug"',
    file: '"file"',
    publisher: '"publisher"',
    published_on: '"publishedOn"',
    published_on_precision: '"publishedOnPrecision"',
    url: '"url"',
    archive_url: '"archiveUrl"',
    retrieved_at: '"retrievedAt"',
    sha256: '"sha256"',
  },
  'FROM "Source" WHERE "retractedAt" IS NULL AND "mergedIntoSlug" IS NULL ORDER BY "slug"',
  matchingSources,
);
