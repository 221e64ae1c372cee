/** Conditions that mean nothing are refused where they do not fit, by what was expected there. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, it } from "vitest";
import { onEveryEngine } from "../support/database.ts";
import { openServer } from "../http/server.ts";

onEveryEngine("conditions of a segment", (database) => {
  let server: FastifyInstance;
  beforeAll(async () => {
    server = await openServer(database());
  });
  afterAll(() => server.close());

  it.each([
    [
      { all: [{ fact: "tag", is: "vip", more: 1 }] },
      "all.0.more",
      "no such field, only fact, is",
      "другое поле: такого нет, есть fact, is",
    ],
    [
      { all: [{ fact: "do_not_disturb" }, { fact: "turnover", atLeast: "5" }] },
      "all.1.atLeast",
      "a sum such as 4860.00",
      "сумма, например 4860.00",
    ],
    [{ all: [{ fact: "tag" }] }, "all.0.is", "text of at most 60 characters", "текст не длиннее 60 знаков"],
    [{ all: [{ fact: "bonus" }] }, "all.0.atLeast", "a sum such as 4860.00", "сумма, например 4860.00"],
    [
      { all: [{ fact: "birthday", months: [2, 13] }] },
      "all.0.months.1",
      "a whole number from 1 to 12",
      "целое число от 1 до 12",
    ],
    [
      { all: [{ fact: "birthday", months: [] }] },
      "all.0.months",
      "a list of 1 to 12",
      "список: от 1 до 12 в нём",
    ],
    [
      { all: [{ not: { fact: "card", soldFrom: "01.02.2026" } }] },
      "all.0.not.soldFrom",
      "a day as YYYY-MM-DD",
      "день как ГГГГ-ММ-ДД",
    ],
    [
      {
        all: [
          {
            any: [
              { fact: "sex", is: "female" },
              { fact: "sex", is: "girl" },
            ],
          },
        ],
      },
      "all.0.any.1.is",
      "one of female, male",
      "одно из female, male",
    ],
    [
      { all: [{ fact: "attribute", name: "pet", is: null }] },
      "all.0.is",
      "text of at most 1000 characters, a number, true or false",
      "текст не длиннее 1000 знаков, число, true или false",
    ],
    [{ all: ["vip"] }, "all.0", "a condition such as ", "условие, например "],
    [{ all: [{ fact: "weight" }] }, "all.0.fact", "one of office, sex, ", "одно из office, sex, "],
    [
      { all: [{ any: [{ any: [{ fact: "do_not_disturb" }] }] }] },
      "all.0.any.0.fact",
      "one of office, ",
      "одно из office, ",
    ],
    [{ all: [{ any: [] }] }, "all.0.any", "a list of 1 to 20", "список: от 1 до 20 в нём"],
    [{ all: "everybody" }, "all", "a list of conditions", "список условий"],
    [{}, "all", "a list of conditions", "список условий"],
  ])("are refused where they mean nothing: %j", async (payload, field, expected, ожидается) => {
    const ask = async (language: string) => {
      const response = await server.inject({
        method: "POST",
        url: "/api/v1/segment-counts",
        payload,
        headers: { "accept-language": language },
      });
      const { code, field: place, detail } = response.json<Record<string, string>>();
      return { status: response.statusCode, code, place, detail };
    };
    const refused = { status: 400, code: "bad_input", place: field };
    expect(await ask("en")).toEqual({
      ...refused,
      detail: expect.stringContaining(`${field}: expected ${expected}`),
    });
    expect(await ask("ru")).toEqual({
      ...refused,
      detail: expect.stringContaining(`${field}: ожидается ${ожидается}`),
    });
  });
});
