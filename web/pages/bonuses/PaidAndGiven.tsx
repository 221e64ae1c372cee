/** What cards that were paid for bring, beside those that were given. */
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { CardUse } from "../../../src/reports/owner-contract.ts";
import { sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber, useWholeMoney } from "../../language/words.ts";
import page from "./BonusesPage.module.css";
import table from "../../components/FigureTable.module.css";
import styles from "./PaidAndGiven.module.css";

type Told = NonNullable<CardUse["paid"]["told"]>;

export function PaidAndGiven({ use, today, currency }: { use: CardUse; today: Day; currency: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useWholeMoney(currency);
  const number = useNumber();
  const id = useId();
  const told = [use.paid.told, use.given.told];
  const rows = [
    { title: t("use.presentations"), cells: told.map((kind) => kind && number(kind.presentationsAYear, 1)) },
    { title: t("use.turnover"), cells: told.map((kind) => kind && money(kind.turnoverAYear)) },
    { title: t("use.again"), cells: told.map((kind) => kind && <Again key="" {...kind.presentedAgain} />) },
  ];
  if (use.paid.cards + use.given.cards === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={page.title}>
        {t("use.title")}
      </h2>
      <p className={page.sentence}>
        <Conclusion use={use} />
      </p>
      <p className={page.small}>{t("use.about", { day: sayDay(language, use.from, today) })}</p>
      <table className={`${table.table} ${styles.use}`} aria-labelledby={id}>
        <thead>
          <tr>
            <th>{t("use.metric")}</th>
            <th className={table.number}>{t("use.paid")}</th>
            <th className={table.number}>{t("use.given")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>{t("use.cards")}</td>
            <td className={table.number}>{number(use.paid.cards)}</td>
            <td className={table.number}>{number(use.given.cards)}</td>
          </tr>
          {rows.map(({ title, cells: [paid, given] }) => (
            <tr key={title}>
              <td>{title}</td>
              <td className={table.number}>{paid ?? <Little />}</td>
              <td className={table.number}>{given ?? <Little />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Little() {
  const { t } = useTranslation();
  return <span className={styles.little}>{t("use.little")}</span>;
}

function Again({ percent, low, high }: Told["presentedAgain"]) {
  const { t } = useTranslation();
  const number = useNumber();
  return (
    <>
      {t("use.share", { percent: number(percent) })}
      <span className={table.small}>{t("use.interval", { low: number(low), high: number(high) })}</span>
    </>
  );
}

function Conclusion({ use: { paid, given, least } }: { use: CardUse }) {
  const { t } = useTranslation();
  const number = useNumber();
  if (!paid.told || !given.told)
    return t("use.sentence.little", { least, paid: number(paid.ripe), given: number(given.ripe) });
  const [ours, theirs] = [paid.told.presentedAgain, given.told.presentedAgain];
  if (ours.low <= theirs.high && theirs.low <= ours.high) return t("use.sentence.same");
  return t(ours.percent > theirs.percent ? "use.sentence.more" : "use.sentence.less", {
    paid: number(ours.percent),
    given: number(theirs.percent),
  });
}
