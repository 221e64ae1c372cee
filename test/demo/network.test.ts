import { describe, expect, it } from "vitest";
import { addPeriod, formatDay, fromPlainDate, parseDay } from "../../src/kernel/calendar.ts";
import { generateNetwork } from "../../src/demo/generate.ts";

const today = Temporal.PlainDate.from("2026-11-22");
const network = generateNetwork({ seed: 1, today, clients: 1500 });

/** JSON that can hold bigints. */
const asText = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === "bigint" ? `${part}n` : part));

describe("the demo network", () => {
  it("is the same for the same seed and day, and another for another seed", () => {
    expect(asText(generateNetwork({ seed: 1, today, clients: 1500 }))).toBe(asText(network));
    const other = generateNetwork({ seed: 2, today, clients: 100 });
    expect(other.client[0]?.id).not.toBe(network.client[0]?.id);
  });

  it("can reach nobody real", () => {
    for (const { kind, value } of network.contact_point) {
      if (kind === "email") expect(value).toMatch(/^[a-z]*\.[a-z]+\d+@example\.(com|org)$/);
      else expect(value).toMatch(/^\+79\d\d000\d{4}$/);
    }
  });

  it("names people in agreement with their sex", () => {
    for (const { sex, family_name, patronymic } of network.client) {
      expect(family_name).toMatch(sex === "female" ? /(а|я)$/ : /[^аяАЯ]$/);
      if (patronymic) expect(patronymic).toMatch(sex === "female" ? /(вна|чна)$/ : /(ич)$/);
    }
  });

  it("keeps every clock of the three cities", () => {
    const zones = new Set(network.office.map(({ city, zone }) => `${city} ${zone}`));
    expect([...zones].sort()).toEqual([
      "Владивосток Asia/Vladivostok",
      "Екатеринбург Asia/Yekaterinburg",
      "Москва Europe/Moscow",
    ]);
    expect(network.client.some(({ zone, home_office_id }) => zone === null && home_office_id === null)).toBe(
      true,
    );
  });

  it("knows birthdays without a year, on 29 February, and none at all", () => {
    const born = network.client;
    expect(born.some((client) => client.birthday_month === null)).toBe(true);
    expect(born.some((client) => client.birthday_month !== null && client.birthday_year === null)).toBe(true);
    expect(born.some((client) => client.birthday_month === 2 && client.birthday_day === 29)).toBe(true);
  });

  it("has a card whose last day is in a month, in a week and tomorrow", () => {
    const start = fromPlainDate(today);
    for (const [months, days] of [
      [1, 0],
      [0, 7],
      [0, 1],
    ] as const) {
      const last = formatDay(addPeriod(start, { months, days }));
      expect(network.card.some((card) => card.valid_through === last && card.balance >= 10_000n)).toBe(true);
    }
  });

  it("keeps the ledger to the kopeck", () => {
    const sums = new Map<string, bigint>();
    for (const { card_id, on_account, gained } of network.posting) {
      const key = `${card_id}/${on_account}`;
      sums.set(key, (sums.get(key) ?? 0n) + gained);
    }
    for (const { id, balance, deposit } of network.card) {
      expect(sums.get(`${id}/card-bonus`) ?? 0n).toBe(balance);
      expect(sums.get(`${id}/card-deposit`) ?? 0n).toBe(deposit);
    }
    for (const kind of ["earned", "redeemed", "burned", "topped_up"])
      expect(
        network.posting.some((posting) => posting.kind === kind),
        kind,
      ).toBe(true);
  });

  it("leaves no bonus on a card whose day has passed", () => {
    const burned = network.card.filter(({ valid_through }) => valid_through < today.toString());
    expect(burned.length).toBeGreaterThan(0);
    expect(burned.every(({ balance }) => balance === 0n)).toBe(true);
  });

  it("has been as well-mannered in the past as it is today", () => {
    const made = network.touch.filter(({ state }) => state !== "control");
    const byClient = Map.groupBy(made, ({ client_id }) => client_id);
    for (const touches of byClient.values()) {
      const days = touches.map(({ on_day }) => parseDay(on_day) ?? 0);
      expect(new Set(days).size).toBe(days.length);
      for (const day of days) {
        const month = touches.filter((_, at) => (days[at] ?? 0) <= day && (days[at] ?? 0) > day - 30);
        expect(month.length).toBeLessThanOrEqual(4);
        expect(month.filter(({ channel }) => channel === "call").length).toBeLessThanOrEqual(2);
      }
    }
  });

  it("touches nobody again about what they refused, and sells nothing while a complaint is open", () => {
    expect(network.refusal.length).toBeGreaterThan(10);
    for (const { client_id, chain, refused_on } of network.refusal) {
      const later = network.touch.filter((touch) => touch.client_id === client_id && touch.chain === chain);
      expect(later.every(({ on_day }) => on_day <= refused_on)).toBe(true);
    }
    expect(network.complaint.some(({ closed_at }) => closed_at !== null)).toBe(true);
    for (const { client_id, opened_at, closed_at } of network.complaint) {
      const meanwhile = network.touch.filter(
        ({ on_day, ...touch }) =>
          touch.client_id === client_id &&
          on_day > opened_at.slice(0, 10) &&
          on_day <= (closed_at ?? today.toString()).slice(0, 10),
      );
      expect(meanwhile.map(({ purpose }) => purpose)).not.toContain("advertising");
      expect(meanwhile.map(({ purpose }) => purpose)).not.toContain("greeting");
    }
  });

  it.each(["2026-01-31", "2027-02-28", "2028-02-29", "2026-12-31", "2026-08-30"])(
    "can be made on %s",
    (day) => {
      const made = generateNetwork({ seed: 3, today: Temporal.PlainDate.from(day), clients: 300 });
      expect(made.client).toHaveLength(300);
      const late = made.card.filter(({ valid_through, balance }) => valid_through < day && balance > 0n);
      expect(late).toEqual([]);
    },
  );
});
