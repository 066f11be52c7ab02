import { MethodView } from "@/components/site/method-view";
import { PublicPage } from "@/components/site/public-page";
import { paths } from "@/lib/paths";
import { reading } from "../reading";

export const revalidate = 10;

export default async function MethodPage({ params }: { params: Promise<{ locale: string }> }) {
  const { reader, settings } = await reading((await params).locale);
  return (
    <PublicPage
      reader={reader}
      settings={settings}
      title={reader.t("page.method.title")}
      at={paths.method}
      section="method"
    >
      <MethodView reader={reader} />
    </PublicPage>
  );
}
