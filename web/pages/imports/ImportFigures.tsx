/** What a file would come to, or came to: new, learned, nothing new, outside. */
import { useTranslation } from "react-i18next";
import type { Import } from "../../../src/clients/import-contract.ts";
import figures from "../../components/figures.module.css";
import { useNumber } from "../../language/words.ts";
import styles from "./ImportPage.module.css";

export function ImportFigures({ found }: { found: Import }) {
  const { t } = useTranslation();
  const number = useNumber();
  const over = found.state === "done";
  const rows = (over ? found.done : null) ?? found.expected;
  if (!rows) return null;
  const shown = [
    { key: "made", count: rows.made, says: t("imports.made", { count: rows.made }) },
    {
      key: "changed",
      count: rows.changed,
      says: t(over ? "imports.changedDone" : "imports.changed", { count: rows.changed }),
    },
    { key: "unchanged", count: rows.unchanged, says: t("imports.unchanged", { count: rows.unchanged }) },
    {
      key: "leftOut",
      count: found.leftOut,
      says: t(over ? "imports.leftOutDone" : "imports.leftOut", { count: found.leftOut }),
    },
  ];
  return (
    <ul
      className={`${figures.figures} ${styles.figures}`}
      aria-label={t(over ? "imports.figures.done" : "imports.figures")}
    >
      {shown.map(({ key, count, says }) => (
        <li key={key}>
          <span className={figures.value}>{number(count)}</span> <span className={figures.says}>{says}</span>
        </li>
      ))}
    </ul>
  );
}
