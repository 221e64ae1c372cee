/** The first rows as they stand in the file. */
import { useTranslation } from "react-i18next";
import type { Import } from "../../../src/clients/import-contract.ts";
import { FigureTable } from "../../components/FigureTable.tsx";
import styles from "./ImportPage.module.css";

export function FirstRows({ found }: { found: Import }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t("imports.firstRows")}</h2>
      <div className={styles.first}>
        <FigureTable label={t("imports.firstRows")}>
          <thead>
            <tr>
              <th scope="col">{t("imports.line")}</th>
              {found.columns.map(({ heading }, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- two columns may have one heading.
                <th key={at} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.firstRows.map(({ line, cells }) => (
              <tr key={line}>
                <th scope="row">{line}</th>
                {found.columns.map((_, at) => (
                  // oxlint-disable-next-line react/no-array-index-key
                  <td key={at} title={cells[at] ?? ""}>
                    {cells[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </FigureTable>
      </div>
    </section>
  );
}
