/** What a segment means, said the slow way: one client after another, over plain lists. Shares nothing with the program's SQL. */
import type { Condition, Conditions, Fact } from "../../src/segments/contract.ts";

export interface KnownClient {
  id: string;
  office: string | null;
  sex: "female" | "male" | null;
  language: "ru" | "en";
  birthdayMonth: number | null;
  createdOn: string;
  deceased: boolean;
  dealings: { on: string; price: number }[];
  contacts: { kind: string; state: string }[];
  consents: { purpose: string; channel: string; given: boolean; at: string }[];
  wishes: { scope: string; until: string | null; endedAt: string | null }[];
  /** Everything, of an address the client has. */
  silentAddress: boolean;
  tags: string[];
  attributes: Record<string, string | number | boolean>;
  cards: { soldOn: string; soldAt: string | null; balance: number; validThrough: string }[];
}

const useless = ["bounced", "wrong", "opted_out"];
const inDays = (on: string, from?: string, before?: string): boolean =>
  (from === undefined || on >= from) && (before === undefined || on < before);

export function slowFilter(clients: readonly KnownClient[], { all }: Conditions, now: string): string[] {
  const today = now.slice(0, 10);
  return clients
    .filter((client) => !client.deceased && all.every((condition) => meets(client, condition)))
    .map(({ id }) => id)
    .toSorted();

  function meets(client: KnownClient, condition: Condition): boolean {
    if ("any" in condition) return condition.any.some((each) => meets(client, each));
    if ("not" in condition) return !has(client, condition.not);
    return has(client, condition);
  }

  function has(client: KnownClient, fact: Fact): boolean {
    switch (fact.fact) {
      case "office":
        return client.office !== null && fact.in.includes(client.office);
      case "sex":
        return client.sex === fact.is;
      case "language":
        return client.language === fact.is;
      case "birthday":
        return client.birthdayMonth !== null && fact.months.includes(client.birthdayMonth);
      case "known_since":
        return inDays(client.createdOn, fact.from, fact.before);
      case "last_dealing": {
        const last = client.dealings
          .map(({ on }) => on)
          .toSorted()
          .at(-1);
        return last !== undefined && inDays(last, fact.from, fact.before);
      }
      case "turnover": {
        const bought = client.dealings.filter(({ on }) => inDays(on, fact.from, fact.before));
        const total = bought.reduce((sum, { price }) => sum + price, 0);
        return total >= sum(fact.atLeast, -Infinity) && total <= sum(fact.atMost, Infinity);
      }
      case "contact":
        return client.contacts.some(({ kind, state }) => kind === fact.kind && !useless.includes(state));
      case "consent":
        return (
          client.consents
            .filter(
              ({ purpose, channel, at }) =>
                purpose === fact.purpose && [fact.channel, "any"].includes(channel) && at <= now,
            )
            .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.given ?? false
        );
      case "do_not_disturb":
        return (
          client.silentAddress ||
          client.wishes.some(
            ({ scope, until, endedAt }) =>
              scope === "everything" &&
              (until === null || until >= today) &&
              (endedAt === null || endedAt > now),
          )
        );
      case "tag":
        return client.tags.includes(fact.is);
      case "attribute":
        return fact.is === undefined
          ? fact.name in client.attributes
          : client.attributes[fact.name] === fact.is;
      case "card":
        return client.cards.some(
          ({ soldOn, soldAt }) =>
            inDays(soldOn, fact.soldFrom, fact.soldBefore) &&
            (fact.soldAt === undefined || (soldAt !== null && fact.soldAt.includes(soldAt))),
        );
      case "bonus":
        return (
          client.cards
            .filter(({ validThrough }) => validThrough >= today)
            .reduce((total, card) => total + card.balance, 0) >= sum(fact.atLeast, 0)
        );
    }
  }
}

const sum = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : Math.round(Number(text) * 100);
