/** The day in three or four large figures, each a way to the list behind it. Ember is only for what burns. */
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Today } from "../../../src/reports/contract.ts";
import type { Day } from "../../language/days.ts";
import { useChannelWord, useMoney, useNumber } from "../../language/words.ts";
import styles from "../../components/figures.module.css";

export function Figures({ day, currency, today }: { day: Today; currency: string; today: Day }) {
  const { t } = useTranslation();
  const money = useMoney(currency);
  return (
    <ul className={styles.figures} aria-label={t("today.figures")}>
      {day.byChannel.map((counted) => (
        <li key={counted.channel}>
          <ChannelFigure on={day.on} isOver={day.on < today} {...counted} />
        </li>
      ))}
      <li>
        <Figure
          value={<span className={styles.ember}>{money(whole(day.burningIn30Days))}</span>}
          says={t("today.burning")}
        />
      </li>
    </ul>
  );
}

/** A headline needs no kopecks; rounded down, like every sum a client could spend. */
const whole = (decimal: string): string => decimal.replace(/\.\d\d$/, ".00");

function ChannelFigure(props: { on: Day; isOver: boolean; channel: string; planned: number; done: number }) {
  const says = useChannelSentence(props);
  const number = useNumber();
  const search = { on: props.on, channel: props.channel, part: "happening" } as const;
  return (
    <Link
      className={styles.link}
      {...(props.channel === "call"
        ? { to: "/calls", search: { on: props.on } }
        : { to: "/touches", search })}
    >
      <Figure value={number(props.planned)} says={says} />
    </Link>
  );
}

function useChannelSentence(counted: {
  channel: string;
  planned: number;
  done: number;
  isOver: boolean;
}): string {
  const { channel, planned, done, isOver } = counted;
  const { t } = useTranslation();
  const word = useChannelWord();
  if (channel === "call") {
    const calls = t("today.calls", { count: planned });
    if (done === 0) return calls;
    if (done === planned) return t("today.calls.allDone", { calls });
    return isOver
      ? t("today.calls.made", { calls, made: done })
      : t("today.calls.left", { calls, left: planned - done });
  }
  if (channel !== "email") return word(channel);
  const letters = t("today.letters", { count: planned });
  if (done === 0) return letters;
  return done < planned
    ? t("today.letters.sent", { letters, count: done })
    : t("today.letters.allSent", { letters, count: planned });
}

function Figure({ value, says }: { value: ReactNode; says: string }) {
  return (
    <>
      <span className={styles.value}>{value}</span> <span className={styles.says}>{says}</span>
    </>
  );
}
