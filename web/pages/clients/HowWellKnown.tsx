/** How much of what the business wants is known of its clients: in tenths, by fact, by office, and how that grew. */
import { useTranslation } from "react-i18next";
import type { CompletenessReport } from "../../../src/reports/completeness-contract.ts";
import { useCompleteness } from "../../api/resources.ts";
import table from "../../components/FigureTable.module.css";
import { FigureTable } from "../../components/FigureTable.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayMonth } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useNumber, usePercent } from "../../language/words.ts";
import styles from "./HowWellKnown.module.css";

export function HowWellKnown() {
  return (
    <Loaded asked={useCompleteness()} waiting={<Waiting rows={8} height={24} />}>
      {(report) => <Report report={report} />}
    </Loaded>
  );
}

function Report({ report }: { report: CompletenessReport }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const number = useNumber();
  const percent = usePercent();
  const { average, clients, facts, offices, growth } = report;
  if (average === null) return <p>{t("known.report.nobody")}</p>;
  return (
    <div className={styles.report}>
      <p>{t("known.report.average", { percent: number(average, 1) })}</p>
      <div className={styles.parts}>
        <Tenths tenths={report.tenths} />
        <Figures
          heads={[t("known.report.fact"), t("known.report.worth"), t("known.report.share")]}
          rows={facts.map(({ fact, name, worth, known }) => [
            fact,
            name,
            number(worth),
            percent(Math.floor((known * 100) / clients)),
          ])}
        />
        <Figures
          heads={[t("known.report.office"), t("known.report.clients"), t("known.report.mean")]}
          rows={offices.map((office) => [
            office.id ?? "",
            office.name ?? t("known.report.withoutOffice"),
            number(office.clients),
            office.average === null ? "" : percent(office.average, 1),
          ])}
        />
        <Figures
          heads={[t("known.report.month"), t("known.report.made"), t("known.report.learned")]}
          rows={growth.months.map((month) => [
            month.month,
            sayMonth(language, `${month.month}-01`),
            number(month.made),
            number(month.facts),
          ])}
        />
        {growth.staff.length > 0 && (
          <Figures
            heads={[t("known.report.staff"), t("known.report.learned")]}
            rows={growth.staff.map(({ id, name, facts: learned }) => [
              id ?? "",
              name ?? t("known.report.nobodyNamed"),
              number(learned),
            ])}
          />
        )}
      </div>
    </div>
  );
}

/** A row: its key, words for the first column, figures for the others. */
function Figures({ heads, rows }: { heads: readonly string[]; rows: readonly (readonly string[])[] }) {
  const [first = ""] = heads;
  return (
    <FigureTable label={first}>
      <thead>
        <tr>
          {heads.map((head, at) => (
            <th key={head} className={at > 0 ? table.number : undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([key, ...cells]) => (
          <tr key={key}>
            {cells.map((cell, at) => (
              <td key={heads[at]} className={at > 0 ? table.number : undefined}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </FigureTable>
  );
}

function Tenths({ tenths }: { tenths: readonly number[] }) {
  const { t } = useTranslation();
  const number = useNumber();
  const percent = usePercent();
  const most = Math.max(...tenths, 1);
  return (
    <ol className={styles.tenths} aria-label={t("known.report.tenths")}>
      {tenths.map((clients, at) => {
        const [from, to] = [at * 10, at === 9 ? 100 : at * 10 + 9];
        return (
          <li key={from} aria-label={t("known.report.tenth", { from, to, clients: number(clients) })}>
            <span className={styles.range}>{`${from}–${percent(to)}`}</span>
            <span className={styles.track}>
              <i style={{ width: `${(clients / most) * 100}%` }} />
            </span>
            <span className={styles.count}>{number(clients)}</span>
          </li>
        );
      })}
    </ol>
  );
}
