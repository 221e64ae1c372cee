/** What a fact is narrowed to: days, sums, a choice. */
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Fact } from "../../../src/segments/contract.ts";
import { useOffices } from "../../api/chains.ts";
import { sayMonthName } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { OwnFact, Typed } from "./OwnFact.tsx";
import { sumOf } from "./conditions.ts";
import styles from "./Segments.module.css";

interface Fields<Name extends Fact["fact"] = Fact["fact"]> {
  fact: Extract<Fact, { fact: Name }>;
  onChange: (fact: Fact) => void;
}

export function FactFields({ fact, onChange }: Fields): ReactNode {
  const { t } = useTranslation();
  switch (fact.fact) {
    case "office":
      return <Offices chosen={fact.in} onChange={(chosen) => onChange({ ...fact, in: chosen })} />;
    case "sex":
      return (
        <Choice
          label="sex"
          value={fact.is}
          values={["female", "male"]}
          onChange={(is) => onChange({ ...fact, is })}
        />
      );
    case "language":
      return (
        <Choice
          label="language"
          value={fact.is}
          values={["ru", "en"]}
          onChange={(is) => onChange({ ...fact, is })}
        />
      );
    case "birthday":
      return <Months fact={fact} onChange={onChange} />;
    case "known_since":
    case "last_dealing":
      return <Days fact={fact} from="from" before="before" onChange={onChange} />;
    case "turnover":
      return (
        <>
          <Sum
            label="atLeast"
            value={fact.atLeast}
            onChange={(sum) => onChange(withSum(fact, "atLeast", sum))}
          />
          <Sum
            label="atMost"
            value={fact.atMost}
            onChange={(sum) => onChange(withSum(fact, "atMost", sum))}
          />
          <Days fact={fact} from="from" before="before" onChange={onChange} />
        </>
      );
    case "contact":
      return (
        <Choice
          label="contact"
          value={fact.kind}
          values={["phone", "email", "telegram", "max", "vk", "postal", "in_person"]}
          onChange={(kind) => onChange({ ...fact, kind })}
        />
      );
    case "consent":
      return (
        <>
          <Choice
            label="purpose"
            value={fact.purpose}
            values={["contact", "advertising", "processing"]}
            onChange={(purpose) =>
              onChange({ ...fact, purpose, ...(purpose === "processing" ? { channel: "any" } : {}) })
            }
          />
          {fact.purpose !== "processing" && (
            <Choice
              label="channel"
              value={fact.channel}
              values={["any", "call", "email", "sms", "telegram", "max"]}
              onChange={(channel) => onChange({ ...fact, channel })}
            />
          )}
        </>
      );
    case "card":
      return (
        <>
          <Days fact={fact} from="soldFrom" before="soldBefore" onChange={onChange} />
          <Offices
            chosen={fact.soldAt ?? []}
            onChange={(soldAt) => {
              const { soldAt: _gone, ...rest } = fact;
              onChange(soldAt.length === 0 ? rest : { ...rest, soldAt });
            }}
          />
        </>
      );
    case "bonus":
      return (
        <Sum
          label="atLeast"
          value={fact.atLeast}
          onChange={(atLeast) => onChange({ ...fact, atLeast: atLeast ?? "" })}
        />
      );
    case "do_not_disturb":
      return null;
    case "tag":
      return <Typed label={t("segments.tag")} value={fact.is} onChange={(is) => onChange({ ...fact, is })} />;
    case "attribute":
      return <OwnFact fact={fact} onChange={onChange} />;
  }
}

function withSum(
  fact: Extract<Fact, { fact: "turnover" }>,
  which: "atLeast" | "atMost",
  sum: string | undefined,
): Fact {
  const { [which]: _gone, ...rest } = fact;
  return sum === undefined ? rest : { ...rest, [which]: sum };
}

type ChoiceLabel = "sex" | "language" | "contact" | "purpose" | "channel";

function Choice<Value extends string>(props: {
  label: ChoiceLabel;
  value: Value;
  values: readonly Value[];
  onChange: (value: Value) => void;
}) {
  const { t } = useTranslation();
  const words = useChoiceWords();
  return (
    <select
      className={styles.select}
      aria-label={t(`segments.choice.${props.label}`)}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value as Value)}
    >
      {props.values.map((value) => (
        <option key={value} value={value}>
          {words(props.label, value)}
        </option>
      ))}
    </select>
  );
}

function useChoiceWords(): (label: ChoiceLabel, value: string) => string {
  const { t } = useTranslation();
  const said: Record<string, string> = {
    "sex female": t("segments.sex.female"),
    "sex male": t("segments.sex.male"),
    "language ru": t("segments.language.ru"),
    "language en": t("segments.language.en"),
    "contact phone": t("segments.contact.phone"),
    "contact email": t("segments.contact.email"),
    "contact telegram": "Telegram",
    "contact max": "MAX",
    "contact vk": "VK",
    "contact postal": t("segments.contact.postal"),
    "contact in_person": t("segments.contact.in_person"),
    "purpose contact": t("segments.purpose.contact"),
    "purpose processing": t("segments.purpose.processing"),
    "purpose advertising": t("segments.purpose.advertising"),
    "channel any": t("segments.channel.any"),
    "channel call": t("segments.channel.call"),
    "channel email": t("segments.channel.email"),
    "channel sms": "SMS",
    "channel telegram": "Telegram",
    "channel max": "MAX",
  };
  return (label, value) => said[`${label} ${value}`] ?? value;
}

/** From a day on, before another; an empty end is open. */
function Days(props: { fact: Fact; from: string; before: string; onChange: (fact: Fact) => void }) {
  const { t } = useTranslation();
  const values = props.fact as unknown as Record<string, string | undefined>;
  const put = (name: string, day: string) => {
    const { [name]: _gone, ...rest } = values;
    props.onChange((day === "" ? rest : { ...rest, [name]: day }) as unknown as Fact);
  };
  return (
    <span className={styles.days}>
      <label className={styles.day}>
        {t("segments.from")}
        <input
          type="date"
          className={styles.input}
          value={values[props.from] ?? ""}
          onChange={(event) => put(props.from, event.currentTarget.value)}
        />
      </label>
      <label className={styles.day}>
        {t("segments.before")}
        <input
          type="date"
          className={styles.input}
          value={values[props.before] ?? ""}
          onChange={(event) => put(props.before, event.currentTarget.value)}
        />
      </label>
    </span>
  );
}

function Sum(props: {
  label: "atLeast" | "atMost";
  value: string | undefined;
  onChange: (sum: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState((props.value ?? "").replace(/\.00$/, "").replace(".", ","));
  const wrong = typed !== "" && sumOf(typed) === undefined;
  return (
    <label className={styles.day}>
      {t(`segments.${props.label}`)}
      <input
        className={styles.sum}
        inputMode="decimal"
        value={typed}
        aria-invalid={wrong}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          props.onChange(text === "" ? undefined : (sumOf(text) ?? text));
        }}
      />
    </label>
  );
}

function Months({ fact, onChange }: Fields<"birthday">) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <span className={styles.chips} role="group" aria-label={t("segments.months")}>
      {Array.from({ length: 12 }, (_, at) => at + 1).map((month) => {
        const on = fact.months.includes(month);
        return (
          <button
            key={month}
            type="button"
            className={styles.chip}
            aria-pressed={on}
            onClick={() =>
              onChange({
                ...fact,
                months: on
                  ? fact.months.filter((one) => one !== month)
                  : [...fact.months, month].sort((a, b) => a - b),
              })
            }
          >
            {sayMonthName(language, `2026-${String(month).padStart(2, "0")}`).slice(0, 3)}
          </button>
        );
      })}
    </span>
  );
}

function Offices({ chosen, onChange }: { chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const { t } = useTranslation();
  const offices = useOffices().data?.offices ?? [];
  return (
    <span className={styles.chips} role="group" aria-label={t("segments.offices")}>
      {offices.map(({ id, name }) => {
        const on = chosen.includes(id);
        return (
          <button
            key={id}
            type="button"
            className={styles.chip}
            aria-pressed={on}
            onClick={() => onChange(on ? chosen.filter((one) => one !== id) : [...chosen, id])}
          >
            {name}
          </button>
        );
      })}
    </span>
  );
}
