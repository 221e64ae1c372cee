/** The chain as a whole: what it is called, what it is for, when it ends, whom it leaves alone. */
import { useTranslation } from "react-i18next";
import type { ChainDefinition } from "../../../src/chains/contract.ts";
import { chainGoals, stopCauses } from "../../api/closed-lists.ts";
import { withField, type Path } from "./chain-text.ts";
import { Field } from "./Field.tsx";
import styles from "./Fields.module.css";
import { PeriodField } from "./PeriodField.tsx";
import type { Draft } from "./use-draft.ts";

export function ChainFields({ chain, draft }: { chain: ChainDefinition; draft: Draft }) {
  const { t } = useTranslation();
  const put = (path: Path, value: unknown) => draft.setText(withField(draft.text, path, value));
  const stops = chain.stops ?? ["goal", "refused"];
  return (
    <section aria-labelledby="chain-title" className={styles.fields}>
      <h2 id="chain-title">{t("chain.tab.chain")}</h2>
      {(["name", "about"] as const).map((field) =>
        (["ru", "en"] as const).map((language) => (
          <Field key={`${field}.${language}`} label={t(`chain.${field}.${language}`)}>
            <input
              className={styles.input}
              aria-label={t(`chain.${field}.${language}`)}
              value={chain[field]?.[language] ?? ""}
              onChange={(event) => put([field, language], event.currentTarget.value)}
            />
          </Field>
        )),
      )}
      <Field label={t("chain.goal")} hint={t("chain.goal.hint")}>
        <select
          className={styles.select}
          aria-label={t("chain.goal")}
          value={chain.goal ?? "none"}
          onChange={(event) =>
            put(["goal"], event.currentTarget.value === "none" ? undefined : event.currentTarget.value)
          }
        >
          {chainGoals.map((goal) => (
            <option key={goal} value={goal}>
              {t(`chain.goal.${goal}`)}
            </option>
          ))}
        </select>
      </Field>
      <Field label={t("chain.stops")} hint={t("chain.stops.hint")}>
        {stopCauses.map((cause) => (
          <label key={cause} className={styles.check}>
            <input
              type="checkbox"
              checked={stops.includes(cause)}
              onChange={(event) =>
                put(
                  ["stops"],
                  stopCauses.filter((one) => (one === cause ? event.target.checked : stops.includes(one))),
                )
              }
            />
            {t(`chain.stop.${cause}`)}
          </label>
        ))}
      </Field>
      <Field label={t("chain.control")} hint={t("chain.control.hint")}>
        <div className={styles.row}>
          <input
            className={styles.number}
            inputMode="decimal"
            aria-label={t("chain.control")}
            value={chain.controlShare ?? ""}
            placeholder="0"
            onChange={(event) =>
              put(["controlShare"], event.currentTarget.value.replace(",", ".") || undefined)
            }
          />
          <span>%</span>
        </div>
      </Field>
      <Silence chain={chain} put={put} />
    </section>
  );
}

function Silence(props: { chain: ChainDefinition; put: (path: Path, value: unknown) => void }) {
  const { t } = useTranslation();
  const { put } = props;
  const silence = props.chain.limits?.silence;
  return (
    <Field label={t("chain.silence")} hint={t("chain.silence.hint")}>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={silence !== undefined}
          onChange={(event) =>
            put(
              ["limits"],
              event.currentTarget.checked ? { silence: { unanswered: 2, for: "P1Y" } } : undefined,
            )
          }
        />
        {t("chain.silence.on")}
      </label>
      {silence && (
        <div className={styles.row}>
          {(["unanswered", "refused"] as const).map((what) => (
            <label key={what} className={styles.move}>
              {t(`chain.silence.${what}`)}
              <input
                className={styles.number}
                type="number"
                min={1}
                max={100}
                placeholder="–"
                value={silence[what] ?? ""}
                onChange={(event) => {
                  const count = Number.parseInt(event.currentTarget.value, 10);
                  put(["limits", "silence", what], Number.isNaN(count) ? undefined : count);
                }}
              />
            </label>
          ))}
          <span className={styles.move}>{t("chain.silence.for")}</span>
          <PeriodField
            label={t("chain.silence.for")}
            value={silence.for}
            least={1}
            onChange={(period) => put(["limits", "silence", "for"], period)}
          />
        </div>
      )}
    </Field>
  );
}
