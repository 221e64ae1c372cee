/** When and where the client means to go next. */
import { useTranslation } from "react-i18next";
import type { PlannedTrip } from "../../../src/reports/client-contract.ts";
import type { Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { Section } from "./Section.tsx";
import styles from "./Facts.module.css";
import { useTripTime } from "./trip-time.ts";

export function Trips({ trips, today }: { trips: readonly PlannedTrip[]; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const when = useTripTime();
  return (
    <Section title={t("client.trips")}>
      {trips.length === 0 && <p className={styles.unknown}>{t("client.trips.none")}</p>}
      <ul lang={language}>
        {trips.map((trip) => (
          <li key={trip.id} className={styles.trip}>
            <div>
              {trip.destination}, {when(trip, today)}
            </div>
            <div className={styles.small}>
              {[t(`client.trip.state.${trip.state}`), trip.companions, trip.responsible]
                .filter(Boolean)
                .join(" · ")}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
