/** A fact that the business itself chose to know: which one, and which value of it, or any. */
import { useTranslation } from "react-i18next";
import type { NamedAttribute } from "../../../src/clients/change-contract.ts";
import type { Fact } from "../../../src/segments/contract.ts";
import { useAttributes } from "../../api/resources.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./Segments.module.css";

type AttributeFact = Extract<Fact, { fact: "attribute" }>;
type Value = NonNullable<AttributeFact["is"]>;

export function OwnFact({
  fact,
  onChange,
}: {
  fact: AttributeFact;
  onChange: (fact: AttributeFact) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const attributes = useAttributes().data?.attributes ?? [];
  const chosen = attributes.find(({ name }) => name === fact.name);
  const put = (is: Value | undefined) =>
    onChange({ fact: "attribute", name: fact.name, ...(is === undefined ? {} : { is }) });
  return (
    <>
      <select
        className={styles.select}
        aria-label={t("segments.attribute")}
        value={fact.name}
        onChange={(event) => onChange({ fact: "attribute", name: event.currentTarget.value })}
      >
        <option value="" disabled>
          {t("segments.attribute")}
        </option>
        {attributes.map(({ name, title }) => (
          <option key={name} value={name}>
            {title[language]}
          </option>
        ))}
      </select>
      {chosen && <OwnValue attribute={chosen} value={fact.is} onChange={put} />}
    </>
  );
}

function OwnValue(props: {
  attribute: NamedAttribute;
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}) {
  const { t } = useTranslation();
  const { attribute, value, onChange } = props;
  const { type, choices } = attribute;
  if (type === "choice" || type === "yes_no") {
    const offered =
      type === "choice"
        ? choices.map((choice) => [choice, choice] as const)
        : ([true, false] as const).map((one) => [one, t(one ? "segments.yes" : "segments.no")] as const);
    return (
      <select
        className={styles.select}
        aria-label={t("segments.attribute.value")}
        value={value === undefined ? "" : String(value)}
        onChange={(event) =>
          onChange(offered.find(([one]) => String(one) === event.currentTarget.value)?.[0])
        }
      >
        <option value="">{t("segments.attribute.any")}</option>
        {offered.map(([one, word]) => (
          <option key={word} value={String(one)}>
            {word}
          </option>
        ))}
      </select>
    );
  }
  return (
    <Typed
      label={t("segments.attribute.value")}
      kind={type}
      value={value === undefined ? "" : String(value)}
      onChange={(typed) => onChange(typed === "" ? undefined : type === "number" ? Number(typed) : typed)}
    />
  );
}

/** A number or a day comes from the browser's own field for it, so it is whole or empty. */
export function Typed(props: {
  label: string;
  kind?: "text" | "number" | "day";
  value: string;
  onChange: (typed: string) => void;
}) {
  const { label, kind = "text", value, onChange } = props;
  return (
    <input
      className={styles.input}
      type={kind === "day" ? "date" : kind}
      step={kind === "number" ? "any" : undefined}
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
