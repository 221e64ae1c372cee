import { expect, it } from "vitest";
import { whyThisDate } from "../../src/loyalty/why.ts";

const card = {
  lastPresentedOn: Temporal.PlainDate.from("2026-06-22"),
  lastPresentedAt: "Вайнера, 9",
  because: {
    kind: "presentation" as const,
    on: Temporal.PlainDate.from("2026-06-22"),
    validity: { months: 6, days: 0 },
  },
  validThrough: Temporal.PlainDate.from("2026-12-22"),
};
const today = Temporal.PlainDate.from("2026-11-22");

it("says where and when the card was shown, by which rule, and through when", () => {
  expect(whyThisDate(card, "ru", today)).toBe(
    "Карту последний раз предъявили 22 июня (Вайнера, 9); бонусы хранятся 6 месяцев после этого, потратить их можно по 22 декабря включительно.",
  );
  expect(whyThisDate({ ...card, lastPresentedAt: null }, "en", today)).toBe(
    "The card was last presented on 22 June; bonuses are kept for 6 months after that and can be spent through 22 December.",
  );
});

it("speaks of the past once the day is over, and of other periods", () => {
  const later = Temporal.PlainDate.from("2026-12-23");
  expect(whyThisDate(card, "ru", later)).toContain("можно было по 22 декабря");
  const oddly = { ...card.because, validity: { months: 1, days: 3 } };
  expect(whyThisDate({ ...card, because: oddly }, "ru", today)).toContain("1 месяц и 3 дня");
});

it("names the grace period, or the earlier presentation, that reaches furthest", () => {
  const on = Temporal.PlainDate.from("2026-05-03");
  const grace = { kind: "grace" as const, on, reason: "ремонт офиса" };
  expect(whyThisDate({ ...card, because: grace }, "ru", today)).toBe(
    "Карту последний раз предъявили 22 июня (Вайнера, 9); 3 мая бонусам продлили срок («ремонт офиса»), потратить их можно по 22 декабря включительно.",
  );
  expect(whyThisDate({ ...card, because: { ...card.because, on } }, "en", today)).toBe(
    "The card was last presented on 22 June at Вайнера, 9; by the rules in force when it was presented on 3 May, bonuses are kept for 6 months after that day and can be spent through 22 December.",
  );
});
