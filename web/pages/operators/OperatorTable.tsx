/** Each operator: on the phone or free, the calls of the day, and the line that rings. */
import { useTranslation } from "react-i18next";
import type { Operators } from "../../../src/calls/contract.ts";
import { useMay, useMe } from "../../api/me.ts";
import { useBusiness } from "../../api/resources.ts";
import { Chip } from "../../components/Chip.tsx";
import { Empty } from "../../components/Empty.tsx";
import table from "../../components/table.module.css";
import { sayTime } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { LineField } from "./LineField.tsx";
import styles from "./Operators.module.css";

type Operator = Operators["operators"][number];

export function OperatorTable({ operators: { operators, dials } }: { operators: Operators }) {
  const { t } = useTranslation();
  const mayAll = useMay()("business.change");
  const own = useMe().staffMember.id;
  if (operators.length === 0) return <Empty why={t("operators.none")}>{t("operators.none.next")}</Empty>;
  return (
    <>
      <table className={`${table.table} ${styles.operators}`} aria-label={t("place.operators")} role="table">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">{t("operators.who")}</th>
            <th role="columnheader">{t("operators.now")}</th>
            <th role="columnheader" className={table.number}>
              {t("operators.made")}
            </th>
            <th role="columnheader" className={table.number}>
              {t("operators.talked")}
            </th>
            <th role="columnheader">{t("operators.line")}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {operators.map((one) => (
            <tr key={one.id} role="row">
              <td role="cell" className={table.name}>
                {one.name}
              </td>
              <td role="cell" className={styles.now}>
                <Now operator={one} />
              </td>
              <td role="cell" className={table.number}>
                {one.made} <span className={styles.label}>{t("operators.made")}</span>
              </td>
              <td role="cell" className={table.number}>
                {one.talked} <span className={styles.label}>{t("operators.talked")}</span>
              </td>
              <td role="cell" className={styles.line}>
                {mayAll || one.id === own ? (
                  <LineField operator={one} own={one.id === own} key={one.line ?? ""} />
                ) : (
                  (one.line ?? <span className={styles.none}>{t("operators.line.none")}</span>)
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.hint}>{t(dials ? "operators.line.about" : "operators.line.noExchange")}</p>
    </>
  );
}

function Now({ operator: { talkingSince, lastCallAt } }: { operator: Operator }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const zone = useBusiness().data?.zone;
  const time = (moment: string) => (zone === undefined ? "" : sayTime(language, moment, zone));
  if (talkingSince !== null)
    return <Chip tone="good">{t("operators.talking", { time: time(talkingSince) })}</Chip>;
  return (
    <>
      {t("operators.free")}
      <span className={styles.since}>
        {lastCallAt === null ? t("operators.noCalls") : t("operators.lastCall", { time: time(lastCallAt) })}
      </span>
    </>
  );
}
