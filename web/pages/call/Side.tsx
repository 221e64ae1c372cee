/** Beside the conversation: the card and what burns when, what comes next, what is known, what happened last. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sayPhone } from "../../../src/kernel/language.ts";
import type { Business } from "../../../src/business/contract.ts";
import type { Profile } from "../../../src/clients/contract.ts";
import type { CallScreen } from "../../../src/reports/call-screen-contract.ts";
import { breakable } from "../../components/breakable.tsx";
import { sayBirthday, sayDay, sayShortDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useChannelWord, usePercent } from "../../language/words.ts";
import { Cards } from "../client/Cards.tsx";
import { EntryBody } from "../client/EntryBody.tsx";
import { Section } from "../client/Section.tsx";
import { useTripTime } from "../client/trip-time.ts";
import { Gift } from "./Gift.tsx";
import styles from "./Side.module.css";

interface Props {
  screen: CallScreen;
  profile: Profile;
  business: Business;
  staffMember: string;
}

export function Side(props: Props) {
  const { t } = useTranslation();
  const { screen, business } = props;
  const { page } = screen;
  return (
    <aside className={styles.side} aria-label={t("call.side")}>
      <Cards cards={page.cards.slice(0, 1)} today={page.today} currency={business.currency} />
      <Ahead {...props} />
      <Known {...props} />
      <History {...props} />
    </aside>
  );
}

/** What is not known is no question then. */
const greets = ({ call }: CallScreen): boolean =>
  [call, ...call.takenAlong].some(({ purpose }) => purpose === "greeting");

function Ahead({ screen, staffMember }: Props) {
  const { t } = useTranslation();
  const tripTime = useTripTime();
  const { page } = screen;
  const [trip] = page.plannedTrips;
  return (
    <Section title={t("call.ahead")}>
      <dl className={styles.list}>
        <dt>{t("call.ahead.trip")}</dt>
        <dd className={trip ? undefined : styles.none}>
          {trip
            ? `${tripTime(trip, page.today)}, ${[trip.destination, trip.companions].filter(Boolean).join(", ")}`
            : t(greets(screen) ? "call.ahead.noTripKnown" : "call.ahead.noTrip")}
        </dd>
        {trip?.responsible && (
          <>
            <dt>{t("call.ahead.manager")}</dt>
            <dd>{trip.responsible}</dd>
          </>
        )}
        <dt>{t("call.ahead.gift")}</dt>
        <dd>
          <Gift screen={screen} staffMember={staffMember} />
        </dd>
      </dl>
    </Section>
  );
}

function Known({ screen, profile }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const channel = useChannelWord();
  const { page } = screen;
  const said = (purpose: "contact" | "advertising") => {
    const given = profile.consents.filter((one) => one.purpose === purpose && one.given);
    return given.length === 0 ? t("call.known.no") : given.map((one) => channel(one.channel)).join(", ");
  };
  const none = t(greets(screen) ? "call.known.no" : "client.contact.none");
  const percent = page.completeness?.percent;
  const say = usePercent();
  const spoken = ({ kind, value, extension }: Profile["contactPoints"][number]) => {
    if (kind !== "phone") return breakable(value);
    const behind = extension === null ? "" : `, ${t("phone.extension", { extension })}`;
    return `${sayPhone(value)}${behind}`;
  };
  return (
    <Section title={t("client.known")} aside={percent === undefined ? undefined : say(percent)}>
      <dl className={styles.list}>
        {(["phone", "email", "telegram"] as const).map((kind) => {
          const point = profile.contactPoints.find((one) => one.kind === kind);
          return (
            <Fact key={kind} name={t(`client.contact.${kind}`)} none={!point}>
              {point ? spoken(point) : none}
            </Fact>
          );
        })}
        <Fact name={t("client.birthday")} none={!profile.birthday}>
          {profile.birthday ? sayBirthday(language, profile.birthday) : none}
        </Fact>
        <Fact name={t("client.consent.contact")}>{said("contact")}</Fact>
        <Fact name={t("client.consent.advertising")}>{said("advertising")}</Fact>
      </dl>
    </Section>
  );
}

function Fact({ name, none = false, children }: { name: string; none?: boolean; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={none ? styles.none : undefined}>{children}</dd>
    </>
  );
}

function History({ screen, business }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { history, page } = screen;
  if (history.length === 0) return null;
  return (
    <Section title={t("timeline.title")}>
      <ol className={styles.history}>
        {history.map((entry) => (
          <li key={`${entry.kind} ${entry.id}`}>
            <time dateTime={entry.on} title={sayDay(language, entry.on, page.today)}>
              {sayShortDay(language, entry.on, page.today)}
            </time>
            <div>
              {entry.kind === "touch" ? (
                `${entry.chainName}: ${t(`touch.state.${entry.state}`)}`
              ) : (
                <EntryBody entry={entry} business={business} zone={page.profile.localZone.zone} />
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
