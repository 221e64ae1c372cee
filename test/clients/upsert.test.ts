import { afterAll, beforeAll, expect, it } from "vitest";
import type { Upserted } from "../../src/clients/change-contract.ts";
import { sql } from "../../src/database/sql.ts";
import { openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";
import { Desk } from "./desk.ts";

onEveryEngine("many clients by their outside ids", (database) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
  });
  afterAll(() => desk.server.close());

  const upsert = async (clients: unknown[]): Promise<Upserted["clients"]> => {
    const { status, body } = await desk.send("PUT", "/clients", { clients });
    expect(status, JSON.stringify(body)).toBe(200);
    return (body as Upserted).clients;
  };
  const outcomes = async (clients: unknown[]) => (await upsert(clients)).map(({ outcome }) => outcome);
  const count = async (table: string) =>
    (await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(desk.db))
      .rows[0]?.count;

  it("makes, changes, leaves alone and refuses, each row for itself", async () => {
    const anna = {
      externalId: "a",
      givenName: "Анна",
      contactPoints: [{ kind: "phone", value: "8 916 1110001" }],
    };
    const boris = { externalId: "b", givenName: "Борис", tags: ["море"] };
    expect(await outcomes([anna, boris])).toEqual(["created", "created"]);
    const changes = await count("client_change");
    expect(await outcomes([boris, anna])).toEqual(["unchanged", "unchanged"]);
    expect(await count("client_change")).toBe(changes);
    const answer = await upsert([
      { externalId: "a", familyName: "Котова" },
      { externalId: "c", birthday: { month: 2, day: 30 } },
      boris,
      { externalId: "b", givenName: "Богдан" },
      { externalId: "d", contactPoints: [{ kind: "phone", value: "12" }] },
      { externalId: "e" },
    ]);
    expect(answer.map(({ outcome, field }) => [outcome, field])).toEqual([
      ["changed", null],
      ["refused", "birthday"],
      ["unchanged", null],
      ["refused", "externalId"],
      ["refused", "value"],
      ["created", null],
    ]);
    expect(await count("client")).toBe(3);
    const profile = await desk.profile(answer[0]?.id as string);
    expect(profile).toMatchObject({ name: "Котова Анна", contactPoints: [{ value: "+79161110001" }] });
  });

  it("says why in the reader's language, and of a profile that somebody else has changed, too", async () => {
    const inRussian = { "accept-language": "ru" };
    const told = async (...clients: object[]) =>
      ((await desk.send("PUT", "/clients", { clients }, inRussian)).body as Upserted).clients.map(
        ({ detail }) => detail,
      );
    const phone = (value: string) => ({ externalId: "ru-1", contactPoints: [{ kind: "phone", value }] });
    expect(await told(phone("12"), { externalId: "ru-2" }, { externalId: "ru-2" })).toEqual([
      "value: ожидается номер телефона, например +7 912 345-67-89.",
      null,
      "externalId: ожидается id, который в запросе один раз.",
    ]);
    const { id } = await desk.change("POST", "/clients", { externalId: "ru-3", givenName: "Анна" });
    await desk.change("POST", `/clients/${String(id)}/demands`, { kind: "stop", how: "письмо" });
    expect(await told({ externalId: "ru-3", givenName: "Яна" })).toEqual([
      "Клиент потребовал не использовать свои данные: их можно хранить и стереть, но не менять.",
    ]);
    expect((await upsert([phone("12")]))[0]?.detail).toMatch(/^value: expected a phone number/);
    const stale = { ...inRussian, "if-match": '"another"' };
    const { id: boris } = await desk.change("POST", "/clients", { givenName: "Борис" });
    const late = await desk.send("PATCH", `/clients/${String(boris)}`, { familyName: "Котов" }, stale);
    expect(late.status).toBe(412);
    expect(late.body["detail"]).toMatch(/^Карточку успели изменить\./);
  });

  it("takes a thousand in a few statements, and a silenced phone stays silent", async () => {
    const silent = await desk.client([{ kind: "phone", value: "+79160000500" }]);
    await desk.wish(silent);
    const rows = Array.from({ length: 1000 }, (_, i) => ({
      externalId: `crm-${i}`,
      familyName: `Фамилия${i}`,
      birthday: { month: 11, day: 22 },
      contactPoints: [{ kind: "phone", value: `+7916000${String(i).padStart(4, "0")}` }],
    }));
    const made = await upsert(rows);
    expect(new Set(made.map(({ outcome }) => outcome))).toEqual(new Set(["created"]));
    expect(await desk.showsSilence(made[500]?.id as string)).toEqual([true, true]);
    expect(await desk.planned(made[500]?.id as string)).toBe("refused by do_not_disturb");
    expect(await desk.planned(made[501]?.id as string)).toBe("refused by no_consent");
    expect(await outcomes(rows)).toEqual(Array.from({ length: 1000 }, () => "unchanged"));
  });

  it.each([
    ["a zero byte", "a\u0000"],
    ["half a letter", "a\ud83d"],
  ])("refuses %s in any text, by its place", async (what, text) => {
    const refused = async (client: object) => {
      const { status, body } = await desk.send("PUT", "/clients", {
        clients: [{ externalId: "odd", ...client }],
      });
      expect(status, JSON.stringify(client)).toBe(400);
      return String(body["field"]);
    };
    expect(await refused({ externalId: text })).toBe("clients.0.externalId");
    expect(await refused({ familyName: text })).toBe("clients.0.familyName");
    expect(await refused({ tags: [text] })).toBe("clients.0.tags.0");
    expect(await refused({ contactPoints: [{ kind: "postal", value: text }] })).toBe(
      "clients.0.contactPoints.0.value",
    );
    expect(await outcomes([{ externalId: what, familyName: "\ud83d\ude00 Анна" }])).toEqual(["created"]);
  });
});
