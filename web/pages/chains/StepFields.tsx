/** One step of a chain as fields; each is written into the text at once. */
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ChainDefinition } from "../../../src/chains/contract.ts";
import { purposes } from "../../api/closed-lists.ts";
import { ChannelsField } from "./ChannelsField.tsx";
import { withField, withoutItem, type Path, type Step } from "./chain-text.ts";
import { useChainWords } from "./chain-words.ts";
import { Field } from "./Field.tsx";
import styles from "./Fields.module.css";
import { isBefore, isTheDay, periodOf, writeOffset } from "./period.ts";
import { PeriodField } from "./PeriodField.tsx";
import type { Draft } from "./use-draft.ts";

export function StepFields(props: { step: Step; at: number; chain: ChainDefinition; draft: Draft }) {
  const { t } = useTranslation();
  const words = useChainWords();
  const { step, at, chain, draft } = props;
  const templates = [...new Set([...Object.keys(chain.templates), step.template])];
  const path = (...rest: Path): Path => ["steps", at, ...rest];
  const put = (name: string, value: unknown) => draft.setText(withField(draft.text, path(name), value));
  return (
    <section aria-labelledby="step-title" className={styles.fields}>
      <div className={styles.head}>
        <h2 id="step-title">{t("chain.step.title", { when: words.offset(step.offset) })}</h2>
        {chain.steps.length > 1 && (
          <button
            type="button"
            className={styles.quiet}
            onClick={() => draft.setText(withoutItem(draft.text, path()))}
          >
            {t("chain.step.remove")}
          </button>
        )}
      </div>
      <Field
        label={t("chain.step.when")}
        hint={t("chain.step.when.hint", { day: words.theDay(chain.occasion) })}
      >
        <Offset offset={step.offset} onChange={(offset) => put("offset", offset)} />
      </Field>
      <Field label={t("chain.step.window")} hint={t("chain.step.window.hint")}>
        <PeriodField
          label={t("chain.step.window")}
          value={step.window}
          onChange={(window) => put("window", window)}
        />
      </Field>
      <Field label={t("chain.step.late")}>
        <Late step={step} onChange={(late) => put("late", late)} />
      </Field>
      <Field label={t("chain.step.channels")} hint={t("chain.step.channels.hint")}>
        <ChannelsField channels={step.channels} onChange={(channels) => put("channels", channels)} />
      </Field>
      <Field label={t("chain.step.purpose")} hint={t(`chain.purpose.${step.purpose}.hint`)}>
        <select
          className={styles.select}
          aria-label={t("chain.step.purpose")}
          value={step.purpose}
          onChange={(event) => put("purpose", event.currentTarget.value)}
        >
          {purposes.map((purpose) => (
            <option key={purpose} value={purpose}>
              {t(`chain.purpose.${purpose}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("chain.step.template")}>
        <div className={styles.row}>
          {templates.length > 1 && (
            <select
              className={styles.select}
              aria-label={t("chain.step.template")}
              value={step.template}
              onChange={(event) => put("template", event.currentTarget.value)}
            >
              {templates.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
          <Link
            className={styles.link}
            from="/chains/$code"
            to="."
            search={(before) => ({ ...before, tab: "words", step: step.code })}
            resetScroll={false}
          >
            {t("chain.step.toWords")}
          </Link>
        </div>
      </Field>
    </section>
  );
}

function Offset({ offset, onChange }: { offset: string; onChange: (offset: string) => void }) {
  const { t } = useTranslation();
  const period = periodOf(offset);
  if (!period) return <code className={styles.code}>{offset}</code>;
  const side = isTheDay(offset) ? "same" : isBefore(offset) ? "before" : "after";
  const count = Math.max(period.count, 1);
  return (
    <div className={styles.row}>
      {side !== "same" && (
        <PeriodField
          label={t("chain.step.when")}
          value={offset.replace(/^[+-]/, "")}
          least={1}
          onChange={(next) => onChange(writeOffset(periodOf(next) ?? period, side === "before"))}
        />
      )}
      <select
        className={styles.select}
        aria-label={t("chain.side")}
        value={side}
        onChange={(event) => {
          const next = event.currentTarget.value;
          onChange(next === "same" ? "P0D" : writeOffset({ ...period, count }, next === "before"));
        }}
      >
        {(["before", "same", "after"] as const).map((one) => (
          <option key={one} value={one}>
            {t(`chain.side.${one}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

function Late({ step, onChange }: { step: Step; onChange: (late: Step["late"]) => void }) {
  const { t } = useTranslation();
  const until = step.late === "skip" ? undefined : step.late.until;
  const window = periodOf(step.window);
  const longer = `P${(window?.count ?? 0) + 7}${window?.unit ?? "D"}`;
  return (
    <div className={styles.row}>
      <select
        className={styles.select}
        aria-label={t("chain.step.late")}
        value={until === undefined ? "skip" : "until"}
        onChange={(event) => onChange(event.currentTarget.value === "skip" ? "skip" : { until: longer })}
      >
        <option value="skip">{t("chain.late.skip")}</option>
        <option value="until">{t("chain.late.until")}</option>
      </select>
      {until !== undefined && (
        <PeriodField
          label={t("chain.late.until")}
          value={until}
          least={1}
          onChange={(next) => onChange({ until: next })}
        />
      )}
    </div>
  );
}
