/** What the business wants to know of its clients: each fact with its weight and its question, and how full the base looks by it. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { WantedFacts } from "../../../src/clients/completeness-contract.ts";
import { useKeepFacts, useWantedFacts } from "../../api/facts.ts";
import { readStored, writeStored } from "../../api/stored.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Trouble } from "../../components/Trouble.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import type { Fact } from "./fact.ts";
import { FactRow } from "./FactRow.tsx";
import styles from "./FactsPage.module.css";
import { Fullness } from "./Fullness.tsx";

const stored = "povod-wanted-facts";

export function FactsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("facts.title")} lead={t("facts.lead")}>
      <Loaded asked={useWantedFacts()} waiting={<Waiting rows={11} height={40} />}>
        {(wanted) => <Facts wanted={wanted} />}
      </Loaded>
    </Page>
  );
}

/** What is typed and not kept stays in this browser. */
function useTyped(known: readonly Fact[]) {
  const [typed, setTyped] = useState(() => readStored<Fact[] | undefined>(stored, undefined));
  const put = (next: Fact[] | undefined) => {
    writeStored(stored, next);
    setTyped(next);
  };
  const facts = typed ?? known;
  return { facts, put, isChanged: JSON.stringify(facts) !== JSON.stringify(known) };
}

const isWhole = ({ worth, ownQuestion }: Fact): boolean =>
  Number.isInteger(worth) &&
  worth >= 1 &&
  worth <= 1000 &&
  (!ownQuestion || (ownQuestion.ru.trim() !== "" && ownQuestion.en.trim() !== ""));

function Facts({ wanted }: { wanted: WantedFacts }) {
  const { t } = useTranslation();
  const known = wanted.facts.map(({ fact, worth, ownQuestion }) => ({ fact, worth, ownQuestion }));
  const { facts, put, isChanged } = useTyped(known);
  const keep = useKeepFacts(() => put(undefined));
  const told = new Map([...wanted.facts, ...wanted.offered].map((one) => [one.fact, one]));
  const rest = [...told.values()].filter(({ fact }) => !facts.some((one) => one.fact === fact));
  const whole = facts.filter(isWhole);
  const total = whole.reduce((sum, { worth }) => sum + worth, 0);
  return (
    <div className={styles.columns}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (whole.length === facts.length) keep.mutate([...facts]);
        }}
      >
        <ul className={styles.facts} aria-label={t("facts.title")}>
          {facts.length === 0 && <li className={styles.none}>{t("facts.none")}</li>}
          {facts.map((fact, at) => (
            <FactRow
              key={fact.fact}
              fact={fact}
              name={told.get(fact.fact)?.name ?? fact.fact}
              usualQuestion={told.get(fact.fact)?.usualQuestion}
              total={total}
              onChange={(next) => put(next ? facts.with(at, next) : facts.toSpliced(at, 1))}
            />
          ))}
        </ul>
        {rest.length > 0 && (
          <select
            className={styles.add}
            aria-label={t("facts.add")}
            value=""
            onChange={(event) =>
              put([...facts, { fact: event.currentTarget.value, worth: usualWorth, ownQuestion: null }])
            }
          >
            <option value="" disabled>
              {t("facts.add")}
            </option>
            {rest.map(({ fact, name }) => (
              <option key={fact} value={fact}>
                {name}
              </option>
            ))}
          </select>
        )}
        {keep.error && <Trouble error={keep.error} onRetry={() => keep.reset()} />}
        <div className={styles.actions}>
          <Button
            type="submit"
            variant="filled"
            loading={keep.isPending}
            disabled={!isChanged || whole.length < facts.length}
          >
            {t("facts.save")}
          </Button>
          {isChanged && <Button onClick={() => put(undefined)}>{t("facts.back")}</Button>}
          {whole.length < facts.length && <span className={styles.note}>{t("facts.unfinished")}</span>}
        </div>
      </form>
      <Fullness facts={whole} isChanged={isChanged} />
    </div>
  );
}

const usualWorth = 5;
