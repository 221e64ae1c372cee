/** The owner's page: what clients can spend, what of it burns and when, how many cards are sold, what they bring. */
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useBonuses, useBurnForecast, useBusiness, useCardSales, useCardUse } from "../../api/resources.ts";
import { ButtonLink } from "../../components/ButtonLink.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Page } from "../../components/Page.tsx";
import { Together } from "../../components/Together.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import styles from "./BonusesPage.module.css";
import { BurnWeeks } from "./BurnWeeks.tsx";
import { CardsSold } from "./CardsSold.tsx";
import { Figures } from "./Figures.tsx";
import { Offices } from "./Offices.tsx";
import { PaidAndGiven } from "./PaidAndGiven.tsx";

const route = getRouteApi("/bonuses");

export function BonusesPage() {
  const { t } = useTranslation();
  const { office } = route.useSearch();
  const business = useBusiness().data;
  const bonuses = useBonuses();
  const forecast = useBurnForecast();
  const sales = useCardSales();
  const use = useCardUse();
  const currency = business?.currency ?? "RUB";
  return (
    <Page
      title={t("bonuses.title")}
      lead={t("bonuses.lead")}
      actions={
        <ButtonLink to="/results" variant="default" hiddenFrom="sm">
          {t("place.results")}
        </ButtonLink>
      }
    >
      <Together asked={[bonuses, forecast, sales, use]}>
        <div className={styles.parts}>
          <Loaded asked={bonuses} waiting={<Waiting rows={2} height={32} />}>
            {(answer) =>
              answer.spendable.cards > 0 ? (
                <Figures bonuses={answer} currency={currency} />
              ) : (
                <Empty why={t("bonuses.empty")}>{t("bonuses.empty.next")}</Empty>
              )
            }
          </Loaded>
          <Loaded asked={forecast} waiting={<Waiting rows={6} height={32} />}>
            {(answer) =>
              bonuses.data?.spendable.cards !== 0 && (
                <BurnWeeks
                  forecast={answer}
                  office={office}
                  today={bonuses.data?.today ?? answer.weeks[0]?.from ?? ""}
                  currency={currency}
                />
              )
            }
          </Loaded>
          {bonuses.data && bonuses.data.spendable.cards > 0 && (
            <Offices bonuses={bonuses.data} forecast={forecast.data} currency={currency} />
          )}
          <Loaded asked={sales} waiting={<Waiting rows={6} height={44} />}>
            {(answer) => business && <CardsSold sales={answer} today={business.today} currency={currency} />}
          </Loaded>
          <Loaded asked={use} waiting={<Waiting rows={4} height={20} />}>
            {(answer) => business && <PaidAndGiven use={answer} today={business.today} currency={currency} />}
          </Loaded>
        </div>
      </Together>
    </Page>
  );
}
