/** A field for words, with its label above. */
import styles from "./Words.module.css";

export function Area(props: {
  label: string;
  value: string;
  rows: number;
  hint?: string;
  onChange: (value: string) => void;
}) {
  return (
    <label className={styles.area}>
      <span className={styles.label}>{props.label}</span>
      <textarea
        className={styles.text}
        rows={props.rows}
        style={{ minHeight: props.rows * 20 + 16 }}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      {props.hint && <span className={styles.hint}>{props.hint}</span>}
    </label>
  );
}
