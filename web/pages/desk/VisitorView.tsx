/** Whoever stands at the desk: the card and what can be done with it, what waits, what to ask. */
import { Link } from "@tanstack/react-router";
import { IconBellOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { sayPhone } from "../../../src/kernel/language.ts";
import type { Visitor } from "../../../src/reports/visitor-contract.ts";
import { sayDay, type Day } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useWishWords } from "../client/wish-words.ts";
import { useTripTime } from "../client/trip-time.ts";
import { Ask } from "./Ask.tsx";
import { CardActs } from "./CardActs.tsx";
import { CardHead } from "./CardHead.tsx";
import styles from "./Desk.module.css";
import visit from "./Visitor.module.css";
import type { DeskPlace } from "./place.ts";
import { Purchase } from "./Purchase.tsx";
import { Purchases } from "./Purchases.tsx";
import { WaitsHere } from "./WaitsHere.tsx";

export function VisitorView(props: {
  visitor: Visitor;
  card: string | undefined;
  onCard: (number: string) => void;
  onScan: (number: string) => void;
  place: DeskPlace;
  today: Day;
  currency: string;
}) {
  const { t } = useTranslation();
  const { visitor, place, today, currency } = props;
  const { profile, cards } = visitor;
  const card = cards.find(({ number }) => number === props.card) ?? cards[0];
  const name = nameOf(visitor) || t("client.nameless");
  const who = { client: visitor.client, name };
  const address = [profile.givenName, profile.patronymic].filter(Boolean).join(" ") || name;
  const alone = profile.stoppedOn !== null || profile.deceasedOn !== null;
  return (
    <article className={visit.visitor} aria-label={name}>
      <header className={visit.head}>
        <h1>{name}</h1>
        <Lead visitor={visitor} today={today} />
        <Known visitor={visitor} today={today} />
      </header>
      <div className={visit.main}>
        {card ? (
          <CardHead cards={cards} card={card} onChoose={props.onCard} today={today} currency={currency} />
        ) : (
          <p className={visit.noCard}>{t("desk.noCard")}</p>
        )}
        {card?.state === "active" && (
          <Purchase
            {...who}
            address={address}
            card={card}
            office={place.office?.id}
            today={today}
            currency={currency}
            onScan={props.onScan}
          />
        )}
        {card && card.state !== "active" && <p className={visit.noCard}>{t(`desk.card.${card.state}`)}</p>}
        <CardActs
          who={who}
          card={card}
          isOrdered={visitor.waiting.cards.some((one) => one.card === card?.number)}
          place={place}
          currency={currency}
        />
        <Purchases who={who} purchases={visitor.purchases} today={today} currency={currency} />
      </div>
      <aside className={visit.side}>
        <WaitsHere visitor={visitor} place={place} today={today} />
        {!alone && <Ask visitor={visitor} place={place} today={today} />}
        <Next visitor={visitor} today={today} />
      </aside>
    </article>
  );
}

/** As one says it: given name, patronymic, family name. */
const nameOf = ({ profile }: Visitor): string =>
  [profile.givenName, profile.patronymic, profile.familyName].filter(Boolean).join(" ") || profile.name;

function Lead({ visitor, today }: { visitor: Visitor; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { profile } = visitor;
  const phone = profile.contactPoints.find(({ kind }) => kind === "phone")?.value;
  const parts = [
    phone && sayPhone(phone),
    profile.homeOffice && t("client.office", { office: profile.homeOffice.name }),
    t("client.since", { day: sayDay(language, profile.createdOn, today) }),
  ];
  return (
    <p className={visit.lead}>
      {parts.filter(Boolean).join(" · ")} ·{" "}
      <Link to="/clients/$id" params={{ id: visitor.client }} className={styles.link}>
        {t("desk.whole")}
      </Link>
    </p>
  );
}

/** A wish of silence stands in the way of calls, not of a visit; whoever talks here should know of it. */
function Known({ visitor, today }: { visitor: Visitor; today: Day }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const words = useWishWords();
  const { profile } = visitor;
  const wish = profile.wishes.find(({ inForce }) => inForce);
  const said = profile.deceasedOn
    ? t("client.deceased", { day: sayDay(language, profile.deceasedOn, today) })
    : profile.stoppedOn
      ? t("desk.stopped", { day: sayDay(language, profile.stoppedOn, today) })
      : wish && `${words.title(wish, profile.sex)}. ${t("desk.wish")}`;
  if (!said) return null;
  return (
    <p className={visit.known}>
      <IconBellOff size={18} aria-hidden />
      {said}
    </p>
  );
}

/** What the visitor means to do next, so that one can pick it up. */
function Next({ visitor, today }: { visitor: Visitor; today: Day }) {
  const { t } = useTranslation();
  const when = useTripTime();
  if (visitor.plannedTrips.length === 0) return null;
  return (
    <section aria-labelledby="desk-next" className={visit.next}>
      <h2 id="desk-next">{t("client.trips")}</h2>
      <ul>
        {visitor.plannedTrips.slice(0, 3).map((trip) => (
          <li key={trip.id}>
            {trip.destination}, {when(trip, today)}
            <span className={styles.hint}>
              {[t(`client.trip.state.${trip.state}`), trip.companions, trip.responsible]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
