/** Trips and visits of an agency's own system, by its own ids: each once, bad rows told one by one, the plan at once. */
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { Value } from "typebox/value";
import { Deals, TakenDeals } from "../../src/dealings/deal-contract.ts";
import { newId } from "../../src/kernel/ids.ts";
import { Timeline } from "../../src/reports/client-contract.ts";
import { Desk } from "../clients/desk.ts";
import { get, openServer } from "../http/server.ts";
import { onEveryEngine } from "../support/database.ts";

onEveryEngine("trips and visits in bulk", (database) => {
  let desk: Desk;
  let client: string;
  let externalId: string;
  let number = 0;
  beforeAll(async () => {
    desk = new Desk(await openServer(database()), database().db);
    await desk.open();
  });
  afterAll(() => desk.server.close());
  beforeEach(async () => {
    externalId = `К-${++number}`;
    const contactPoints = [{ kind: "phone", value: `+7917${String(6_000_000 + number)}` }];
    const row = { externalId, givenName: "Анна", birthday: { month: 1, day: 1 }, contactPoints };
    const { body } = await desk.send("PUT", "/clients", { clients: [row] });
    client = (body["clients"] as { id: string }[])[0]?.id ?? "";
    const consents = [{ purpose: "contact", given: true }];
    await desk.change("POST", `/clients/${client}/consents`, { consents, how: "form", wordingVersion: "1" });
  });

  const trip = {
    kind: "trip",
    on: "2026-10-01",
    departsOn: "2026-11-09",
    returnsOn: "2026-11-19",
    destination: "Пхукет",
    companions: "с мужем",
    price: "214000.00",
  };
  const put = async (...dealings: object[]) => {
    const { status, body } = await desk.send("PUT", "/dealings", { dealings });
    expect(status, JSON.stringify(body)).toBe(200);
    expect([...Value.Errors(TakenDeals, body)]).toEqual([]);
    return (body as TakenDeals).dealings;
  };
  const outcomes = async (...dealings: object[]) => (await put(...dealings)).map(({ outcome }) => outcome);
  const kept = async () => (await get(desk.server, `/api/v1/clients/${client}/dealings`, Deals)).dealings;

  it("is written down once, corrected where it is otherwise, and moves the plan at once", async () => {
    const told = { externalId, dealing: "Т-1", ...trip };
    const [first] = await put(told);
    expect(first).toMatchObject({ externalId, dealing: "Т-1", client, outcome: "created", detail: null });
    expect(await desk.planned(client)).toBe("planned call");
    expect(await outcomes(told)).toEqual(["unchanged"]);
    expect(await kept()).toEqual([{ id: first?.id, office: null, ...trip }]);

    expect(await outcomes({ ...told, returnsOn: "2026-11-22" })).toEqual(["changed"]);
    expect(await desk.planned(client)).toBe("withdrawn by withdrawn");
    expect(await kept()).toMatchObject([{ id: first?.id, returnsOn: "2026-11-22" }]);
    const { entries } = await get(desk.server, `/api/v1/clients/${client}/timeline`, Timeline);
    expect(entries.filter(({ kind }) => kind === "dealing")).toMatchObject([{ companions: "с мужем" }]);
    const changes = entries.filter((entry) => entry.kind === "change" && entry.field === "dealing");
    expect(changes).toHaveLength(2);
    await desk.send("DELETE", `/clients/${client}/dealings/${String(first?.id)}`);
    expect(await kept()).toEqual([]);
  });

  it("tells one by one what does not fit, and takes the others", async () => {
    const told = (dealing: string, more: object = {}) => ({ externalId, dealing, ...trip, ...more });
    const answers = await put(
      told("1"),
      told("2", { externalId: "nobody" }),
      told("3", { returnsOn: "2026-11-08" }),
      told("4", { on: "2026-12-30" }),
      told("5", { office: newId() }),
      told(" 1 "),
      { externalId, dealing: "6", kind: "visit", on: "2026-11-20" },
      { externalId, dealing: "7", kind: "visit", on: "2026-11-20", companions: "с мужем" },
    );
    expect(answers.map(({ outcome, field }) => field ?? outcome)).toEqual([
      "created",
      "externalId",
      "returnsOn",
      "on",
      "office",
      "dealing",
      "created",
      "companions",
    ]);
    expect(await kept()).toHaveLength(2);
  });

  it("says why in the reader's language", async () => {
    const dealings = [{ externalId: "nobody", dealing: "ru", ...trip }];
    const { body } = await desk.send("PUT", "/dealings", { dealings }, { "accept-language": "ru" });
    expect((body as TakenDeals).dealings.map(({ detail }) => detail)).toEqual([
      "Клиента с кодом nobody нет.",
    ]);
  });

  it("is not taken of whoever demanded that their data is used no longer", async () => {
    const demand = { kind: "stop", how: "письмо", words: "прекратите" };
    expect((await desk.send("POST", `/clients/${client}/demands`, demand)).status).toBe(200);
    expect(await put({ externalId, dealing: "1", ...trip })).toMatchObject([
      { outcome: "refused", field: "externalId", id: null },
    ]);
  });

  it("takes a thousand at once and no more", async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => ({
        externalId,
        dealing: `v${at}`,
        kind: "visit",
        on: "2026-05-01",
      }));
    expect(new Set(await outcomes(...many(1000)))).toEqual(new Set(["created"]));
    expect(new Set(await outcomes(...many(1000)))).toEqual(new Set(["unchanged"]));
    expect((await desk.send("PUT", "/dealings", { dealings: many(1001) })).status).toBe(400);
  });
});
