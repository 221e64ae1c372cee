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
  cards: { id: string; validThrough: string; balance: bigint }[];
  trips: { id: string; returnsOn: string; price: bigint }[];
  made: { on: string; purpose: string; channel: string; state: string }[];
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
  issues: { number: number; on: string }[];
}
