/** Each column with what stands in it and what it was taken for; a select corrects it. */
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Import } from "../../../src/clients/import-contract.ts";
import { useImportFacts } from "../../api/resources.ts";
import { Chip } from "../../components/Chip.tsx";
import table from "../../components/table.module.css";
import styles from "./ReadAnew.module.css";

const samplesShown = 3;
/** A picture or a story in a cell would push everything else off the page. */
const sampleLength = 60;

const shortened = (text: string): string =>
  text.length > sampleLength ? `${text.slice(0, sampleLength).trimEnd()}…` : text;

export function ColumnTable(props: {
  found: Import;
  chosen: Readonly<Record<string, string>>;
  onChoose: (chosen: Record<string, string>) => void;
}) {
  const { t } = useTranslation();
  const { found, chosen, onChoose } = props;
  const facts = useImportFacts().data?.facts ?? [];
  const samples = (at: number): string =>
    [...new Set(found.firstRows.map(({ cells }) => cells[at]).filter(Boolean))]
      .slice(0, samplesShown)
      .map((text = "") => shortened(text))
      .join(" · ");
  return (
    <table className={`${table.table} ${styles.columns}`} aria-labelledby="columns" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader">{t("imports.heading")}</th>
          <th role="columnheader">{t("imports.samples")}</th>
          <th role="columnheader">{t("imports.holds")}</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {found.columns.map(({ heading, fact, by }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- two columns may have one heading.
          <tr key={at} role="row">
            <td role="cell" className={table.name}>
              {heading} {by !== "guess" && <Chip>{t(`imports.by.${by}`)}</Chip>}
            </td>
            <td role="cell" className={styles.samples}>
              {samples(at)}
            </td>
            <td role="cell" className={styles.fact}>
              <NativeSelect
                aria-label={t("imports.holds.of", { heading })}
                value={chosen[heading] ?? fact}
                onChange={(event) => onChoose({ ...chosen, [heading]: event.currentTarget.value })}
                data={facts.map((one) => ({ value: one.fact, label: one.title }))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
