/** One file of clients: what it would come to, on its way, what came of it, and back. */
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Import } from "../../../src/clients/import-contract.ts";
import { useBusiness, useImport } from "../../api/resources.ts";
import { BackLink } from "../../components/BackLink.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Waiting } from "../../components/Waiting.tsx";
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
  const today = useBusiness().data?.today;
  return (
    <>
      <BackLink to="/imports">{t("imports.back")}</BackLink>
      <Page title={asked.data?.fileName ?? t("imports.title")} lead={useKind(asked.data) ?? ""}>
        <Loaded asked={asked} waiting={<Waiting rows={8} />}>
          {(found) => (
            <div className={styles.parts}>
              <ImportActions found={found} />
              {found.state !== "reading" && found.state !== "undone" && <ImportFigures found={found} />}
              {found.state === "previewed" && today !== undefined && (
                <ReadAnew key={found.id} found={found} today={today} />
              )}
              {found.state !== "reading" && <Problems found={found} />}
              {found.firstRows.length > 0 && <FirstRows found={found} />}
            </div>
          )}
        </Loaded>
      </Page>
    </>
  );
}

/** What the file is, as it was understood. */
function useKind(found: Import | undefined): string | null {
  const { t } = useTranslation();
  if (!found) return null;
  const { sheet, encoding, delimiter } = found;
  if (sheet !== null) return t("imports.kind.workbook", { sheet });
  if (encoding === null) return null;
  return delimiter === "\t"
    ? t("imports.kind.tabs", { encoding })
    : t("imports.kind.text", { encoding, delimiter });
}
