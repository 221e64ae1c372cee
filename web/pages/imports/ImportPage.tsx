/** One file of clients: what it would come to, on its way, what came of it, and back. */
import { getRouteApi, Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Import } from "../../../src/clients/import-contract.ts";
import { useImport } from "../../api/resources.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import table from "../../components/table.module.css";
import { ImportActions } from "./ImportActions.tsx";
import { ImportFigures } from "./ImportFigures.tsx";
import styles from "./ImportPage.module.css";
import { FirstRows } from "./FirstRows.tsx";
import { Problems } from "./Problems.tsx";
import { ReadAnew } from "./ReadAnew.tsx";

const route = getRouteApi("/imports/$id");

export function ImportPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const asked = useImport(id);
  return (
    <Page title={asked.data?.fileName ?? t("imports.title")} lead={<Lead found={asked.data} />}>
      <Loaded asked={asked} waiting={<Waiting rows={8} />}>
        {(found) => (
          <div className={styles.parts}>
            <ImportActions found={found} />
            {found.state !== "reading" && found.state !== "undone" && <ImportFigures found={found} />}
            {found.state === "previewed" && <ReadAnew key={found.id} found={found} />}
            {found.state !== "reading" && <Problems found={found} />}
            {found.firstRows.length > 0 && <FirstRows found={found} />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Lead({ found }: { found: Import | undefined }) {
  const { t } = useTranslation();
  if (!found) return null;
  const delimiter = found.delimiter === "\t" ? t("imports.tab") : `«${found.delimiter}»`;
  const kind =
    found.sheet === null
      ? found.encoding && t("imports.kind.text", { encoding: found.encoding, delimiter })
      : t("imports.kind.workbook", { sheet: found.sheet });
  return (
    <>
      <Link className={table.link} to="/imports">
        ← {t("imports.back")}
      </Link>{" "}
      {kind && `· ${kind}`}
    </>
  );
}
