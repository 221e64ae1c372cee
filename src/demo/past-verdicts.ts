/** What every rule of etiquette said when a touch of the past was let through. */
import { formatDay, toPlainDate, type EpochDay } from "../kernel/calendar.ts";
import { defaultSettings, hoursOf } from "../planning/settings.ts";
import type { Verdict } from "../planning/verdict.ts";
import type { Life } from "./life.ts";
import type { Reason } from "./past-reasons.ts";
import type { ConsentRow, TouchRow } from "./rows.ts";

export interface PastTouch {
  on: EpochDay;
  reason: Reason;
  channel: TouchRow["channel"];
}

/** `made`: the client's earlier touches. */
export function verdictsOf(
  life: Life,
  { on, reason, channel }: PastTouch,
  made: readonly PastTouch[],
  consent: ConsentRow | undefined,
): Verdict[] {
  const lastMonth = made.filter((touch) => touch.on > on - 30);
  const lastAdvertising = made.findLast((touch) => touch.reason.purpose === "advertising")?.on;
  const isGreeting = reason.purpose === "greeting";
  const because: Record<string, Record<string, unknown>> = {
    deceased: {},
    processing_stopped: {},
    withdrawn: { occasion: reason.key, stands: true },
    do_not_disturb: {},
    no_consent: {
      needs: consent?.purpose ?? null,
      channel,
      given: true,
      at: consent?.at ?? null,
      how: consent?.how ?? null,
    },
    refused_before: {},
    chain_over: {},
    no_contact_point: { channel, usable: true, unusable: [] },
    attempts: {},
    not_the_day: isGreeting ? { day: formatDay(reason.date), on: formatDay(on) } : {},
    late: { due: formatDay(reason.dueOn), windowEnds: formatDay(reason.lastOn) },
    greeting_only: { birthday: isGreeting },
    complaint_open: {},
    recently_spoke: { spoke: null, free: null },
    quiet_hours: openHours(life, on),
    frequency: {
      proactive: lastMonth.length,
      calls: lastMonth.filter((touch) => touch.channel === "call").length,
      lastAdvertising: lastAdvertising === undefined ? null : formatDay(lastAdvertising),
      free: null,
      limit: null,
    },
    control_group: {},
    one_a_day: {},
    same_person: {},
    capacity: {},
  };
  return Object.entries(because).map(([rule, facts]) => ({
    rule,
    says: "allow" as const,
    because: facts,
    notBefore: null,
  }));
}

function openHours({ person: { row, office } }: Life, on: EpochDay): Record<string, unknown> {
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
    zoneFrom: row.zone === null ? "office" : "client",
    opens: at(opens),
    closes: at(closes),
    asked: row.hours_from === null ? null : [row.hours_from, row.hours_to],
  };
}
