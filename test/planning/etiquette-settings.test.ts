/** The figures of the etiquette and the hours of operators, over HTTP and in the terminal: bounds hold, nothing is cut in silence. */
import type { FastifyInstance } from "fastify";
import { Value } from "typebox/value";
import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "../../src/kernel/ids.ts";
import { AllOperatorHours, Etiquette, EtiquetteBounds } from "../../src/planning/contract.ts";
import { defaultSettings, etiquetteSettings } from "../../src/planning/settings.ts";
import { Desk } from "../clients/desk.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("what a business sets of its etiquette", (database) => {
  let server: FastifyInstance;
  let desk: Desk;
  beforeAll(async () => {
    server = await openServer(database());
    desk = new Desk(server, database().db);
  });
  afterAll(() => server.close());

  it("is the product's until somebody says otherwise, and changes within its bounds", async () => {
    expect(await get(server, "/api/v1/etiquette", Etiquette)).toEqual(defaultSettings);
    const changed = await desk.send("PATCH", "/etiquette", {
      weekday: { opens: "09:00", closes: "21:00" },
      advertisingDays: 30,
    });
    expect(changed.body).toEqual({
      ...defaultSettings,
      weekday: { opens: "09:00", closes: "21:00" },
      advertisingDays: 30,
    });
    expect(await get(server, "/api/v1/etiquette", Etiquette)).toEqual(changed.body);
  });

  it.each([
    [{ weekday: { opens: "07:59", closes: "20:00" } }, "weekday", "08:00-22:00"],
    [{ weekend: { opens: "10:00", closes: "21:00" } }, "weekend", "09:00-20:00"],
    [{ weekday: { opens: "20:00", closes: "10:00" } }, "weekday", "08:00-22:00"],
    [{ advertisingDays: 1 }, "advertisingDays", "7 to 365"],
    [{ callsIn30Days: 40 }, "callsIn30Days", "0 to 4"],
    [{ unansweredCalls: 0 }, "unansweredCalls", "1 to 5"],
    [{ refusedDays: 3 }, "refusedDays", "30 to 3650"],
    [{ leapBirthday: "02-27" }, "leapBirthday", "02-28 or 03-01"],
  ])("refuses %j and says what was expected", async (patch, field, expected) => {
    const before = await get(server, "/api/v1/etiquette", Etiquette);
    const { status, body } = await desk.send("PATCH", "/etiquette", { spreadMinutes: 60, ...patch });
    expect({ status, ...body }).toMatchObject({ status: 400, code: "bad_input", field });
    expect(body["detail"]).toContain(expected);
    expect(await get(server, "/api/v1/etiquette", Etiquette)).toEqual(before);
  });

  it("refuses in the reader's language: by the address, by the wishes of the browser, else in English", async () => {
    const detail = async (url: string, payload: object, headers: Record<string, string> = {}) =>
      (await server.inject({ method: "PATCH", url, payload, headers })).json<{ detail: string }>().detail;
    const russian = { "accept-language": "ru-RU,ru;q=0.9,en;q=0.8" };
    const url = "/api/v1/etiquette";
    const early = { weekday: { opens: "07:59", closes: "20:00" } };
    expect(await detail(url, early, russian)).toBe(
      "weekday: ожидается время в пределах 08:00-22:00, например 10:00-19:00, а не 07:59-20:00.",
    );
    expect(await detail(url, early)).toMatch(/^weekday: expected hours within/);
    expect(await detail(url, { unansweredCalls: "many" }, russian)).toBe(
      "unansweredCalls: ожидается целое число.",
    );
    const nobody = await server.inject({ url: `/api/v1/clients/${newId()}?lang=ru` });
    expect(nobody.json()).toMatchObject({ code: "not_found", detail: "Такого клиента нет." });
  });

  it("is cut to the bounds whatever is stored", () => {
    expect(
      etiquetteSettings({ weekday: { opens: "00:00", closes: "23:59" }, callsIn30Days: 99, refusedDays: 0 }),
    ).toMatchObject({ weekday: { opens: "08:00", closes: "22:00" }, callsIn30Days: 4, refusedDays: 30 });
  });

  it("tells its bounds, within which every default is", async () => {
    const { defaults, figures, ...hours } = await get(server, "/api/v1/etiquette/bounds", EtiquetteBounds);
    expect(defaults).toEqual(defaultSettings);
    expect(figures["advertisingDays"]).toEqual({ least: 7, most: 365 });
    expect(hours).toEqual({
      weekday: { opens: "08:00", closes: "22:00" },
      weekend: { opens: "09:00", closes: "20:00" },
    });
    expect(etiquetteSettings(defaults as typeof defaultSettings)).toEqual(defaults);
  });

  it("is not written over by whoever read it before somebody else changed it", async () => {
    const patch = (busyRetryMinutes: number, tag: string) =>
      desk.send("PATCH", "/etiquette", { busyRetryMinutes }, { "if-match": tag });
    const read = String((await desk.send("PATCH", "/etiquette", { busyRetryMinutes: 30 })).headers["etag"]);
    const first = await patch(40, read);
    expect(first).toMatchObject({ status: 200, body: { busyRetryMinutes: 40 } });
    expect(await patch(50, read)).toMatchObject({ status: 412, body: { code: "changed_meanwhile" } });
    expect(await get(server, "/api/v1/etiquette", Etiquette)).toMatchObject({ busyRetryMinutes: 40 });
    expect(await patch(50, String(first.headers["etag"]))).toMatchObject({ status: 200 });
  });

  it("operator hours stand for a day of the week or one day, of the network or an office", async () => {
    const put = (body: Record<string, unknown>) => desk.send("PUT", "/operator-hours", body);
    await put({ weekday: 1, minutes: 240 });
    await put({ weekday: 1, minutes: 300 });
    const { body } = await put({ on: "2026-12-31", minutes: 0 });
    expect([...Value.Errors(AllOperatorHours, body)]).toEqual([]);
    expect(body).toEqual({
      hours: [
        { office: null, officeName: null, weekday: 1, on: null, minutes: 300 },
        { office: null, officeName: null, weekday: null, on: "2026-12-31", minutes: 0 },
      ],
      callSeconds: 360,
    });
    expect((await put({ weekday: 1, on: "2026-12-31", minutes: 1 })).body).toMatchObject({
      field: "weekday",
    });
    expect((await put({ minutes: 1 })).body).toMatchObject({ field: "weekday" });
    expect((await put({ office: newId(), weekday: 1, minutes: 1 })).body).toMatchObject({ field: "office" });
    await put({ weekday: 1, minutes: null });
    const left = await get(server, "/api/v1/operator-hours", AllOperatorHours);
    expect(left.hours).toHaveLength(1);
  });
});
