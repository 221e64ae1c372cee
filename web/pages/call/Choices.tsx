/** Chips of which one, or several, are picked; by Tab and arrows like any group of choices. */
import { useId } from "react";
import styles from "./Choices.module.css";

interface Choice {
  value: string;
  label: string;
}

export function PickOne(props: {
  label: string;
  choices: readonly Choice[];
  value: string | undefined;
  onPick: (value: string | undefined) => void;
  lang?: string | undefined;
}) {
  const name = useId();
  const { value, onPick } = props;
  return (
    <div className={styles.choices} role="radiogroup" aria-label={props.label} lang={props.lang}>
      {props.choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            checked={value === choice.value}
            onChange={() => onPick(choice.value)}
            onClick={() => {
              if (value === choice.value) onPick(undefined);
            }}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}

export function PickSome(props: {
  label: string;
  choices: readonly Choice[];
  values: readonly string[];
  onChange: (values: string[]) => void;
  tone?: "good" | "stop";
}) {
  const { values, onChange } = props;
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);
  return (
    <div className={styles.choices} role="group" aria-label={props.label} data-tone={props.tone}>
      <span className={styles.label} aria-hidden>
        {props.label}
      </span>
      {props.choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="checkbox"
            checked={values.includes(choice.value)}
            onChange={() => toggle(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
