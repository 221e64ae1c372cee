/** What a day holds for this client: each touch the rules considered, what they decided, when at the earliest. */
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type { Explained } from "../../../src/reports/client-contract.ts";
import { useExplanation } from "../../api/resources.ts";
import { DayStepper } from "../../components/DayStepper.tsx";
import { Disclosure } from "../../components/Disclosure.tsx";
import { Empty } from "../../components/Empty.tsx";
import { Loaded } from "../../components/Loaded.tsx";
import { Verdicts } from "../../components/Verdicts.tsx";
import { NotKept } from "../../components/NotKept.tsx";
import { Waiting } from "../../components/Waiting.tsx";
import { sayWeekday, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useChannelWord } from "../../language/words.ts";
import styles from "./DayExplained.module.css";

const route = getRouteApi("/clients/$id");

export function DayExplained({ id, business, zone }: { id: string; business: Business; zone: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const on = route.useSearch().on ?? business.today;
  const asked = useExplanation(id, on);
  return (
    <section aria-labelledby="day-explained">
      <div className={styles.head}>
        <div>
          <h2 id="day-explained">{t("explain.title")}</h2>
          <div className={styles.day}>{sayWeekday(language, on, business.today)}</div>
        </div>
        <DayStepper on={on} today={business.today} />
      </div>
      <Loaded asked={asked} waiting={<Waiting rows={1} height={34} />}>
        {({ touches, notKnown }) => (
          <>
            {touches.length === 0 ? (
              <Empty why={t("explain.none")}>{t("explain.none.next")}</Empty>
            ) : (
              <ul>
                {touches.map((touch) => (
                  <Considered
                    key={`${touch.chain} ${touch.step} ${touch.occasion.date}`}
                    touch={touch}
                    zone={zone}
                    today={business.today}
                  />
                ))}
              </ul>
            )}
            <NotKept words={notKnown} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function Considered({ touch, zone, today }: { touch: Explained; zone: string; today: Day }) {
  const { t } = useTranslation();
  const channel = useChannelWord();
  const decisive = touch.verdicts.find((verdict) => verdict.rule === touch.decidedBy);
  return (
    <li className={styles.touch}>
      <div className={styles.what}>
        <div className={styles.occasion}>{touch.occasion.text}</div>
        <p className={styles.state}>
          {channel(touch.channel)}, {t(`touch.state.${touch.state}`)}
          {decisive && `. ${decisive.text}`}
        </p>
      </div>
      <Disclosure label={t("verdict.title")} quiet>
        <Verdicts verdicts={touch.verdicts} zone={zone} today={today} />
      </Disclosure>
    </li>
  );
}
