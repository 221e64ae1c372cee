/** One entry of the line of time, in words; a touch opens to what the rules said. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Business } from "../../../src/business/contract.ts";
import type {
  DealingEntry,
  EventEntry,
  StatementEntry,
  TimelineEntry,
  TouchEntry,
} from "../../../src/reports/client-contract.ts";
import { sayCardNumber } from "../../../src/kernel/language.ts";
import { Disclosure } from "../../components/Disclosure.tsx";
import { Verdicts } from "../../components/Verdicts.tsx";
import { sayDay, sayMonth } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useChannelWord, useHowWord, useMoney } from "../../language/words.ts";
import styles from "./EntryBody.module.css";
import { useChangeWords } from "./change-words.ts";
import { useTripTime } from "./trip-time.ts";
import { useWishWords } from "./wish-words.ts";

export function EntryBody({
  entry,
  business,
  zone,
}: {
  entry: TimelineEntry;
  business: Business;
  zone: string;
}) {
  const { t } = useTranslation();
  const money = useMoney(business.currency);
  const channel = useChannelWord();
  const how = useHowWord();
  const tripTime = useTripTime();
  const wish = useWishWords();
  const change = useChangeWords();
  const language = useLanguage();
  switch (entry.kind) {
    case "touch":
      return <Touch entry={entry} zone={zone} today={business.today} />;
    case "dealing":
      return <Dealing entry={entry} currency={business.currency} />;
    case "presentation":
      return <Line what={t(`timeline.presented.${entry.bearer}`)} note={entry.office} />;
    case "posting":
      return (
        <Line
          what={t(`timeline.posting.${entry.posting}`)}
          ember={entry.posting === "burned"}
          sum={money(entry.amount)}
        />
      );
    case "consent": {
      if (entry.purpose === "processing")
        return (
          <Line
            what={t(`timeline.consent.processing.${entry.given ? "given" : "withdrawn"}`)}
            note={how(entry.how)}
          />
        );
      const said = {
        purpose: t(`client.consent.${entry.purpose}`).toLowerCase(),
        channel: channel(entry.channel),
      };
      return (
        <Line
          what={entry.given ? t("timeline.consent.given", said) : t("timeline.consent.withdrawn", said)}
          note={how(entry.how)}
        />
      );
    }
    case "wish":
      return (
        <Line
          what={wish.title(entry, null)}
          note={[entry.words && `«${entry.words}»`, entry.recordedBy].filter(Boolean).join(", ")}
        />
      );
    case "planned_trip":
      return (
        <Line
          what={t("timeline.planned", {
            destination: entry.destination,
            when: tripTime(entry, business.today),
          })}
          note={t(`client.trip.state.${entry.state}`)}
        />
      );
    case "event":
      return <Line what={entry.name} note={factsOf(entry)} />;
    case "card":
      return (
        <Line
          what={t(`timeline.card.${entry.what}`, { number: sayCardNumber(entry.number) })}
          note={entry.office}
          {...(entry.price === null ? {} : { sum: money(entry.price) })}
        />
      );
    case "renewal":
      return <Line what={t(`timeline.renewal.${entry.state}`)} note={whereBy(entry)} />;
    case "grace":
      return (
        <Line
          what={t("timeline.grace.given", { day: sayDay(language, entry.through, business.today) })}
          note={entry.reason}
        />
      );
    case "statement":
      return <Statement entry={entry} />;
    case "import":
      return (
        <Line
          what={t(entry.made ? "timeline.import.made" : "timeline.import.told", { file: entry.fileName })}
        />
      );
    case "change":
      return (
        <Line
          what={change(entry)}
          note={
            entry.staffMember ?? (entry.source === "staff" ? null : t(`timeline.change.by.${entry.source}`))
          }
        />
      );
  }
}

/** As the other system calls them: nobody here knows its words. */
const factsOf = ({ facts }: EventEntry): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(" · ");

function Line(props: { what: ReactNode; note?: ReactNode; sum?: string; ember?: boolean }) {
  return (
    <>
      <div className={styles.line}>
        <span>{props.what}</span>
        {props.sum && (
          <span className={styles.sum} data-ember={props.ember ?? false}>
            {props.sum}
          </span>
        )}
      </div>
      {props.note && <div className={styles.note}>{props.note}</div>}
    </>
  );
}

function Touch({ entry, zone, today }: { entry: TouchEntry; zone: string; today: string }) {
  const { t } = useTranslation();
  const channel = useChannelWord();
  return (
    <div className={styles.touch}>
      <div>
        {entry.chainName}: {channel(entry.channel)}, {t(`touch.state.${entry.state}`)}
        <div className={styles.note}>{entry.occasion.text}</div>
      </div>
      <Disclosure label={t("verdict.title")} quiet>
        <Verdicts verdicts={entry.verdicts} zone={zone} today={today} />
      </Disclosure>
    </div>
  );
}

function Statement({ entry }: { entry: StatementEntry }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const said = { month: sayMonth(language, `${entry.month}-01`), card: sayCardNumber(entry.card) };
  return <Line what={t("timeline.statement.handedOut", said)} note={whereBy(entry)} />;
}

const whereBy = ({ office, staffMember }: Pick<StatementEntry, "office" | "staffMember">): string =>
  [office, staffMember].filter(Boolean).join(", ");

function Dealing({ entry, currency }: { entry: DealingEntry; currency: string }) {
  const { t } = useTranslation();
  const money = useMoney(currency);
  const unless = (sum: string, says: (said: string) => string) =>
    sum === "0.00" ? undefined : says(money(sum));
  const trip = entry.destination
    ? t("timeline.dealing.trip", { destination: entry.destination })
    : t("timeline.dealing.trip.unnamed");
  const parts = [
    entry.companions,
    entry.office,
    unless(entry.discount, (sum) => t("timeline.dealing.discount", { sum })),
    unless(entry.redeemed, (sum) => t("timeline.dealing.redeemed", { sum })),
    unless(entry.earned, (sum) => t("timeline.dealing.earned", { sum })),
  ];
  return (
    <Line
      what={entry.dealing === "trip" ? trip : t(`timeline.dealing.${entry.dealing}`)}
      sum={money(entry.price)}
      note={parts.filter(Boolean).join(" · ")}
    />
  );
}
