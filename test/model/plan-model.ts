/**
 * The plan of a day once more: slow, obvious, one client at a time, written from the domain and not from the SQL.
 * It lives in tests only.
 */
import { channelsOf, lastsOf, type Chain, type Step } from "../../src/chains/chain.ts";
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

interface Candidate {
  chain: Chain;
  step: Step;
  key: string;
  date: Temporal.PlainDate;
  due: Temporal.PlainDate;
  ends: Temporal.PlainDate;
  worth: bigint;
}

interface Judged extends Candidate {
  channel: string;
  says: Map<string, { says: string; notBefore: Temporal.Instant | null }>;
}

const businessZone = "Europe/Moscow";
const order = ["service", "greeting", "loyalty", "care", "advertising"];
const day = (text: string) => Temporal.PlainDate.from(text);
const before = Temporal.PlainDate.compare;
const time = (text: string) => Temporal.PlainTime.from(text);

export class PlanModel {
  readonly base: ModelBase;
  readonly on: Temporal.PlainDate;
  readonly at: Temporal.Instant;
  readonly chains: Chain[];

  constructor(base: ModelBase, chains: Chain[], on: Temporal.PlainDate, now: Temporal.Instant) {
    this.base = base;
    this.chains = chains;
    this.on = on;
    const isToday = now.toZonedDateTimeISO(businessZone).toPlainDate().equals(on);
    this.at = isToday ? now : on.toZonedDateTime(businessZone).toInstant();
  }

  plan(): ModelTouch[] {
    return this.base.clients.flatMap((client) => this.planClient(client));
  }

  private planClient(client: ModelClient): ModelTouch[] {
    const judged = this.candidates(client).map((candidate) => this.choose(client, candidate));
    const mayHappen = judged.filter((touch) => severity(touch) === 0 && touch.step.purpose !== "service");
    mayHappen.sort(
      (a, b) =>
        order.indexOf(a.step.purpose) - order.indexOf(b.step.purpose) ||
        Number(b.worth - a.worth) ||
        before(a.ends, b.ends) ||
        compareText(a.key, b.key) ||
        compareText(a.chain.code, b.chain.code) ||
        compareText(a.step.code, b.step.code),
    );
    for (const touch of judged) {
      const loses = mayHappen.includes(touch) && mayHappen[0] !== touch;
      const tomorrow = this.at_(
        client,
        this.on.add({ days: 1 }),
        this.opens(client, this.on.add({ days: 1 })),
      );
      touch.says.set("one_a_day", { says: loses ? "hold" : "allow", notBefore: loses ? tomorrow : null });
    }
    return judged.map((touch) => this.ending(client, touch));
  }

  private ending(client: ModelClient, touch: Judged): ModelTouch {
    const entries = [...touch.says.entries()];
    const decisive =
      entries.find(([, v]) => v.says === "refuse") ?? entries.find(([, v]) => v.says === "hold");
    const state =
      decisive === undefined
        ? "planned"
        : decisive[0] === "late"
          ? "lapsed"
          : decisive[1].says === "refuse"
            ? "refused"
            : "held";
    const notBefore = decisive ? decisive[1].notBefore : this.window(client).opens;
    return {
      client: client.id,
      chain: touch.chain.code,
      step: touch.step.code,
      key: touch.key,
      channel: touch.channel,
      state,
      says: Object.fromEntries(entries.map(([rule, v]) => [rule, v.says])),
      notBefore: notBefore?.toString() ?? null,
    };
  }

  private candidates(client: ModelClient): Candidate[] {
    const found: Candidate[] = [];
    for (const chain of this.chains) {
      for (const step of chain.steps) {
        for (const occasion of this.occasions(client, chain)) {
          const due = occasion.date.add(step.offset);
          const ends = due.add(lastsOf(step));
          if (before(due, this.on) <= 0 && before(ends.add({ days: 1 }), this.on) >= 0)
            found.push({ chain, step, due, ends, ...occasion });
        }
      }
    }
    return found;
  }

  private occasions(
    client: ModelClient,
    chain: Chain,
  ): { key: string; date: Temporal.PlainDate; worth: bigint }[] {
    const kind: string = chain.occasion;
    switch (kind) {
      case "bonus-burn":
        return client.cards
          .filter((card) => card.balance >= 10_000n)
          .map((card) => ({
            key: `bonus-burn:${card.id}:${card.validThrough}`,
            date: day(card.validThrough),
            worth: card.balance,
          }));
      case "birthday":
        return client.birthday === null
          ? []
          : [this.on.year - 1, this.on.year, this.on.year + 1].map((year) => ({
              key: `birthday:${client.id}:${year}`,
              date: Temporal.PlainDate.from({ year, ...client.birthday! }, { overflow: "constrain" }),
              worth: 0n,
            }));
      case "returned":
        return client.trips.map((trip) => ({
          key: `returned:${trip.id}`,
          date: day(trip.returnsOn),
          worth: trip.price,
        }));
      case "issue":
        return client.contactPoints.some((point) => point.kind === "email")
          ? this.base.issues.map((issue) => ({
              key: `issue:${issue.number}`,
              date: day(issue.on),
              worth: 0n,
            }))
          : [];
      default:
        return [];
    }
  }

  private choose(client: ModelClient, candidate: Candidate): Judged {
    const options = channelsOf(candidate.step).map((channel) => this.judge(client, candidate, channel));
    const best = options.reduce((a, b) => (severity(b) < severity(a) ? b : a));
    return best;
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
      ? day(wish.until).add({ days: 1 }).toZonedDateTime(this.zone(client).zone).toInstant()
      : null;
    say("do_not_disturb", wish ? "refuse" : "allow", wishEnds);
    say("no_consent", this.consents(client, purpose, channel) ? "allow" : "refuse");
    const kind = channel === "call" ? "phone" : channel;
    const usable = client.contactPoints.some((p) => p.kind === kind && /verified/.test(p.state));
    say("no_contact_point", usable ? "allow" : "refuse");
    const sameDay = candidate.date.equals(this.on);
    say(
      "not_the_day",
      purpose !== "greeting" || sameDay ? "allow" : "refuse",
      before(candidate.date, this.on) > 0
        ? candidate.date.toZonedDateTime(this.zone(client).zone).toInstant()
        : null,
    );
    say("late", before(this.on, candidate.ends) > 0 ? "refuse" : "allow");
    this.judgeHours(client, say);
    this.judgeFrequency(client, purpose, channel, say);
    return { ...candidate, channel, says };
  }

  private judgeHours(
    client: ModelClient,
    say: (rule: string, verdict: string, at: Temporal.Instant | null) => void,
  ): void {
    const { opens, closes } = this.window(client);
    const never = Temporal.Instant.compare(opens, closes) >= 0;
    const over = Temporal.Instant.compare(this.at, closes) >= 0;
    const tomorrow = this.on.add({ days: 1 });
    if (never) say("quiet_hours", "hold", null);
    else if (over) say("quiet_hours", "hold", this.at_(client, tomorrow, this.opens(client, tomorrow)));
    else say("quiet_hours", "allow", opens);
  }

  private judgeFrequency(
    client: ModelClient,
    purpose: string,
    channel: string,
    say: (rule: string, verdict: string, at: Temporal.Instant | null) => void,
  ): void {
    const counted = client.made.filter(
      (touch) =>
        touch.purpose !== "service" &&
        ["sent", "done", "unknown", "delivered", "claimed"].includes(touch.state),
    );
    const within = (days: number, touches: typeof counted) =>
      touches
        .map((touch) => day(touch.on))
        .filter((on) => before(on, this.on) < 0 && before(on, this.on.subtract({ days })) > 0)
        .sort((a, b) => before(b, a));
    const advertising = within(
      14,
      counted.filter((touch) => touch.purpose === "advertising"),
    );
    const all = within(30, counted);
    const calls = within(
      30,
      counted.filter((touch) => touch.channel === "call"),
    );
    const free =
      purpose === "advertising" && advertising[0]
        ? advertising[0].add({ days: 14 })
        : all[3]
          ? all[3].add({ days: 30 })
          : channel === "call" && calls[1]
            ? calls[1].add({ days: 30 })
            : undefined;
    say(
      "frequency",
      free ? "hold" : "allow",
      free ? this.at_(client, free, this.opens(client, this.on)) : null,
    );
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

  private zone(client: ModelClient): { zone: string; known: boolean } {
    const office = this.base.offices.find((candidate) => candidate.id === client.office);
    const zone = client.zone ?? office?.zone;
    return zone ? { zone, known: true } : { zone: businessZone, known: false };
  }

  private hours(on: Temporal.PlainDate): { opens: Temporal.PlainTime; closes: Temporal.PlainTime } {
    return on.dayOfWeek >= 6
      ? { opens: time("11:00"), closes: time("19:00") }
      : { opens: time("10:00"), closes: time("20:00") };
  }

  private opens(client: ModelClient, on: Temporal.PlainDate): Temporal.PlainTime {
    const { opens } = this.hours(on);
    const wished = client.hours ? time(client.hours.from) : opens;
    return Temporal.PlainTime.compare(wished, opens) > 0 ? wished : opens;
  }

  private at_(client: ModelClient, on: Temporal.PlainDate, plainTime: Temporal.PlainTime): Temporal.Instant {
    return on.toZonedDateTime({ timeZone: this.zone(client).zone, plainTime }).toInstant();
  }

  private window(client: ModelClient): { opens: Temporal.Instant; closes: Temporal.Instant } {
    const { zone, known } = this.zone(client);
    const { opens, closes } = this.hours(this.on);
    const moment = (timeZone: string, plainTime: Temporal.PlainTime) =>
      this.on.toZonedDateTime({ timeZone, plainTime }).toInstant();
    const zones = known
      ? [zone]
      : this.base.offices.length > 0
        ? this.base.offices.map((o) => o.zone)
        : [businessZone];
    const from = zones.map((timeZone) => moment(timeZone, opens));
    const to = zones.map((timeZone) => moment(timeZone, closes));
    if (client.hours) {
      from.push(moment(zone, time(client.hours.from)));
      to.push(moment(zone, time(client.hours.to)));
    }
    const sorted = (instants: Temporal.Instant[]) => instants.sort(Temporal.Instant.compare);
    return { opens: sorted(from).at(-1)!, closes: sorted(to)[0]! };
  }
}

function severity(touch: Judged): number {
  const said = [...touch.says.values()].map((verdict) => verdict.says);
  return said.includes("refuse") ? 2 : said.includes("hold") ? 1 : 0;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
