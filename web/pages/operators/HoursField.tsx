/** Hours of one office on one day of the week, of all operators together, and the calls they are enough for. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { minutesOf, sayHours } from "./hours.ts";
import styles from "./Operators.module.css";
import { useSetHours } from "./resources.ts";

export function HoursField(props: {
  label: string;
  of: { office: string | null; weekday: number };
  minutes: number | null;
  callSeconds: number;
  mayChange: boolean;
}) {
  const { t } = useTranslation();
  const set = useSetHours();
  const { label, of, minutes, callSeconds, mayChange } = props;
  const said = minutes === null ? "" : sayHours(minutes);
  const [typed, setTyped] = useState<string>();
  const text = typed ?? said;
  const read = minutesOf(text);
  const keep = () => {
    if (read === undefined || read === minutes) return;
    set.mutate({ ...of, minutes: read }, { onSuccess: () => setTyped(undefined) });
  };
  const wrong = read === undefined || set.isError;
  const calls = typeof read === "number" ? Math.floor((read * 60) / callSeconds) : undefined;
  return (
    <>
      {mayChange ? (
        <input
          className={`field ${styles.short}`}
          aria-label={label}
          aria-invalid={wrong}
          autoComplete="off"
          placeholder="–"
          value={text}
          onChange={({ target }) => setTyped(target.value)}
          onBlur={keep}
          onKeyDown={({ key }) => {
            if (key === "Enter") keep();
          }}
        />
      ) : (
        <span>{said || "–"}</span>
      )}
      <span className={styles.calls} role={wrong ? "alert" : undefined}>
        {set.isError
          ? t("operators.notKept")
          : read === undefined
            ? t("operators.hours.wrong")
            : calls !== undefined && t("operators.calls", { count: calls })}
      </span>
    </>
  );
}
