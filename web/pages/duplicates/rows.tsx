/** What is compared of two records; a row that neither has is left out. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { sayCardNumber, sayPhone } from "../../../src/kernel/language.ts";
import type { Business } from "../../../src/business/contract.ts";
import type { DuplicateSide } from "../../../src/reports/duplicate-contract.ts";
import { breakable } from "../../components/breakable.tsx";
import { sayBirthday, sayDay } from "../../language/days.ts";
import { useLanguage } from "../../language/i18n.ts";
import { useMoney } from "../../language/words.ts";
import styles from "./DuplicatesPage.module.css";
import type { Pair } from "./decisions.ts";

export interface Row {
  name: string;
  first: ReactNode;
  second: ReactNode;
  /** Both are known and say different things. */
  differs: boolean;
}

export function useRows(pair: Pair, business: Business): Row[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const money = useMoney(business.currency);
  const day = (text: string) => sayDay(language, text, business.today);
  const both = (side: DuplicateSide, other: DuplicateSide) => ({
    phones: lines(side.phones, other.phones, sayPhone),
    emails: lines(side.emails, other.emails, breakable),
    birthday: side.birthday && sayBirthday(language, side.birthday),
    cards: lines(
      side.cards.map(({ number, balance }) => `${sayCardNumber(number)}, ${money(balance)}`),
      [],
      (text) => text,
    ),
    dealings:
      side.dealings === 0
        ? null
        : t("duplicates.dealings.count", {
            count: side.dealings,
            day: side.lastDealingOn ? day(side.lastDealingOn) : "",
          }),
  });
  const { first, second } = pair;
  const [one, other] = [both(first, second), both(second, first)];
  const row = (name: string, a: ReactNode, b: ReactNode, differs: boolean): Row => ({
    name,
    first: a,
    second: b,
    differs,
  });
  const apart = (a: readonly string[], b: readonly string[]) =>
    a.length > 0 && b.length > 0 && !a.some((value) => b.includes(value));
  const unlike = (a: string | null, b: string | null) => a !== null && b !== null && a !== b;
  return [
    row(t("duplicates.phone"), one.phones, other.phones, apart(first.phones, second.phones)),
    row(t("duplicates.email"), one.emails, other.emails, apart(first.emails, second.emails)),
    row(
      t("duplicates.birthday"),
      one.birthday,
      other.birthday,
      otherBirthday(first.birthday, second.birthday),
    ),
    row(t("duplicates.office"), first.office, second.office, unlike(first.office, second.office)),
    row(t("duplicates.card"), one.cards, other.cards, false),
    row(t("duplicates.dealings"), one.dealings, other.dealings, false),
    row(t("duplicates.outside"), first.externalId, second.externalId, false),
    row(t("duplicates.since"), day(first.createdOn), day(second.createdOn), false),
  ].filter(({ first: a, second: b }) => a !== null || b !== null);
}

type Birthday = DuplicateSide["birthday"];

/** A year that one of them lacks tells nothing apart. */
const otherBirthday = (a: Birthday, b: Birthday): boolean =>
  a !== null &&
  b !== null &&
  (a.month !== b.month || a.day !== b.day || (a.year !== null && b.year !== null && a.year !== b.year));

/** What both have stands out as such. */
function lines(
  values: readonly string[],
  others: readonly string[],
  say: (value: string) => ReactNode,
): ReactNode {
  if (values.length === 0) return null;
  return values.map((value) => (
    <div key={value} className={others.includes(value) ? styles.shared : styles.line}>
      {say(value)}
    </div>
  ));
}
