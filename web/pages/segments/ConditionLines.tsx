/** The conditions, all of which hold; in a line of several one is enough. */
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { blankOf, factNames, type FactName, type Line } from "./conditions.ts";
import { FactFields } from "./FactFields.tsx";
import styles from "./Segments.module.css";

export function ConditionLines(props: {
  lines: readonly Line[];
  onChange: (lines: readonly Line[]) => void;
}) {
  const { t } = useTranslation();
  const { lines, onChange } = props;
  const put = (at: number, line: Line | undefined) =>
    onChange(lines.flatMap((one, index) => (index === at ? (line ?? []) : one)));
  return (
    <div>
      <ol className={styles.lines} aria-label={t("segments.conditions")}>
        {lines.length === 0 && <li className={styles.everybody}>{t("segments.everybody")}</li>}
        {lines.map((line, at) => (
          // A line has no name of its own; its place is all that tells it from the others.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} className={styles.line}>
            <OneLine line={line} number={at + 1} onChange={(next) => put(at, next)} />
          </li>
        ))}
      </ol>
      <AddFact label={t("segments.add")} onAdd={(name) => onChange([...lines, { facts: [blank(name)] }])} />
    </div>
  );
}

const blank = (name: FactName) => ({ fact: blankOf(name), not: false });

function OneLine(props: { line: Line; number: number; onChange: (line: Line | undefined) => void }) {
  const { t } = useTranslation();
  const { line, number, onChange } = props;
  const put = (at: number, next: Line["facts"][number] | undefined) => {
    const facts = line.facts.flatMap((one, index) => (index === at ? (next ?? []) : one));
    onChange(facts.length === 0 ? undefined : { facts });
  };
  return (
    <>
      {line.facts.map((one, at) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={styles.fact} role="group" aria-label={t("segments.condition", { number })}>
          {at > 0 && <span className={styles.or}>{t("segments.or")}</span>}
          <label className={styles.not}>
            <select
              className={styles.select}
              aria-label={t("segments.holds")}
              value={one.not ? "not" : "is"}
              onChange={(event) => put(at, { ...one, not: event.currentTarget.value === "not" })}
            >
              <option value="is">{t("segments.is")}</option>
              <option value="not">{t("segments.isNot")}</option>
            </select>
          </label>
          <span className={styles.factName}>{t(`segments.fact.${one.fact.fact}`)}</span>
          <FactFields fact={one.fact} onChange={(fact) => put(at, { ...one, fact })} />
          <button
            type="button"
            className={styles.remove}
            aria-label={t("segments.remove", { fact: t(`segments.fact.${one.fact.fact}`) })}
            onClick={() => put(at, undefined)}
          >
            <IconX size={16} aria-hidden />
          </button>
        </div>
      ))}
      <AddFact
        quiet
        label={t("segments.orAdd")}
        onAdd={(name) => onChange({ facts: [...line.facts, blank(name)] })}
      />
    </>
  );
}

function AddFact(props: { label: string; quiet?: boolean; onAdd: (name: FactName) => void }) {
  const { t } = useTranslation();
  return (
    <select
      className={props.quiet ? styles.addQuiet : styles.select}
      aria-label={props.label}
      value=""
      onChange={(event) => props.onAdd(event.currentTarget.value as FactName)}
    >
      <option value="" disabled>
        {props.label}
      </option>
      {factNames.map((name) => (
        <option key={name} value={name}>
          {t(`segments.fact.${name}`)}
        </option>
      ))}
    </select>
  );
}
