/** The touches of the last year, made with the same manners as today's: seldom, allowed, to a working address. */
import { formatDay, toPlainDate, type EpochDay } from "../kernel/calendar.ts";
import { keptDays } from "./answers.ts";
import { isLeftAlone } from "./control-groups.ts";
import { leaveBehind, type LeftBehind } from "./conversations.ts";
import type { Life } from "./life.ts";
import type { Issue } from "./newsletter.ts";
import { burning, reasonsDue, type Reason } from "./past-reasons.ts";
import { judgementOf, type PastTouch } from "./past-verdicts.ts";
import type { ConsentRow, ContactPointRow, JudgementRow, TouchRow } from "./rows.ts";

/** With what was said in those that were calls. */
export interface Past extends LeftBehind {
  touch: TouchRow[];
}

export function pastTouches(
  life: Life,
  today: EpochDay,
  issues: readonly Issue[],
  silencedValues: ReadonlySet<string>,
): Past {
  const { person, points, story, dice } = life;
  const past: Past = { touch: [], complaint: [], refusal: [] };
  if (story?.overlooked) {
    return story.plannedBeforePresented ? { ...past, touch: plannedForToday(life, today) } : past;
  }
  const isSilent = life.wish?.scope === "everything" || points.some(({ value }) => silencedValues.has(value));
  if (isSilent || person.row.deceased_on !== null) return past;
  const made: PastTouch[] = [];
  const days = { from: (today - keptDays) as EpochDay, through: (today - 1) as EpochDay };
  for (const reason of reasonsDue(life, issues, days)) {
    // Something is always overlooked, though not in a story that needs its past.
    if (!story && dice.chance(7)) continue;
    const firstOn = reason.dueOn + (reason.lastOn > reason.dueOn && dice.chance(15) ? 1 : 0);
    for (let on = firstOn as EpochDay; on <= reason.lastOn && on < today; on++) {
      if (isOverFor(past, reason, on)) break;
      const channel = reason.channels.find((way) => isWelcome(life, { on, reason, channel: way }, made));
      const point = channel && usable(points, channel);
      if (!point) continue;
      const touch = { on, reason, channel };
      const leftAlone = isLeftAlone(reason.chain, person.row.id);
      const consent = consentFor(life, touch);
      const row = touchOf(life, touch, point, judgementOf(life, touch, { made, consent, leftAlone }));
      past.touch.push(row);
      if (!leftAlone) {
        made.push(touch);
        leaveBehind(dice, row, today, past);
      }
      break;
    }
  }
  return past;
}

/** Whoever refused the chain, or waits for a complaint to be answered and should not be congratulated or sold to. */
function isOverFor({ refusal, complaint }: Past, { chain, purpose }: Reason, on: EpochDay): boolean {
  if (refusal.some((refused) => refused.chain === chain)) return true;
  return (
    (purpose === "greeting" || purpose === "advertising") &&
    complaint.some(({ closed_at }) => closed_at === null || closed_at.slice(0, 10) >= formatDay(on))
  );
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
  judgement: JudgementRow,
): TouchRow {
  const localTime = { hour: dice.between(11, 18), minute: dice.between(0, 59), second: dice.between(0, 59) };
  const at = toPlainDate(on).toZonedDateTime({ timeZone: person.office.zone, plainTime: localTime });
  const plannedAt = `${formatDay((on - 1) as EpochDay)}T17:00:00Z`;
  const leftAlone = judgement.in_control !== null;
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
    state: leftAlone
      ? "control"
      : channel === "call"
        ? dice.weighted({ done: 84, no_answer: 16 })
        : dice.weighted({ sent: 985, failed: 15 }),
    worth: reason.worth,
    planned_at: plannedAt,
    moved_at: leftAlone ? plannedAt : at.toInstant().toString(),
    ...judgement,
  };
}

/** Planned yesterday morning, before the card was shown: today its reason is gone. */
function plannedForToday(life: Life, today: EpochDay): TouchRow[] {
  const point = usable(life.points, "call");
  const before = life.spells.at(-2);
  const reason = before && burning(life, { ...before, next: undefined })[0];
  if (!point || !reason) return [];
  const planned: PastTouch = { on: today, reason, channel: "call" };
  const consent = consentFor(life, planned);
  const judgement = judgementOf(life, planned, { made: [], consent, leftAlone: false });
  const touch = touchOf(life, planned, point, judgement);
  return [{ ...touch, state: "planned", moved_at: touch.planned_at }];
}
