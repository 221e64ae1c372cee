/**
 * The plan of a day once more: slow, obvious, one client at a time, written from the domain and not from the SQL.
 * It lives in tests only.
 */
import { channelsOf, lastsOf, type Chain } from "../../src/chains/chain.ts";
import { keyOf, overFor } from "./chain-over.ts";
import { businessZone, ClientClock } from "./client-clock.ts";
import {
  answersNoCalls,
  complains,
  lastUnanswered,
  refusedUntil,
  roomAgain,
  spokeUntil,
  triesOf,
  type LastCall,
} from "./conversations.ts";
import { occasionsOf } from "./occasions.ts";
import { inControlGroup, peopleOf, spreadMinutes } from "./person.ts";
import {
  doNotHoldAPromise,
  isPromised,
  isUnderWay,
  onDay,
  promisedLater,
  reasonOf,
  standingTouch,
} from "./promises.ts";
import { holderOf, isSaidWith } from "./place-of-the-day.ts";
import { byPriority, severity, type Candidate, type Judged, type ModelTouch } from "./touch.ts";
import { consents, wishAgainst } from "./wishes.ts";
import type { ModelBase, ModelClient, ModelPromise } from "./facts.ts";

const day = (text: string) => Temporal.PlainDate.from(text);
const before = Temporal.PlainDate.compare;

export class PlanModel {
  readonly base: ModelBase;
  readonly on: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  /** The day it really is, or the planned one where that is over. */
  readonly today: Temporal.PlainDate;
  /** Facts have changed: what an operator has in the queue or on the phone is judged as well. */
  private readonly isAnew: boolean;
  readonly chains: Chain[];
  private readonly people: Map<string, ModelClient[]>;
  private readonly clock: ClientClock;

  constructor(
    base: ModelBase,
    chains: Chain[],
    on: Temporal.PlainDate,
    now: Temporal.Instant,
    { isAnew = false }: { isAnew?: boolean } = {},
  ) {
    this.isAnew = isAnew;
    this.base = base;
    this.chains = chains;
    this.people = peopleOf(base);
    this.clock = new ClientClock(base, on);
    this.on = on;
    const today = now.toZonedDateTimeISO(businessZone).toPlainDate();
    this.today = before(today, on) < 0 ? today : on;
    this.at = today.equals(on) ? now : on.toZonedDateTime(businessZone).toInstant();
  }

  plan(): ModelTouch[] {
    const judged = this.base.clients.flatMap((client) => [
      ...this.candidates(client).map((candidate) => this.choose(client, candidate)),
      ...onDay(client, this.on)
        .filter((promise) => !this.stands(promise))
        .map((promise) => this.judgePromise(client, promise)),
    ]);
    for (const records of new Set(this.people.values())) {
      this.judgeDay(
        records,
        judged.filter((touch) => records.includes(touch.client)),
      );
    }
    const standing = this.base.clients.flatMap((client) =>
      onDay(client, this.on)
        .filter((promise) => this.stands(promise))
        .map((promise) => standingTouch(client, promise)),
    );
    return [...this.judgeCapacity(judged).map((touch) => this.ending(touch)), ...standing];
  }

  private readonly stands = (promise: ModelPromise): boolean => isUnderWay(promise) && !this.isAnew;

  /** A call that is promised for a later day: judged anew, it is judged first. */
  private standsLater(client: ModelClient, promise: ModelPromise): boolean {
    if (!this.isAnew) return promise.state !== "refused" && promise.state !== "held";
    const { base, chains, on } = this;
    const then = new PlanModel(base, chains, day(promise.on), on.toZonedDateTime(businessZone).toInstant());
    return severity(then.judgePromise(client, promise)) === 0;
  }

  /** Refused only by what nothing bypasses, or held while a complaint is open. */
  private judgePromise(client: ModelClient, promise: ModelPromise): Judged {
    const { chain, step, purpose, key } = reasonOf(client, promise);
    const on = { date: this.on, due: this.on, ends: this.on };
    const candidate = { chain: { code: chain }, step: { code: step, purpose }, key, worth: 0n, ...on };
    const judged = this.judge(client, candidate as Candidate, "call");
    for (const rule of doNotHoldAPromise) judged.says.set(rule, { says: "allow", notBefore: null });
    return { ...judged, nextTry: undefined, promise };
  }

  /**
   * One touch a day for all records of a person; who is in the control group does not compete. A promised call has the
   * place before all others, and waits for none.
   */
  private judgeDay(records: ModelClient[], ofPerson: Judged[]): void {
    const happens = ofPerson.filter((touch) => severity(touch) === 0 && !touch.promise);
    const controlled = happens.filter(({ client, step }) =>
      inControlGroup(client, step.purpose, this.base.controlShare),
    );
    const competing = happens.filter(
      (touch) => touch.step.purpose !== "service" && !controlled.includes(touch),
    );
    const { on, isAnew } = this;
    const holder = holderOf(records, { judged: ofPerson, competing, on, isAnew });
    for (const touch of ofPerson) {
      const loses = competing.includes(touch) && touch !== holder?.judged;
      const own = holder?.client === touch.client;
      if (loses && holder && isSaidWith(touch, holder)) touch.along = holder;
      const tomorrow = this.clock.tomorrow(touch.client);
      const hold = (holds: boolean) => ({
        says: holds ? "hold" : "allow",
        notBefore: holds ? tomorrow : null,
      });
      const control = controlled.includes(touch) ? "refuse" : "allow";
      touch.says.set("control_group", { says: control, notBefore: null });
      touch.says.set("one_a_day", hold(loses && own));
      touch.says.set("same_person", hold(loses && !own));
    }
  }

  /** The most valuable calls first, six minutes each, in the hours of the client's office, else of the network. */
  private judgeCapacity(judged: Judged[]): Judged[] {
    const queues = Map.groupBy(
      judged.filter((touch) => touch.channel === "call" && severity(touch) === 0 && !touch.promise),
      (touch) => this.hoursOf(touch.client),
    );
    const beyond = new Set(
      [...queues].flatMap(([hours, calls]) =>
        hours === undefined ? [] : calls.sort(byPriority).slice(this.roomIn(hours, judged)),
      ),
    );
    for (const call of beyond) call.isUncalled = true;
    return judged.map((call) => {
      const spare = beyond.has(call) && before(call.ends, this.on) <= 0 ? call.spare : undefined;
      const touch = spare ? { ...spare, says: new Map([...call.says, ...spare.says]) } : call;
      const holds = beyond.has(touch);
      const isNever = (this.hoursOf(touch.client)?.minutes ?? 6) < 6;
      const notBefore = holds && !isNever ? this.clock.tomorrow(touch.client) : null;
      touch.says.set("capacity", { says: holds ? "hold" : "allow", notBefore });
      return touch;
    });
  }

  /** Calls that are left to the operators besides the promised ones. */
  private roomIn(hours: ModelBase["operatorHours"][number], judged: Judged[]): number {
    const standing = this.base.clients.flatMap((client) =>
      this.hoursOf(client) === hours ? onDay(client, this.on).filter(this.stands) : [],
    );
    const anew = judged.filter(
      (touch) => touch.promise && severity(touch) === 0 && this.hoursOf(touch.client) === hours,
    );
    return Math.max(0, Math.floor(hours.minutes / 6) - standing.length - anew.length);
  }

  private hoursOf(client: ModelClient): ModelBase["operatorHours"][number] | undefined {
    const all = this.base.operatorHours;
    return (
      all.find(({ office }) => office !== null && office === client.office) ??
      all.find(({ office }) => office === null)
    );
  }

  private ending(touch: Judged): ModelTouch {
    const entries = [...touch.says.entries()];
    const decisive =
      entries.find(([, v]) => v.says === "refuse") ?? entries.find(([, v]) => v.says === "hold");
    const [rule, verdict] = decisive ?? [undefined, undefined];
    const refused = rule === "late" ? "lapsed" : rule === "control_group" ? "control" : "refused";
    const happens = touch.promise && isUnderWay(touch.promise) ? touch.promise.state : "planned";
    const state = verdict === undefined ? happens : verdict.says === "refuse" ? refused : "held";
    const notBefore = verdict ? verdict.notBefore : this.mayHappenFrom(touch);
    return {
      client: touch.client.id,
      chain: touch.chain.code,
      step: touch.step.code,
      key: touch.key,
      channel: touch.channel,
      state,
      says: Object.fromEntries(entries.map(([code, v]) => [code, v.says])),
      notBefore: notBefore?.toString() ?? null,
      along: (touch.along?.judged?.isUncalled !== true && touch.along?.what) || null,
    };
  }

  /** A further try keeps its distance, letters are spread over the first two hours. */
  private mayHappenFrom({ client, channel, step, nextTry, promise }: Judged): Temporal.Instant {
    if (promise) return Temporal.Instant.from(promise.at);
    const { opens, closes } = this.clock.window(client);
    if (channel === "call") return nextTry && Temporal.Instant.compare(nextTry, opens) > 0 ? nextTry : opens;
    if (step.purpose === "service") return opens;
    return opens.add({ minutes: spreadMinutes(client, opens.until(closes).total("minutes")) });
  }

  private candidates(client: ModelClient): Candidate[] {
    const found: Candidate[] = [];
    for (const chain of this.chains) {
      for (const step of chain.steps) {
        for (const occasion of occasionsOf(client, chain.occasion, this)) {
          const due = occasion.date.add(step.offset);
          const ends = due.add(lastsOf(step));
          const isOver = client.ended?.some(
            (end) => end.chain === chain.code && end.step === step.code && end.key === occasion.key,
          );
          const followed =
            chain.code === "follow-up" &&
            client.followed.some(
              (touch) =>
                keyOf(client, touch) === occasion.key &&
                touch.step === step.code &&
                touch.state !== "no_answer",
            );
          if (
            !isOver &&
            !followed &&
            !isPromised(client, { chain: chain.code, step: step.code, key: occasion.key, due }, this.today) &&
            before(due, this.on) <= 0 &&
            before(ends.add({ days: 1 }), this.on) >= 0
          )
            found.push({ chain, step, due, ends, ...occasion });
        }
      }
    }
    return found;
  }

  private choose(client: ModelClient, candidate: Candidate): Judged {
    const options = channelsOf(candidate.step).map((channel) => this.judge(client, candidate, channel));
    const dislike = ({ channel, worth }: Judged): number => {
      if (channel === client.preferred) return 0;
      const hours = this.hoursOf(client);
      const nobodyCalls = hours !== undefined && hours.minutes < 6 && before(candidate.ends, this.on) <= 0;
      const unlikely =
        channel === "call" && (answersNoCalls(client, this) || (worth > 0n && worth < 6000n) || nobodyCalls);
      return unlikely ? 2 : 1;
    };
    // What is refused on every channel is told of the one that the step names first.
    const weight = (option: Judged) => (this.isAwaited(option) ? 0 : severity(option));
    const better = (a: Judged, b: Judged): Judged => {
      const milder = weight(b) - weight(a);
      return milder < 0 || (milder === 0 && severity(a) < 2 && dislike(b) < dislike(a)) ? b : a;
    };
    const best = options.reduce(better);
    const others = options.filter((option) => option !== best && severity(option) === 0);
    return best.channel === "call" && others.length > 0 ? { ...best, spare: others.reduce(better) } : best;
  }

  private judge(client: ModelClient, candidate: Candidate, channel: string): Judged {
    const says: Judged["says"] = new Map();
    const say = (rule: string, verdict: string, notBefore: Temporal.Instant | null = null) =>
      void says.set(rule, {
        says: verdict,
        notBefore: verdict === "allow" && rule !== "quiet_hours" ? null : notBefore,
      });
    const { purpose } = candidate.step;
    say("deceased", client.deceased ? "refuse" : "allow");
    say("processing_stopped", client.stopped ? "refuse" : "allow");
    say("withdrawn", "allow");
    const wish = wishAgainst(this, client, { purpose, channel });
    const free = (on: Temporal.PlainDate | undefined) => (on ? this.clock.opensOn(client, on) : null);
    const wishEnds = wish?.until ? day(wish.until).add({ days: 1 }) : undefined;
    say("do_not_disturb", wish ? "refuse" : "allow", free(wishEnds));
    say("no_consent", consents(client, { purpose, channel }, this.at) ? "allow" : "refuse");
    const refused = refusedUntil(client, candidate.chain.code, this);
    say("refused_before", refused ? "refuse" : "allow", free(refused));
    const over = overFor(client, candidate, this);
    say("chain_over", over ? "refuse" : "allow", free(over?.free));
    const kind = channel === "call" ? "phone" : channel;
    const usable = client.contactPoints.some((p) => p.kind === kind && /verified/.test(p.state));
    say("no_contact_point", usable ? "allow" : "refuse");
    const nextTry = channel === "call" ? this.judgeTries(client, candidate, say) : undefined;
    if (channel !== "call") say("attempts", "allow");
    const sameDay = candidate.date.equals(this.on);
    say(
      "not_the_day",
      purpose !== "greeting" || sameDay ? "allow" : "refuse",
      before(candidate.date, this.on) > 0 ? free(candidate.date) : null,
    );
    say("late", before(this.on, candidate.ends) > 0 ? "refuse" : "allow");
    const proactive = purpose !== "service" && purpose !== "greeting";
    say(
      "greeting_only",
      proactive && this.hasBirthday(client) ? "hold" : "allow",
      this.clock.tomorrow(client),
    );
    const silenced = complains(client, this) && (purpose === "advertising" || purpose === "greeting");
    say("complaint_open", silenced ? "hold" : "allow");
    const spoke =
      purpose === "care" || purpose === "advertising" ? spokeUntil(this.records(client), this) : undefined;
    say("recently_spoke", spoke ? "hold" : "allow", free(spoke));
    this.judgeHours(client, say);
    const room = roomAgain(this.records(client), purpose, channel, this);
    say("frequency", room ? "hold" : "allow", free(room));
    return { ...candidate, client, channel, says, nextTry };
  }

  private records(client: ModelClient): ModelClient[] {
    return this.people.get(client.id) ?? [client];
  }

  private hasBirthday({ birthday }: ModelClient): boolean {
    if (birthday === null) return false;
    return Temporal.PlainDate.from({ year: this.on.year, ...birthday }, { overflow: "constrain" }).equals(
      this.on,
    );
  }

  /** Three calls without an answer are enough; the next, whatever the last was about, comes soon after a busy line, else another day if there is one. */
  private judgeTries(
    client: ModelClient,
    { chain, step, key, ends }: Candidate,
    say: (rule: string, verdict: string, at?: Temporal.Instant | null) => void,
  ): Temporal.Instant | undefined {
    const count = triesOf(client, chain.code, key, this);
    const last = lastUnanswered(client, this);
    const retry = last && this.nextCall(client, last, ends);
    const { opens, closes } = this.clock.window(client);
    const promised =
      step.purpose === "service"
        ? undefined
        : promisedLater(client, this.on, (promise) => this.standsLater(client, promise));
    const [again] = [
      ...(retry && (count > 0 || Temporal.Instant.compare(retry, opens) > 0) ? [retry] : []),
      ...(promised && before(this.localDay(client, promised), ends) <= 0 ? [promised] : []),
    ].sort((a, b) => Temporal.Instant.compare(b, a));
    if (!again) {
      say("attempts", "allow");
      return undefined;
    }
    const { zone } = this.clock.zone(client);
    const begins = this.on.add({ days: 1 }).toZonedDateTime(zone).toInstant();
    if (count >= 3) say("attempts", "refuse");
    else if (Temporal.Instant.compare(again, closes) >= 0)
      say(
        "attempts",
        "hold",
        this.clock.opensFrom(client, Temporal.Instant.compare(again, begins) > 0 ? again : begins),
      );
    else say("attempts", "allow");
    return again;
  }

  private nextCall(client: ModelClient, { busy, at }: LastCall, ends: Temporal.PlainDate): Temporal.Instant {
    const tomorrow = this.clock.tomorrow(client);
    if (busy) return at.add({ minutes: 20 });
    const isToday = this.localDay(client, at).equals(this.on);
    return tomorrow && isToday && before(this.localDay(client, tomorrow), ends) <= 0
      ? tomorrow
      : at.add({ hours: 3 });
  }

  private localDay(client: ModelClient, at: Temporal.Instant): Temporal.PlainDate {
    return at.toZonedDateTimeISO(this.clock.zone(client).zone).toPlainDate();
  }

  /** Held by nothing but the distance to the last call, and another day is left: the other channels wait for it. */
  private isAwaited({ client, says, nextTry, ends }: Judged): boolean {
    const held = [...says].filter(([, { says }]) => says !== "allow").map(([rule]) => rule);
    return (
      nextTry !== undefined &&
      held.every((rule) => rule === "attempts" && says.get(rule)?.says === "hold") &&
      before(this.on, ends) < 0 &&
      before(this.localDay(client, nextTry), ends) <= 0
    );
  }

  private judgeHours(
    client: ModelClient,
    say: (rule: string, verdict: string, at: Temporal.Instant | null) => void,
  ): void {
    const { opens, closes } = this.clock.window(client);
    const never = Temporal.Instant.compare(opens, closes) >= 0;
    const over = Temporal.Instant.compare(this.at, closes) >= 0;
    if (never || over) say("quiet_hours", "hold", this.clock.tomorrow(client));
    else say("quiet_hours", "allow", opens);
  }
}
