/** A period as a number and a unit. One of several units is shown as it is written and edited in the text. */
import { useTranslation } from "react-i18next";
import styles from "./Fields.module.css";
import { periodOf, writePeriod, type Unit } from "./period.ts";

const units = ["D", "W", "M", "Y"] as const satisfies readonly Unit[];

export function PeriodField(props: {
  label: string;
  value: string;
  onChange: (period: string) => void;
  least?: number;
}) {
  const { t } = useTranslation();
  const { label, value, onChange, least = 0 } = props;
  const period = periodOf(value);
  if (!period) return <code className={styles.code}>{value}</code>;
  return (
    <span className={styles.period}>
      <input
        className={styles.number}
        type="number"
        min={least}
        max={999}
        aria-label={label}
        value={period.count}
        onChange={(event) => {
          const count = Number.parseInt(event.currentTarget.value, 10);
          onChange(writePeriod({ ...period, count: Number.isNaN(count) ? least : Math.max(count, least) }));
        }}
      />
      <select
        className={styles.select}
        aria-label={t("chain.unit.of", { label })}
        value={period.unit}
        onChange={(event) => onChange(writePeriod({ ...period, unit: event.currentTarget.value as Unit }))}
      >
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {t(`chain.unit.${unit}`, { count: period.count })}
          </option>
        ))}
      </select>
    </span>
  );
}
