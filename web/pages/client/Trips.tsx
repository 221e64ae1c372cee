/** When and where the client means to go next; a trip that was bought is written down here. */
import { useTranslation } from "react-i18next";
import type { ClientPage } from "../../../src/reports/client-contract.ts";
import { useMay } from "../../api/me.ts";
import { useLanguage } from "../../language/i18n.ts";
import { RecordTrip } from "./RecordTrip.tsx";
import { Section } from "./Section.tsx";
import styles from "./Facts.module.css";
import { useTripTime } from "./trip-time.ts";

export function Trips({ client }: { client: ClientPage }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const when = useTripTime();
  const mayChange = useMay()("clients.change");
  const { plannedTrips: trips, today, profile } = client;
  const isClosed = profile.stoppedOn !== null || profile.erasedOn !== null || profile.deceasedOn !== null;
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
      {mayChange && !isClosed && <RecordTrip client={profile} today={today} />}
    </Section>
  );
}
