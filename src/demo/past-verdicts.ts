/** What a touch of the past keeps of its judgement: the facts the rules of etiquette looked at, and that each allowed it. */
import { formatDay, toPlainDate, type EpochDay } from "../kernel/calendar.ts";
import { controlGroup } from "../planning/etiquette/control-group.ts";
import { rulebook } from "../planning/rulebook.ts";
import { defaultSettings, hoursOf } from "../planning/settings.ts";
import type { Life } from "./life.ts";
import type { Reason } from "./past-reasons.ts";
import type { ConsentRow, JudgementRow, TouchRow } from "./rows.ts";

export interface PastTouch {
  on: EpochDay;
  reason: Reason;
  channel: TouchRow["channel"];
}

/** Two bits for each rule, at twice its place. */
const says = (code: number, place: number): bigint => BigInt(code) << BigInt(2 * place);
const allAllow = rulebook.reduce((sum, { place }) => sum + says(1, place), 0n);
const allButControl = allAllow + says(2, controlGroup.place);

/** `made`: the client's earlier touches. */
export function judgementOf(
  life: Life,
  { on, reason }: PastTouch,
  {
    made,
    consent,
    leftAlone,
  }: { made: readonly PastTouch[]; consent: ConsentRow | undefined; leftAlone: boolean },
): JudgementRow {
  const lastMonth = made.filter((touch) => touch.on > on - 30);
  const calls = lastMonth.filter((touch) => touch.channel === "call").length;
  const lastAdvertising = made.findLast((touch) => touch.reason.purpose === "advertising")?.on;
  return {
    decided_by: leftAlone ? controlGroup.code : null,
    in_control: leftAlone ? "chain" : null,
    says: leftAlone ? allButControl : allAllow,
    due_on: formatDay(reason.dueOn),
    window_ends: formatDay(reason.lastOn),
    consent_given: consent?.given ?? null,
    consent_at: consent?.at ?? null,
    consent_how: consent?.how ?? null,
    birthday_today: reason.purpose === "greeting" || null,
    proactive_count: lastMonth.length || null,
    calls_count: calls || null,
    last_advertising: lastAdvertising === undefined ? null : formatDay(lastAdvertising),
    ...openHours(life, on),
  };
}

type Hours = "zone" | "zone_from" | "hours_from" | "hours_to" | "opens_at" | "closes_at";

function openHours({ person: { row, office } }: Life, on: EpochDay): Pick<JudgementRow, Hours> {
  const zone = row.zone ?? office.zone;
  const date = toPlainDate(on);
  const { opens, closes } = hoursOf(defaultSettings, date);
  const at = (time: string): string =>
    date
      .toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) })
      .toInstant()
      .toString();
  return {
    zone,
    zone_from: row.zone === null ? "office" : "client",
    hours_from: row.hours_from,
    hours_to: row.hours_to,
    opens_at: at(opens),
    closes_at: at(closes),
  };
}
