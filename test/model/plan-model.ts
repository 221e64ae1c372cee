/**
 * The plan of a day once more: slow, obvious, one client at a time, written from the domain and not from the SQL.
 * It lives in tests only.
 */
import { channelsOf, lastsOf, type Chain, type Step } from "../../src/chains/chain.ts";
import { keyOf, overFor } from "./chain-over.ts";
import { businessZone, ClientClock } from "./client-clock.ts";
import { answersNoCalls, complains, refusedUntil, roomAgain, spokeUntil, triesOf } from "./conversations.ts";
import { occasionsOf, type ModelOccasion } from "./occasions.ts";
import { inControlGroup, peopleOf, spreadMinutes } from "./person.ts";
import type { ModelBase, ModelClient, ModelWish } from "./facts.ts";

export interface ModelTouch {
  client: string;
  chain: string;
  step: string;
  key: string;
  channel: string;
  state: string;
  says: Record<string, string>;
  /** When it may happen or could change: ISO instant. */
  notBefore: string | null;
}

interface Candidate extends ModelOccasion {
  chain: Chain;
  step: Step;
  due: Temporal.PlainDate;
  ends: Temporal.PlainDate;
}

interface Judged extends Candidate {
  client: ModelClient;
  nextTry: Temporal.Instant | undefined;
  channel: string;
  says: Map<string, { says: string; notBefore: Temporal.Instant | null }>;
  /** What takes the place of a call that nobody is free for on the last day. */
  spare?: Judged | undefined;
}

const order = ["service", "greeting", "loyalty", "care", "advertising"];
const day = (text: string) => Temporal.PlainDate.from(text);
const before = Temporal.PlainDate.compare;

export class PlanModel {
  readonly base: ModelBase;
  readonly on: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  readonly chains: Chain[];
  private readonly people: Map<string, ModelClient[]>;
  private readonly clock: ClientClock;

  constructor(base: ModelBase, chains: Chain[], on: Temporal.PlainDate, now: Temporal.Instant) {
    this.base = base;
    this.chains = chains;
    this.people = peopleOf(base);
    this.clock = new ClientClock(base, on);
    this.on = on;
    const isToday = now.toZonedDateTimeISO(businessZone).toPlainDate().equals(on);
    this.at = isToday ? now : on.toZonedDateTime(businessZone).toInstant();
  }

  plan(): ModelTouch[] {
    const judged = this.base.clients.flatMap((client) =>
      this.candidates(client).map((candidate) => this.choose(client, candidate)),
    );
    for (const records of new Set(this.people.values())) {
      this.judgeDay(judged.filter((touch) => records.includes(touch.client)));
    }
    return this.judgeCapacity(judged).map((touch) => this.ending(touch));
  }

  /** One touch a day for all records of a person; who is in the control group does not compete. */
  private judgeDay(ofPerson: Judged[]): void {
    const happens = ofPerson.filter((touch) => severity(touch) === 0);
    const controlled = happens.filter(({ client, step }) =>
      inControlGroup(client, step.purpose, this.base.controlShare),
    );
    const competing = happens
      .filter((touch) => touch.step.purpose !== "service" && !controlled.includes(touch))
      .sort(byPriority);
    const [winner] = competing;
    for (const touch of ofPerson) {
      const loses = winner !== undefined && competing.includes(touch) && touch !== winner;
      const own = winner?.client === touch.client;
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
      judged.filter((touch) => touch.channel === "call" && severity(touch) === 0),
      (touch) => this.hoursOf(touch.client),
    );
    const beyond = new Set(
      [...queues].flatMap(([hours, calls]) =>
        hours === undefined ? [] : calls.sort(byPriority).slice(Math.floor(hours.minutes / 6)),
      ),
    );
    return judged.map((call) => {
      const spare = beyond.has(call) && before(call.ends, this.on) <= 0 ? call.spare : undefined;
      const touch = spare ? { ...spare, says: new Map([...call.says, ...spare.says]) } : call;
      const holds = beyond.has(touch);
      const notBefore = holds ? this.clock.tomorrow(touch.client) : null;
      touch.says.set("capacity", { says: holds ? "hold" : "allow", notBefore });
      return touch;
    });
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
    const state = verdict === undefined ? "planned" : verdict.says === "refuse" ? refused : "held";
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
    };
  }

  /** A further try keeps its distance, letters are spread over the first two hours. */
  private mayHappenFrom({ client, channel, step, nextTry }: Judged): Temporal.Instant {
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
    const better = (a: Judged, b: Judged): Judged => {
      const milder = severity(b) - severity(a);
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
    const wish = this.wish(client, purpose, channel);
    const wishEnds = wish?.until
      ? day(wish.until).add({ days: 1 }).toZonedDateTime(this.clock.zone(client).zone).toInstant()
      : null;
    say("do_not_disturb", wish ? "refuse" : "allow", wishEnds);
    const free = (on: Temporal.PlainDate | undefined) =>
      on ? this.clock.moment(client, on, this.clock.opens(client, this.on)) : null;
    say("no_consent", this.consents(client, purpose, channel) ? "allow" : "refuse");
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
      before(candidate.date, this.on) > 0
        ? candidate.date.toZonedDateTime(this.clock.zone(client).zone).toInstant()
        : null,
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

  /** Three calls without an answer are enough; the next comes soon after a busy line, else another day if there is one. */
  private judgeTries(
    client: ModelClient,
    { chain, key, ends }: Candidate,
    say: (rule: string, verdict: string, at?: Temporal.Instant | null) => void,
  ): Temporal.Instant | undefined {
    const tries = triesOf(client, chain.code, key, this);
    if (!tries) {
      say("attempts", "allow");
      return undefined;
    }
    const { zone } = this.clock.zone(client);
    const onTheDay = tries.last.toZonedDateTimeISO(zone).toPlainDate().equals(this.on);
    const next = tries.busy
      ? tries.last.add({ minutes: 20 })
      : onTheDay && before(ends, this.on) > 0
        ? this.clock.tomorrow(client)
        : tries.last.add({ hours: 3 });
    const tomorrow = this.clock.tomorrow(client);
    if (tries.count >= 3) say("attempts", "refuse");
    else if (Temporal.Instant.compare(next, this.clock.window(client).closes) >= 0)
      say("attempts", "hold", Temporal.Instant.compare(next, tomorrow) > 0 ? next : tomorrow);
    else say("attempts", "allow");
    return next;
  }

  private judgeHours(
    client: ModelClient,
    say: (rule: string, verdict: string, at: Temporal.Instant | null) => void,
  ): void {
    const { opens, closes } = this.clock.window(client);
    const never = Temporal.Instant.compare(opens, closes) >= 0;
    const over = Temporal.Instant.compare(this.at, closes) >= 0;
    const tomorrow = this.on.add({ days: 1 });
    if (never) say("quiet_hours", "hold", null);
    else if (over)
      say("quiet_hours", "hold", this.clock.moment(client, tomorrow, this.clock.opens(client, tomorrow)));
    else say("quiet_hours", "allow", opens);
  }

  private wish(client: ModelClient, purpose: string, channel: string): ModelWish | undefined {
    const held = this.base.silenced.filter((wish) =>
      client.contactPoints.some((point) => point.kind === wish.kind && point.value === wish.value),
    );
    const covering = [...client.wishes, ...held]
      .filter((wish) => Temporal.Instant.compare(wish.since, this.at) <= 0)
      .filter((wish) => wish.until === null || before(day(wish.until), this.on) >= 0);
    // The refusal lasts as long as the longest of them.
    return covering
      .filter(
        (wish) =>
          wish.scope === "everything" ||
          (wish.scope === "advertising" && purpose === "advertising") ||
          (wish.scope === "channel" && wish.channel === channel),
      )
      .sort((a, b) => compareText(b.until ?? "9999", a.until ?? "9999"))[0];
  }

  private consents(client: ModelClient, purpose: string, channel: string): boolean {
    if (purpose === "service") return true;
    const needed = purpose === "advertising" ? "advertising" : "contact";
    const words = client.consents
      .filter((word) => word.purpose === needed && (word.channel === channel || word.channel === "any"))
      .filter((word) => Temporal.Instant.compare(word.at, this.at) <= 0)
      .sort((a, b) => Temporal.Instant.compare(b.at, a.at) || compareText(b.id, a.id));
    return words[0]?.given ?? false;
  }
}

function severity(touch: Judged): number {
  const said = [...touch.says.values()].map((verdict) => verdict.says);
  return said.includes("refuse") ? 2 : said.includes("hold") ? 1 : 0;
}

const byPriority = (a: Judged, b: Judged): number =>
  order.indexOf(a.step.purpose) - order.indexOf(b.step.purpose) ||
  Number(b.worth - a.worth) ||
  before(a.ends, b.ends) ||
  compareText(a.key, b.key) ||
  compareText(a.chain.code, b.chain.code) ||
  compareText(a.step.code, b.step.code) ||
  compareText(a.client.id, b.client.id);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
