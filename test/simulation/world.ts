/** What really happened, as nobody but the simulation knows it: the auditor holds the program to this. */

export interface SaidConsent {
  purpose: "contact" | "advertising";
  channel: "any" | "email" | "call";
  given: boolean;
  at: Temporal.Instant;
}

export interface SaidWish {
  /** Empty where it was said in a call. */
  id: string;
  scope: "everything" | "advertising" | "channel";
  channel: "email" | "call" | undefined;
  at: Temporal.Instant;
  endedAt: Temporal.Instant | undefined;
}

export interface HeldCard {
  number: string;
  /** Of the office that sold it. */
  zone: string;
  presentedOn: Temporal.PlainDate[];
  purchases: { id: string; refunded: boolean }[];
  deposit: bigint;
}

export interface Person {
  id: string;
  /** When we got to know the person. */
  metAt: Temporal.Instant;
  /** The person's own, if they told it. */
  zone: string | undefined;
  /** Of the home office. */
  officeZone: string | undefined;
  /** Where the person lived before, the earliest first. */
  earlierZones: { until: Temporal.Instant; zone: string | undefined }[];
  hours: [from: number, to: number] | undefined;
  email: string;
  birthday: { month: number; day: number };
  /** What we were told before, the oldest first. */
  earlierBirthdays: { until: Temporal.Instant; month: number; day: number }[];
  /** Days on which the birthday was corrected: a greeting of that day may go either way. */
  correctedOn: string[];
  consents: SaidConsent[];
  wishes: SaidWish[];
  deceasedAt: Temporal.Instant | undefined;
  card: HeldCard | undefined;
}

/** What a provider was given, and whether it took it. */
export interface HandedOver {
  messageId: string;
  to: string;
  subject: string;
  at: Temporal.Instant;
  taken: boolean;
}

/** A call that an operator took. */
export interface Call {
  id: string;
  client: string;
  touch: string;
  chain: string;
  /** At a time the client asked for. */
  promised: boolean;
  at: Temporal.Instant;
  /** Undefined: nobody told how it ended. */
  outcome: string | undefined;
  endedAt?: Temporal.Instant;
}

export interface Office {
  id: string;
  zone: string;
}

export interface World {
  offices: Office[];
  people: Person[];
  handedOver: HandedOver[];
  calls: Call[];
}

/** As the simulation moves it. */
export class SimulatedClock {
  #at: Temporal.Instant;
  constructor(at: Temporal.Instant) {
    this.#at = at;
  }
  now(): Temporal.Instant {
    return this.#at;
  }
  set(at: Temporal.Instant): void {
    this.#at = at;
  }
}
