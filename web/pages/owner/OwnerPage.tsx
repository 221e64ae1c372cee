/** The owner's morning: today and this month against the last one; every number leads to the list behind it. */
import { useTranslation } from "react-i18next";
import type { Results } from "../../../src/reports/results-contract.ts";
import {
  useBonuses,
  useBusiness,
  useCardSales,
  useCompleteness,
  useEffects,
  useResults,
} from "../../api/resources.ts";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Together } from "../../components/Together.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayDay, sayDays, sayMonthName } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { Burning } from "./Burning.tsx";
import { CardsByOffice } from "./CardsByOffice.tsx";
import { Chains } from "./Chains.tsx";
import { Figures } from "./Figures.tsx";
import { Fullness } from "./Fullness.tsx";
import { Operators } from "./Operators.tsx";
import styles from "./Owner.module.css";

export function OwnerPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const business = useBusiness().data;
  const results = useResults();
  const effects = useEffects();
  const sales = useCardSales();
  const bonuses = useBonuses();
  const completeness = useCompleteness();
  const title = results.data
    ? t("owner.title", { month: sayMonthName(language, results.data.today.slice(0, 7)) })
    : t("place.results");
  return (
    <Page title={title} lead={results.data ? <Lead results={results.data} /> : ""}>
      {business && (
        <Together asked={[results, effects, sales, bonuses, completeness]}>
          <div className={styles.parts}>
            <Loaded asked={results} waiting={<Waiting rows={7} height={28} />}>
              {(answer) => <Figures results={answer} currency={business.currency} />}
            </Loaded>
            <Loaded asked={effects} waiting={<Waiting rows={4} height={28} />}>
              {(answer) => <Chains effects={answer.effects} currency={business.currency} />}
            </Loaded>
            <Loaded asked={sales} waiting={<Waiting rows={6} height={28} />}>
              {(answer) => (
                <CardsByOffice sales={answer} today={business.today} currency={business.currency} />
              )}
            </Loaded>
            <div className={styles.three}>
              <Loaded asked={bonuses} waiting={<Waiting rows={3} height={28} />}>
                {(answer) => <Burning bonuses={answer} currency={business.currency} />}
              </Loaded>
              <Loaded asked={results} waiting={<Waiting rows={3} height={28} />}>
                {(answer) => <Operators results={answer} />}
              </Loaded>
              <Loaded asked={completeness} waiting={<Waiting rows={3} height={28} />}>
                {(answer) => <Fullness report={answer} />}
              </Loaded>
            </div>
          </div>
        </Together>
      )}
    </Page>
  );
}

function Lead({ results: { periods } }: { results: Results }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { month, before } = periods;
  return t("owner.lead", {
    through: sayDay(language, month.through, month.through),
    days: sayDays(language, before.from, before.through, month.through),
  });
}
