import { ApiView } from "@/components/site/api-view";
import { PublicPage } from "@/components/site/public-page";
import { FILE_NAMES } from "@/lib/domain/files";
import { API_PARAMETERS } from "@/lib/formats/api-words";
import { FILES } from "@/lib/formats/files";
import { paths } from "@/lib/paths";
import { reading } from "../../reading";

export const revalidate = 10;

/** What the JSON API can be asked, to be read without a program. */
export default async function ApiPage({ params }: { params: Promise<{ locale: string }> }) {
  const { reader, settings } = await reading((await params).locale);
  const nouns = FILE_NAMES.map((name) => ({
    name,
    description: FILES[name].description,
    columns: FILES[name].columns.map((column) => column.name),
    item: `${paths.apiList(name)}/${name === "corridor-days" ? "CORRIDOR/DATE" : name === "revisions" ? "SEQ" : "KEY"}`,
  }));
  return (
    <PublicPage reader={reader} settings={settings} title={reader.t("page.api.title")} at={paths.api} section="data">
      <ApiView reader={reader} nouns={nouns} parameters={API_PARAMETERS} site={settings.url} />
    </PublicPage>
  );
}
