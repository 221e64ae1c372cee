/** What a file brings moves the plan at once, and what is taken back of it too. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { onEveryEngine } from "../support/database.ts";
import { openServer } from "../http/server.ts";
import { Desk } from "./desk.ts";

onEveryEngine("the plan", (database) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
  });
  afterAll(() => desk.server.close());
  let last = 0;
  beforeEach(() => (last += 1000));
  const phoneOf = (number: number) => `+7916${String(6_000_000 + last + number)}`;
  const client = (number: number, more: object = {}) =>
    desk.client([{ kind: "phone", value: phoneOf(number) }], { externalId: `${last}-${number}`, ...more });
  const silent = "refused by do_not_disturb";

  /** Lets a file in, and says how it is taken back. */
  async function bring(...rows: string[]): Promise<() => Promise<void>> {
    const send = async (method: "POST", url: string, payload?: string) => {
      const headers = payload === undefined ? {} : { "content-type": "text/csv" };
      const answer = await desk.server.inject({
        method,
        url: `/api/v1/imports${url}`,
        headers,
        ...(payload === undefined ? {} : { payload }),
      });
      expect(answer.statusCode, answer.body).toBe(200);
      return answer.json<{ id: string; state: string }>();
    };
    const { id } = await send("POST", "?name=clients.csv", `${rows.join("\n")}\n`);
    expect((await send("POST", `/${id}/confirm`)).state).toBe("done");
    return async () => {
      expect((await send("POST", `/${id}/undo`)).state).toBe("undone");
    };
  }

  it("knows a wish that a file brings, and that it is taken back", async () => {
    const id = await client(1);
    await desk.plan();
    expect(await desk.planned(id)).toBe("planned call");
    const undo = await bring("Код;Не беспокоить", `${last}-1;не звоните`);
    expect(await desk.planned(id)).toBe(silent);
    await undo();
    expect(await desk.planned(id)).toBe("planned call");
  });

  it("of whoever shares a phone with somebody new knows their wish, and that both are gone", async () => {
    const id = await client(1);
    await desk.plan();
    const undo = await bring("ФИО;Телефон;Не беспокоить", `Новиков Пётр;${phoneOf(1)};не звоните`);
    expect(await desk.planned(id)).toBe(silent);
    await undo();
    expect(await desk.planned(id)).toBe("planned call");
  });

  it("knows a phone that a silent client gets, by whoever has it already", async () => {
    const other = await client(2);
    await desk.wish(await client(3));
    await desk.plan();
    expect(await desk.planned(other)).toBe("planned call");
    const undo = await bring("Код;Телефон", `${last}-3;${phoneOf(2)}`);
    expect(await desk.planned(other)).toBe(silent);
    await undo();
    expect(await desk.planned(other)).toBe("planned call");
  });

  it("has a birthday that a file brings, and has it no more", async () => {
    const id = await client(1, { birthday: null });
    await desk.plan();
    expect(await desk.planned(id)).toBeUndefined();
    const undo = await bring("Код;ДР", `${last}-1;22.11.1990`);
    expect(await desk.planned(id)).toBe("planned call");
    await undo();
    expect(await desk.planned(id)).toBe("withdrawn by withdrawn");
  });

  it("of many is judged anew for those who stand in it", async () => {
    const numbers = Array.from({ length: 230 }, (_, at) => at);
    const id = await client(0);
    await desk.plan();
    await bring("Код;ФИО", ...numbers.slice(1).map((at) => `${last}-${at};Общий Иван`));
    const undo = await bring(
      "Код;Пол;Не беспокоить",
      ...numbers.map((at) => `${last}-${at};м;${at === 0 ? "не звоните" : ""}`),
    );
    expect(await desk.planned(id)).toBe(silent);
    await undo();
    // Nothing was planned for anybody among so many; the plan of everybody finds it.
    expect(await desk.planned(id)).toBe(silent);
    await desk.plan();
    expect(await desk.planned(id)).toBe("planned call");
  });
});
