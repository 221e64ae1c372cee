import { afterAll, beforeAll, expect, it } from "vitest";
import type { NewClient } from "../../src/clients/change-contract.ts";
import { findDuplicates } from "../../src/clients/actions/find-duplicates.ts";
import { sql } from "../../src/database/sql.ts";
import { newId } from "../../src/kernel/ids.ts";
import { Duplicates } from "../../src/reports/duplicate-contract.ts";
import { onEveryEngine } from "../support/database.ts";
import { get, openServer } from "../http/server.ts";
import { Desk } from "./desk.ts";

onEveryEngine("who may be one person", (database) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
  });
  afterAll(() => desk.server.close());

  let last = 0;
  const phone = (value = `+7916${String(5_000_000 + ++last)}`) => ({ kind: "phone" as const, value });
  const email = (value: string) => ({ kind: "email" as const, value });
  async function client(known: NewClient): Promise<string> {
    const { id } = await desk.change("POST", "/clients", known);
    return id as string;
  }
  const pairsOf = async (id: string, lang = "ru") =>
    (await get(desk.server, `/api/v1/duplicates?client=${id}&lang=${lang}`, Duplicates)).pairs;
  const others = async (id: string) =>
    (await pairsOf(id)).map(({ first, second }) => (first.id === id ? second.id : first.id));

  it("is found as soon as it is known, with a score and the reasons in words", async () => {
    const shared = phone();
    const birthday = { month: 3, day: 5, year: 1980 };
    const a = await client({ familyName: "Рябова", givenName: "Алёна", birthday, contactPoints: [shared] });
    const b = await client({ familyName: "Рябова", givenName: "Алена", birthday });
    const [pair] = await pairsOf(a);
    expect(pair?.score).toBe(55);
    expect(pair?.reasons.map(({ words }) => words)).toEqual([
      "то же имя",
      "та же фамилия",
      "та же дата рождения",
    ]);
    await desk.change("POST", `/clients/${b}/contact-points`, shared);
    const [likelier] = await pairsOf(b, "en");
    expect(likelier?.score).toBe(100);
    expect(likelier?.reasons[0]).toEqual({ code: "phone", speaks: "for", words: "the same phone" });
    expect([likelier?.first.phones, likelier?.second.phones]).toEqual([[shared.value], [shared.value]]);
    await desk.change("PATCH", `/clients/${b}`, { birthday: { month: 4, day: 5 } });
    expect((await pairsOf(a))[0]?.reasons.at(-1)).toMatchObject({
      code: "other_birthday",
      speaks: "against",
    });
    await desk.change("PATCH", `/clients/${b}`, { givenName: "Ольга" });
    expect(await pairsOf(a)).toEqual([]);
  });

  it.each<[string, NewClient, NewClient, boolean]>([
    [
      "a slip of the finger",
      { familyName: "Корсаков", givenName: "Никита" },
      { familyName: "Корскаов", givenName: "Никита" },
      true,
    ],
    [
      "a family name after the wedding",
      { familyName: "Белова", givenName: "Инна" },
      { familyName: "Чернова", givenName: "Инна" },
      true,
    ],
    ["a name nobody told", { familyName: "Белов", givenName: "Пётр" }, {}, true],
    [
      "an initial",
      { familyName: "Белов", givenName: "П." },
      { familyName: "Белов", givenName: "Пётр" },
      true,
    ],
    [
      "Latin letters",
      { familyName: "Ivanov", givenName: "Petr" },
      { familyName: "Иванов", givenName: "Пётр" },
      true,
    ],
    [
      "husband and wife",
      { familyName: "Белов", givenName: "Пётр" },
      { familyName: "Белова", givenName: "Анна" },
      false,
    ],
    [
      "father and son",
      { familyName: "Белов", givenName: "Пётр", patronymic: "Иванович" },
      { familyName: "Белов", givenName: "Пётр", patronymic: "Петрович", birthday: { month: 1, day: 2 } },
      true,
    ],
    ["a man and a woman", { givenName: "Женя", sex: "male" }, { givenName: "Женя", sex: "female" }, false],
  ])("shares a phone: %s", async (_, one, other, proposed) => {
    const shared = phone();
    const a = await client({ ...one, contactPoints: [shared] });
    const b = await client({ ...other, contactPoints: [shared] });
    expect(await others(a)).toEqual(proposed ? [b] : []);
  });

  it("is not whoever shares what is nobody's own, or a name without a day", async () => {
    const office = phone();
    const everybody = [];
    for (let i = 0; i < 14; i++)
      everybody.push(await client({ familyName: "Общий", givenName: "Иван", contactPoints: [office] }));
    await findDuplicates(desk.db);
    expect(await others(everybody[0] as string)).toEqual([]);
    const a = await client({ familyName: "Редкий", givenName: "Тихон", birthday: { month: 7, day: 1 } });
    await client({ familyName: "Редкий", givenName: "Тихон" });
    expect(await others(a)).toEqual([]);
  });

  it("is not proposed again once told apart, not by what they are merged into, until that is taken back", async () => {
    const shared = email("olga@example.org");
    const [a, b, c] = [
      await client({ givenName: "Ольга", contactPoints: [shared] }),
      await client({ givenName: "Ольга", contactPoints: [shared] }),
      await client({ givenName: "Ольга" }),
    ];
    await desk.change("POST", `/clients/${a}/not-the-same`, { other: b });
    await desk.change("POST", `/clients/${b}/not-the-same`, { other: a });
    expect(await others(a)).toEqual([]);
    await findDuplicates(desk.db);
    expect(await others(a)).toEqual([]);
    await desk.change("POST", `/clients/${c}/merge`, { other: a });
    expect(await others(c)).toEqual([]);
    const { rows } = await sql<{ fields: number }>`
      select count(*)::int as fields from client_change where field = 'notTheSame'`.execute(desk.db);
    expect(rows[0]?.fields).toBe(2);
    await desk.change("POST", `/clients/${c}/unmerge`, { other: a });
    await desk.change("POST", `/clients/${a}/not-the-same`, { other: b, apart: false });
    expect(await others(a)).toEqual([b]);
    expect(await desk.send("POST", `/clients/${a}/not-the-same`, { other: newId() })).toMatchObject({
      status: 404,
    });
  });

  it("is listed with the likeliest first, page after page, the same by one search as by many", async () => {
    for (let at = 0; at < 24; at++) {
      const contactPoints = [phone()];
      const patronymic = at % 2 === 0 ? "Ильич" : "";
      await client({ givenName: "Лев", patronymic, contactPoints });
      await client({ givenName: "Лев", patronymic, contactPoints });
    }
    const all = async () => {
      const pairs: Duplicates["pairs"] = [];
      let cursor = "";
      do {
        const page = await get(desk.server, `/api/v1/duplicates?cursor=${cursor}`, Duplicates);
        pairs.push(...page.pairs);
        cursor = page.next ?? "";
      } while (cursor !== "");
      return pairs;
    };
    const incremental = await all();
    expect(incremental.length).toBeGreaterThan(24);
    const scores = incremental.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(await findDuplicates(desk.db)).toBe(incremental.length);
    expect(await all()).toEqual(incremental);
    expect((await desk.server.inject("/api/v1/duplicates?cursor=bm8")).statusCode).toBe(400);
  });
});
