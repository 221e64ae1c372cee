/** One of the business's offices, by its city. */
import { useTranslation } from "react-i18next";
import styles from "./AskFact.module.css";

export function OfficeSelect(props: {
  label: string;
  offices: readonly { id: string; name: string; city: string }[];
  value: string;
  onPick: (office: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <select
      className={`field ${styles.field}`}
      aria-label={props.label}
      value={props.value}
      onChange={({ target }) => props.onPick(target.value)}
    >
      <option value="">{t("call.fact.choose")}</option>
      {props.offices.map(({ id, name, city }) => (
        <option key={id} value={id}>{`${city}, ${name}`}</option>
      ))}
    </select>
  );
}
