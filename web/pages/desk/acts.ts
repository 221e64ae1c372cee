/** What is done at a desk, as commands with their words. */
import type { RenewalMove } from "../../../src/loyalty/desk-contract.ts";
import { sayCardNumber } from "../../../src/kernel/language.ts";
import type { Command, Words } from "./outbox.ts";
import { newKey } from "./use-outbox.ts";

export interface Who {
  client: string;
  name: string;
}

/** Where: named in every command that knows an office. */
export interface At {
  office: string | undefined;
}

const say = (words: Partial<Words>): Words => ({
  name: "",
  sum: "",
  card: "",
  amount: "",
  gift: "",
  what: "",
  month: "",
  ...words,
});
const at = ({ office }: At): { office?: string } => (office === undefined ? {} : { office });
const post = (path: string, body: object) => ({ method: "POST" as const, path, body, key: newKey() });

interface OnCard extends Who, At {
  card: string;
}

export const present = ({ client, name, card, ...place }: OnCard, bearer: object): Command => ({
  ...post(`/cards/${card}/presentations`, { ...at(place), ...bearer }),
  doing: "present",
  client,
  words: say({ name }),
});

export const purchase = (
  { client, name, card, ...place }: OnCard,
  bought: { key: string; sum: string; body: object },
): Command => ({
  ...post(`/cards/${card}/purchases`, { ...at(place), ...bought.body }),
  key: bought.key,
  doing: "purchase",
  client,
  words: say({ name, card, sum: bought.sum }),
});

/** The presentation stands: the card was shown. */
export const undoPurchase = (done: Command, bought: string): Command => ({
  ...post(`/cards/${done.words.card}/refunds`, { purchase: bought }),
  doing: "undoPurchase",
  client: done.client,
  words: done.words,
});

export const topUp = (
  { client, name, card }: Who & { card: string },
  { amount, sum }: { amount: string; sum: string },
): Command => ({
  ...post(`/cards/${card}/top-ups`, { amount }),
  doing: "topUp",
  client,
  words: say({ name, card, sum, amount }),
});

export const undoTopUp = (done: Command): Command => ({
  ...post(`/cards/${done.words.card}/payouts`, { amount: done.words.amount }),
  doing: "undoTopUp",
  client: done.client,
  words: done.words,
});

export const refund = (
  { client, name }: Who,
  { card, purchase: bought, price, sum }: { card: string; purchase: string; price: string; sum: string },
): Command => ({
  ...post(`/cards/${card}/refunds`, { purchase: bought, price }),
  doing: "refund",
  client,
  words: say({ name, sum }),
});

export const sell = (
  { client, name, ...place }: Who & At,
  { sum, ...sale }: { price: string; number?: string; cardType: string; sum: string },
): Command => ({
  ...post("/cards", { client, ...at(place), ...sale }),
  doing: "sale",
  client,
  words: say({ name, sum }),
});

export const handOutGift = ({ client, name }: Who, gift: { reservation: string; name: string }): Command => ({
  ...post(`/clients/${client}/gifts/${gift.reservation}/end`, { to: "picked_up" }),
  doing: "gift",
  client,
  words: say({ name, gift: gift.name }),
});

export const handOutCard = ({ client, name }: Who, card: string): Command => ({
  ...post(`/cards/${card}/renewal`, { to: "handed_out" }),
  doing: "newCard",
  client,
  words: say({ name, card: sayCardNumber(card) }),
});

/** The old number is dead as soon as the program has it. */
export const replaceCard = (
  { client, name, card, ...place }: OnCard,
  printed: { number?: string },
): Command => ({
  ...post(`/cards/${card}/replacement`, { ...at(place), ...printed }),
  doing: "replace",
  client,
  words: say({ name, card: sayCardNumber(card) }),
});

/** A renewal one step on; `what` says the step. */
export const moveRenewal = (
  { client, name, card }: Who & { card: string },
  move: { to: RenewalMove["to"]; office?: string; number?: string },
  what: string,
): Command => ({
  ...post(`/cards/${card}/renewal`, move),
  doing: "renewal",
  client,
  words: say({ name, what }),
});

export const handOutStatement = (
  { client, name, ...place }: Who & At,
  { card, month, said }: { card: string; month: string; said: string },
): Command => ({
  ...post(`/cards/${card}/statements/${month}/handed-out`, at(place)),
  method: "PUT",
  doing: "statement",
  client,
  words: say({ name, month: said }),
});

export const meet = (person: object, { office }: At, name: string): Command => ({
  ...post("/newcomers", { person, ...at({ office }) }),
  doing: "newcomer",
  client: null,
  words: say({ name }),
});

/** One answer of the client's, where it belongs. */
export const note = (
  { client, name }: Who,
  told: { method?: "PATCH"; path: string; body: object; what: string },
): Command => ({
  ...post(`/clients/${client}${told.path}`, told.body),
  ...(told.method === "PATCH" ? { method: "PATCH" as const, ifMatch: "*" } : {}),
  doing: "fact",
  client,
  words: say({ name, what: told.what }),
});
