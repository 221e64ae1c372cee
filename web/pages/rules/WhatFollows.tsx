/** Before it is kept: what is changed, from what to what, and what would be different in today's plan. */
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { EtiquetteTrial } from "../../../src/planning/contract.ts";
import { useChains } from "../../api/chains.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import type { Changes } from "./figures.ts";
import { useTrial } from "./resources.ts";
import styles from "./RulesPage.module.css";

const restMs = 500;

export function WhatFollows({ changes }: { changes: Changes }) {
  const { t } = useTranslation();
  const [rested] = useDebouncedValue(changes, restMs);
  return (
    <section aria-labelledby="rules-today">
      <h3 id="rules-today" className={styles.part}>
        {t("rules.today")}
      </h3>
      <Loaded asked={useTrial(rested)} waiting={<Waiting rows={2} />}>
        {(trial) => <Told trial={trial} />}
      </Loaded>
    </section>
  );
}

type Count = EtiquetteTrial["counts"][number];
const parts = ["gone", "new", "otherChannel"] as const;

function Told({ trial: { counts } }: { trial: EtiquetteTrial }) {
  const { t } = useTranslation();
  const names = new Map(useChains().data?.chains.map(({ code, name }) => [code, name]));
  const sum = (part: keyof Count) => counts.reduce((total, count) => total + Number(count[part]), 0);
  const said = parts.flatMap((part) => {
    const count = sum(part);
    const where = counts.filter((one) => one[part] > 0).map(({ chain }) => names.get(chain) ?? chain);
    return count === 0 ? [] : [{ part, count, where: [...new Set(where)].join(", ") }];
  });
  return (
    <div role="status">
      {said.length === 0 && <p>{t("rules.today.same", { count: sum("same") })}</p>}
      {said.map(({ part, count, where }) => (
        <p key={part} className={styles.follows}>
          {t(`rules.today.${part}`, { count })}
          <span className={styles.means}>{where}</span>
        </p>
      ))}
    </div>
  );
}
