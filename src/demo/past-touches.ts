/** The touches of the last two months, made with the same manners as today's: seldom, allowed, to a working address. */
import { formatDay, toPlainDate, type EpochDay } from "../kernel/calendar.ts";
import type { Verdict } from "../planning/verdict.ts";
import type { Life } from "./life.ts";
import type { Issue } from "./newsletter.ts";
import { burning, reasonsDue } from "./past-reasons.ts";
import { verdictsOf, type PastTouch } from "./past-verdicts.ts";
import type { ConsentRow, ContactPointRow, TouchRow } from "./rows.ts";

const keptDays = 60;

export function pastTouches(
  life: Life,
  today: EpochDay,
  issues: readonly Issue[],
  silencedValues: ReadonlySet<string>,
): TouchRow[] {
  const { person, points, story, dice } = life;
  if (story?.overlooked) return story.plannedBeforePresented ? plannedForToday(life, today) : [];
  const isSilent = life.wish?.scope === "everything" || points.some(({ value }) => silencedValues.has(value));
  if (isSilent || person.row.deceased_on !== null) return [];
  const made: PastTouch[] = [];
  const touches: TouchRow[] = [];
  const days = { from: (today - keptDays) as EpochDay, through: (today - 1) as EpochDay };
  for (const reason of reasonsDue(life, issues, days)) {
    // Something is always overlooked, though not in a story that needs its past.
    if (!story && dice.chance(7)) continue;
    const firstOn = reason.dueOn + (reason.lastOn > reason.dueOn && dice.chance(15) ? 1 : 0);
    for (let on = firstOn as EpochDay; on <= reason.lastOn && on < today; on++) {
      const channel = reason.channels.find((way) => isWelcome(life, { on, reason, channel: way }, made));
      const point = channel && usable(points, channel);
      if (!point) continue;
      const touch = { on, reason, channel };
      const verdicts = verdictsOf(life, touch, made, consentFor(life, touch));
      touches.push(touchOf(life, touch, point, verdicts));
      made.push(touch);
      break;
    }
  }
  return touches;
}

function isWelcome(life: Life, touch: PastTouch, made: readonly PastTouch[]): boolean {
  const { on, channel } = touch;
  const { purpose } = touch.reason;
  if (life.wish?.scope === "advertising" && purpose === "advertising") return false;
  if (life.wish?.channel === channel || !usable(life.points, channel)) return false;
  const lastMonth = made.filter((other) => other.on > on - 30);
  if (lastMonth.some((other) => other.on === on) || lastMonth.length >= 4) return false;
  if (channel === "call" && lastMonth.filter((other) => other.channel === "call").length >= 2) return false;
  if (
    purpose === "advertising" &&
    made.some((other) => other.reason.purpose === purpose && other.on > on - 14)
  )
    return false;
  const afterTalking = purpose === "care" || purpose === "advertising";
  if (afterTalking && made.some((other) => other.channel === "call" && other.on > on - 7)) return false;
  if (purpose !== "greeting" && isBirthday(life, on)) return false;
  return consentFor(life, touch)?.given === true;
}

function isBirthday({ person: { row } }: Life, on: EpochDay): boolean {
  const { month, day } = toPlainDate(on);
  return row.birthday_month === month && row.birthday_day === day;
}

/** The newest word on the consent that the touch needs. */
function consentFor({ consents }: Life, { on, reason, channel }: PastTouch): ConsentRow | undefined {
  const purpose = reason.purpose === "advertising" ? "advertising" : "contact";
  return consents.findLast(
    (consent) =>
      consent.purpose === purpose &&
      (consent.channel === "any" || consent.channel === channel) &&
      consent.at.slice(0, 10) < formatDay(on),
  );
}

const usable = (
  points: readonly ContactPointRow[],
  channel: TouchRow["channel"],
): ContactPointRow | undefined =>
  points.find(
    ({ kind, state }) =>
      kind === (channel === "call" ? "phone" : "email") && (state === "verified" || state === "unverified"),
  );

function touchOf(
  { dice, person }: Life,
  { on, reason, channel }: PastTouch,
  point: ContactPointRow,
  verdicts: readonly Verdict[],
): TouchRow {
  const localTime = { hour: dice.between(11, 18), minute: dice.between(0, 59), second: dice.between(0, 59) };
  const at = toPlainDate(on).toZonedDateTime({ timeZone: person.office.zone, plainTime: localTime });
  return {
    client_id: person.row.id,
    on_day: formatDay(on),
    chain: reason.chain,
    step: reason.step,
    occasion_kind: reason.kind,
    occasion_key: reason.key,
    occasion_date: formatDay(reason.date),
    facts: JSON.stringify(reason.facts),
    purpose: reason.purpose,
    channel,
    contact_point_id: point.id,
    address: point.value,
    state:
      channel === "call"
        ? dice.weighted({ done: 84, no_answer: 16 })
        : dice.weighted({ sent: 985, failed: 15 }),
    verdicts: JSON.stringify(verdicts),
    worth: reason.worth,
    planned_at: `${formatDay((on - 1) as EpochDay)}T17:00:00Z`,
    moved_at: at.toInstant().toString(),
  };
}

/** Planned yesterday morning, before the card was shown: today its reason is gone. */
function plannedForToday(life: Life, today: EpochDay): TouchRow[] {
  const point = usable(life.points, "call");
  const before = life.spells.at(-2);
  const reason = before && burning(life, { ...before, next: undefined })[0];
  if (!point || !reason) return [];
  const touch = touchOf(life, { on: today, reason, channel: "call" }, point, []);
  return [{ ...touch, state: "planned", moved_at: touch.planned_at }];
}
