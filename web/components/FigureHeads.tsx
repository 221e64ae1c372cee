/** The heads of a table of figures: what each row is, then a column for each figure. */
import type { ReactNode } from "react";
import table from "./table.module.css";

export function FigureHeads(props: { rows: ReactNode; columns: Readonly<Record<string, string>> }) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader">{props.rows}</th>
        {Object.entries(props.columns).map(([key, says]) => (
          <th key={key} role="columnheader" className={table.number}>
            {says}
          </th>
        ))}
      </tr>
    </thead>
  );
}
