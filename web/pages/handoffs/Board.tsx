/** Planned trips in columns by month; where a plan stands is changed on it. */
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Board as Answer } from "../../../src/handoffs/contract.ts";
import { useMay } from "../../api/me.ts";
import { sayDay, sayMonth, seasonOf } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import styles from "./Board.module.css";
import { useStep } from "./resources.ts";

type Trip = Answer["months"][number]["trips"][number];
const states = ["expected", "confirmed", "handed_over", "booked", "dropped"] as const;

/** Of a month; the others by a press. */
const shownFirst = 6;

export function Board({ board }: { board: Answer }) {
  return (
    <div className={styles.board}>
      {board.months.map((month) => (
        <Month key={month.month} month={month} today={board.today} />
      ))}
    </div>
  );
}

function Month({ month: { month, trips, more }, today }: { month: Answer["months"][number]; today: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const name = sayMonth(language, `${month}-01`);
  const hidden = trips.length - shownFirst;
  return (
    <section className={styles.month} aria-label={name}>
      <h3 className={styles.head}>
        <span className={styles.title}>{name}</span>
        <span>{trips.length + more || "—"}</span>
      </h3>
      <ul>
        {(all ? trips : trips.slice(0, shownFirst)).map((trip) => (
          <TripCard key={trip.id} trip={trip} today={today} />
        ))}
      </ul>
      {!all && hidden > 0 && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t("board.more", { count: hidden + more })}
        </button>
      )}
      {all && more > 0 && <p className={styles.small}>{t("board.more", { count: more })}</p>}
    </section>
  );
}

function TripCard({ trip, today }: { trip: Trip; today: string }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const mayChange = useMay()("clients.change");
  const step = useStep();
  const { id, client, startsOn, precision, destination, companions } = trip;
  const season = seasonOf(startsOn);
  const when =
    precision === "day"
      ? sayDay(language, startsOn, today)
      : precision === "season"
        ? t(`client.season.${season.season}`, { year: season.year })
        : undefined;
  return (
    <li className={styles.trip} data-state={trip.state}>
      <p className={styles.where}>{[destination, when].filter(Boolean).join(", ")}</p>
      <p>
        <Link to="/clients/$id" params={{ id: client }} className={styles.name}>
          {trip.name}
        </Link>
      </p>
      <p className={styles.small}>{[companions, trip.responsible].filter(Boolean).join(" · ")}</p>
      {mayChange ? (
        <select
          className={styles.state}
          aria-label={t("board.state", { name: trip.name })}
          value={step.isPending ? (step.variables.body as Trip).state : trip.state}
          onChange={({ target: { value } }) =>
            step.mutate({
              method: "PUT",
              path: `/clients/${client}/planned-trips/${id}`,
              body: { startsOn, precision, destination, companions, state: value },
            })
          }
        >
          {states.map((state) => (
            <option key={state} value={state}>
              {t(`client.trip.state.${state}`)}
            </option>
          ))}
        </select>
      ) : (
        <p className={styles.small}>{t(`client.trip.state.${trip.state}`)}</p>
      )}
    </li>
  );
}
