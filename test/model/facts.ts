/** The facts of a random base, as plain data: what the model reads and what a test puts into the database. */

export interface ModelOffice {
  id: string;
  zone: string;
}

export interface ModelClient {
  id: string;
  zone: string | null;
  office: string | null;
  birthday: { month: number; day: number } | null;
  hours: { from: string; to: string } | null;
  deceased: boolean;
  stopped: boolean;
  contactPoints: { id: string; kind: "phone" | "email"; value: string; state: string; since: string }[];
  consents: { id: string; purpose: "contact" | "advertising"; channel: string; given: boolean; at: string }[];
  wishes: ModelWish[];
  cards: ModelCard[];
  trips: { id: string; returnsOn: string; price: bigint }[];
  preferred: "call" | "email" | null;
  refusals: { id: string; chain: string; on: string }[];
  /** Calls about the client's first card, first trip or birthday of the year. */
  calls: {
    id: string;
    about: "bonus-burn" | "returned" | "birthday" | "follow-up";
    at: string;
    outcome: string;
  }[];
  /** Calls that the client asked for, at a moment that is the same day on every clock of the network. */
  promised: ModelPromise[];
  complaints: { id: string; opened: string; closed: string | null }[];
  /** What the client bought besides the trips. */
  bought: { id: string; on: string }[];
  sex: "female" | "male" | null;
  visits: { id: string; on: string; price: bigint }[];
  appointments: { id: string; on: string; time: string; state: "booked" | "kept" | "cancelled" }[];
  plans: { id: string; startsOn: string; state: "expected" | "confirmed" | "handed_over" | "dropped" }[];
  gifts: { id: string; reservedOn: string; state: "reserved" | "picked_up" }[];
  /** What another system told us of. */
  events: { id: string; name: string; on: string }[];
  /** The first card, shown by somebody it was lent to. */
  lent: { id: string; bearer: string; on: string }[];
  /** Touches of the chain follow-up, about the client's first trip where no key says otherwise. */
  followed: {
    on: string;
    step: string;
    state: "sent" | "done" | "no_answer";
    key?: string;
    /** Said in the call of another reason: no touch of its own. */
    isAlong?: boolean;
  }[];
  made: { on: string; purpose: string; channel: string; state: string; isAlong?: boolean }[];
  /** Steps that are over for their occasion: made, refused or left alone, on an earlier day. */
  ended?: { chain: string; step: string; key: string }[];
}

interface ModelCard {
  id: string;
  validThrough: string;
  balance: bigint;
  deposit: bigint;
  soldOn: string;
  expiresOn: string;
  lastPresentedOn: string;
  isBlocked: boolean;
  renewal: { id: string; state: "asked" | "office_chosen" | "arrived" | "handed_out"; since: string } | null;
}

export interface ModelPromise {
  about: "bonus-burn" | "returned" | "birthday" | "appointment" | "silence" | "follow-up";
  /** The fact it hung on is gone. */
  isGone: boolean;
  on: string;
  at: string;
  /** When it was promised. */
  since: string;
  state: "queued" | "claimed" | "planned" | "refused" | "held" | "lapsed";
  keeper: string | null;
}

export interface ModelWish {
  scope: "everything" | "advertising" | "channel";
  channel: string | null;
  since: string;
  until: string | null;
}

export interface ModelBase {
  offices: ModelOffice[];
  clients: ModelClient[];
  silenced: (ModelWish & { kind: "phone" | "email"; value: string })[];
  /** Hundredths of a percent of everybody. */
  controlShare: number;
  operatorHours: { office: string | null; minutes: number }[];
  issues: { number: number; on: string }[];
  /** Days of the business's calendar that are greeted. */
  holidays: { date: string; code: string; forSex: "female" | "male" | null }[];
  /** What chains there are besides the usual: one for each of these kinds. */
  alsoLive: string[];
}

/** Every touch of the past, whatever it was about. */
export const touchesOf = (client: ModelClient): ModelClient["made"] => [
  ...client.made.filter(({ isAlong }) => isAlong !== true),
  ...(client.trips.length === 0 ? [] : client.followed.filter(({ isAlong }) => isAlong !== true)).map(
    ({ on, state }) => ({
      on,
      state,
      purpose: "care",
      channel: state === "sent" ? "email" : "call",
    }),
  ),
];

/** What a call of the model was about: its chain, and the key of the occasion; undefined where there is no such thing. */
export function aboutCall(
  client: ModelClient,
  about: ModelClient["calls"][number]["about"],
  year: number,
): { chain: string; key: string } | undefined {
  const [card] = client.cards;
  const [trip] = client.trips;
  if (about === "birthday") return { chain: about, key: `birthday:${client.id}:${year}` };
  if (about === "returned") return trip && { chain: "after-trip", key: `returned:${trip.id}` };
  if (about === "follow-up") return trip && { chain: about, key: `returned:${trip.id}` };
  return card && { chain: about, key: `bonus-burn:${card.id}:${card.validThrough}` };
}
