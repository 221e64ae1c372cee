/** How full the base is by the facts that are wanted now, and by those on the screen. */
import { useDebouncedValue } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { CompletenessTrial } from "../../../src/reports/completeness-contract.ts";
import { useFactsTrial } from "../../api/facts.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { useNumber, usePercent } from "../../language/words.ts";
import type { Fact } from "./fact.ts";
import styles from "./FactsPage.module.css";

export function Fullness({ facts, isChanged }: { facts: readonly Fact[]; isChanged: boolean }) {
  const { t } = useTranslation();
  const [rested] = useDebouncedValue(facts, 500);
  const asked = useFactsTrial([...rested]);
  return (
    <aside className={styles.aside} aria-labelledby="facts-fullness">
      <h2 id="facts-fullness">{t("facts.fullness")}</h2>
      <Loaded asked={asked} waiting={<Waiting rows={12} height={22} />}>
        {(trial) => <Told trial={trial} isChanged={isChanged} />}
      </Loaded>
    </aside>
  );
}

function Told({ trial: { before, after }, isChanged }: { trial: CompletenessTrial; isChanged: boolean }) {
  const { t } = useTranslation();
  const number = useNumber();
  const percentOf = usePercent();
  const percent = (value: number | null) => (value === null ? "—" : percentOf(value, 1));
  const most = Math.max(1, ...before.tenths, ...after.tenths);
  const width = (count: number) => ({ width: `${(count * 100) / most}%` });
  return (
    <>
      <p role="status">
        <span className={styles.figure}>{percent(after.average)}</span>{" "}
        <span className={styles.note}>
          {isChanged
            ? t("facts.fullness.now", { percent: percent(before.average) })
            : t("facts.fullness.average")}
        </span>
      </p>
      <table className={styles.tenths} aria-label={t("facts.fullness.tenths")}>
        <thead>
          <tr>
            <th>{t("facts.tenth")}</th>
            <td />
            {isChanged && <th className={styles.count}>{t("facts.now")}</th>}
            <th className={styles.count}>{isChanged ? t("facts.then") : t("facts.clients")}</th>
          </tr>
        </thead>
        <tbody>
          {after.tenths.map((count, at) => (
            <tr key={at}>
              <th scope="row">
                {at === 9 ? t("facts.last") : t("facts.range", { from: at * 10, to: at * 10 + 9 })}
              </th>
              <td className={styles.bars}>
                {isChanged && <div className={styles.was} style={width(before.tenths[at] ?? 0)} />}
                <div className={styles.bar} style={width(count)} />
              </td>
              {isChanged && <td className={styles.count}>{number(before.tenths[at] ?? 0)}</td>}
              <td className={styles.count}>{number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
