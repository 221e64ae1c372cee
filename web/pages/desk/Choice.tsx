/** One of a few, as a row of buttons: the chosen one is seen and heard. */
import { useId } from "react";
import styles from "./Choice.module.css";

export function Choice<Value extends string>(props: {
  label: string;
  options: readonly { value: Value; text: string }[];
  chosen: Value | undefined;
  onChoose: (value: Value) => void;
  quietLabel?: boolean;
}) {
  const id = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={props.quietLabel ? styles.hidden : styles.label}>{props.label}</legend>
      {props.options.map(({ value, text }) => (
        <label key={value} className={styles.option}>
          <input
            type="radio"
            name={id}
            value={value}
            checked={props.chosen === value}
            onChange={() => props.onChoose(value)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
